import { type ActionJson, action, disconnect, flow } from "../flows.js";
import { type ContactOptions, contactInFlow, otherFlow } from "./contact-in-flow.js";

export interface QueueChatOptions extends ContactOptions {
  /** The queue's id. Default `q`. */
  readonly queue?: string;
  /** What runs before the transfer; their `next` is filled in. */
  readonly first?: readonly ActionJson[];
  /** Flows that are set for events, each under the id of its event. */
  readonly hooks?: Readonly<Record<string, readonly ActionJson[]>>;
}

const types: Readonly<Record<string, string>> = {
  AgentWhisper: "AGENT_WHISPER",
  CustomerWhisper: "CUSTOMER_WHISPER",
  CustomerQueue: "CUSTOMER_QUEUE",
};

/** A chat whose inbound flow sets flows for events and transfers to a queue; agents take it when time is let pass. */
export function queueChat({ queue = "q", first = [], hooks = {}, otherFlows = [], ...options }: QueueChatOptions = {}) {
  const setting = Object.keys(hooks).map((hook) =>
    action(`set ${hook}`, "UpdateContactEventHooks", { EventHooks: { [hook]: hook } }),
  );
  const target = action("target", "UpdateContactTargetQueue", { QueueId: queue });
  const steps = [...first, ...setting, target].map((one, index, all) => ({
    ...one,
    Transitions: { ...one.Transitions, NextAction: all[index + 1]?.Identifier ?? "transfer" },
  }));
  const transfer = action(
    "transfer",
    "TransferContactToQueue",
    {},
    { next: "bye", errors: { NoMatchingError: "bye", QueueAtCapacity: "bye" } },
  );
  return contactInFlow(flow("inbound", ...steps, transfer, disconnect("bye")), {
    ...options,
    otherFlows: [
      ...otherFlows,
      ...Object.entries(hooks).map(([hook, actions]) => otherFlow(hook, types[hook] ?? "CONTACT_FLOW", ...actions)),
    ],
  });
}
