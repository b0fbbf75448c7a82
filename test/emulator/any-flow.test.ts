import assert from "node:assert/strict";
import fc from "fast-check";
import { manualClock } from "../../provider/emulator/clock.js";
import type { InstanceDefinition } from "../../provider/emulator/instance/definition.js";
import { interactiveMessage, interactiveResponse } from "../../provider/emulator/interactive.js";
import type { TraceRecord } from "../../provider/emulator/trace.js";
import { actionTypes } from "../../provider/flow/action-types.js";
import { type ActionJson, action, flow } from "../flows.js";
import { anyActions, anyHappenings, anyInstance, type Happening } from "./any-flows.js";
import { contactInFlow, module, otherFlow } from "./contact-in-flow.js";

const minute = 60_000;
const behaviour = { actionsWithoutWait: 40, unknownAction: "error branch" as const };

/** Lets a chat go through these flows while these things happen, and then through the rest of its hour. */
function lived(
  flows: Readonly<Record<"inbound" | "queue" | "whisper" | "after" | "module", ActionJson[]>>,
  definition: InstanceDefinition,
  happenings: readonly Happening[],
) {
  const clock = manualClock();
  const run = contactInFlow(flow("inbound", ...flows.inbound), {
    clock,
    definition,
    behaviour,
    request: {
      ChatDurationInMinutes: 60,
      Attributes: { a: "1", b: "x" },
      SupportedMessagingContentTypes: ["text/plain", interactiveMessage, interactiveResponse],
    },
    otherFlows: [
      otherFlow("queue", "CUSTOMER_QUEUE", ...flows.queue),
      otherFlow("whisper", "AGENT_WHISPER", ...flows.whisper),
      otherFlow("after", "CONTACT_FLOW", ...flows.after),
      otherFlow("other", "CONTACT_FLOW", ...flows.after),
      module("module", ...flows.module),
    ],
  });
  const { chat } = run;
  for (const happening of happenings) {
    if (happening.kind === "pass") clock.advance(happening.seconds * 1000);
    else if (!chat.ended) befall(chat, happening);
  }
  const ended = chat.ended?.reason;
  clock.advance(61 * minute);
  return { ...run, ended, traces: chat.contacts.flatMap(({ trace }) => trace) };
}

function befall(chat: ReturnType<typeof contactInFlow>["chat"], happening: Happening): void {
  switch (happening.kind) {
    case "say":
      chat.say(chat.customer, happening.contentType, happening.text);
      break;
    case "bot": {
      const bot = chat.participants.find(({ role, left }) => role === "CUSTOM_BOT" && !left);
      if (bot) chat.leave(bot);
      else chat.join(chat.add("CUSTOM_BOT", "Bot"));
      break;
    }
    case "leave":
      chat.leave(chat.customer);
      break;
    case "stop":
      chat.contact.end("API");
  }
}

const flowsOf = (actions: fc.Arbitrary<ActionJson[]>) =>
  fc.record({ inbound: actions, queue: actions, whisper: actions, after: actions, module: actions });

const faults = (traces: readonly TraceRecord[]) =>
  traces.filter(({ result }) => result === "internal error").map(({ type, warnings }) => [type, warnings]);

describe("any flow", function () {
  this.timeout(120_000);

  const restful = (seed?: number) => {
    const seen = new Set<string>();
    const ends = new Set<string | undefined>();
    fc.assert(
      fc.property(flowsOf(anyActions(8)), anyInstance, anyHappenings, (flows, definition, happenings) => {
        const { chat, queues, instance, traces, ended } = lived(flows, definition, happenings);
        assert.ok(chat.ended, "The chat goes on for ever.");
        assert.deepEqual(faults(traces), []);
        assert.equal(chat.clock.skip(), false, "A timer is left.");
        const queue = instance.queue("q") ?? assert.fail();
        assert.deepEqual(queues.inQueue("q"), []);
        assert.deepEqual(
          queues.staff(queue).map(({ chats }) => chats),
          [0],
        );
        assert.ok(chat.contacts.length <= 12);
        for (const { type } of traces) seen.add(type);
        ends.add(ended);
      }),
      { numRuns: 500, seed },
    );
    return { seen, ends };
  };

  it("comes to rest whatever happens, and its chat to an end, with nothing left behind and no fault of the emulator's", () => {
    restful();
  });

  it("does so in runs that have every action type and every kind of end", () => {
    const { seen, ends } = restful(7);
    const unseen = [...actionTypes.keys()].filter((type) => !seen.has(type));
    assert.deepEqual(unseen, []);
    for (const end of ["CONTACT_FLOW_DISCONNECT", "CUSTOMER_DISCONNECT", "API", "SYSTEM_ERROR", undefined]) {
      assert.ok(ends.has(end), `${end} was never reached`);
    }
  });

  it("goes far where it begins in the usual way: to queue, whisper, agent, transfers, modules and disconnect flow", () => {
    const hook = (event: string, id: string) =>
      action(`hook ${event}`, "UpdateContactEventHooks", { EventHooks: { [event]: id } });
    const inbound = [
      hook("CustomerQueue", "queue"),
      hook("AgentWhisper", "whisper"),
      hook("CustomerRemaining", "after"),
      action("target", "UpdateContactTargetQueue", { QueueId: "q" }),
      action("transfer", "TransferContactToQueue"),
    ].map((one, index, all) => ({ ...one, Transitions: { NextAction: all[index + 1]?.Identifier } }));
    const parts = new Set<string>();
    const often = ["DequeueContactAndTransferToQueue", "InvokeFlowModule"];
    const types = [...actionTypes.keys(), ...often.flatMap((type) => Array<string>(15).fill(type))];
    fc.assert(
      fc.property(flowsOf(anyActions(6, types)), anyInstance, anyHappenings, (flows, definition, happenings) => {
        const { chat, traces } = lived({ ...flows, inbound }, definition, happenings);
        assert.ok(chat.ended);
        assert.deepEqual(faults(traces), []);
        for (const { flow } of traces) parts.add(flow);
        for (const { origin, agent } of chat.contacts) {
          parts.add(origin.initiationMethod);
          if (agent) parts.add("agent");
        }
      }),
      { numRuns: 500, seed: 7 },
    );
    for (const part of ["queue", "whisper", "after", "module", "DISCONNECT", "TRANSFER", "QUEUE_TRANSFER", "agent"]) {
      assert.ok(parts.has(part), `${part} was never reached`);
    }
  });

  it("is a list of problems or a flow that runs, whatever JSON it is", () => {
    const anyAction = fc.record(
      {
        Identifier: fc.oneof(fc.constantFrom("a", "b", "__proto__"), fc.string()),
        Type: fc.oneof(fc.constantFrom(...actionTypes.keys(), "constructor"), fc.string()),
        Parameters: fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.constantFrom("Text", "QueueId", "LexV2Bot"), fc.jsonValue()),
        ),
        Transitions: fc.oneof(
          fc.jsonValue(),
          fc.record({
            NextAction: fc.constantFrom("a", "b"),
            Conditions: fc.array(
              fc.record({
                NextAction: fc.constant("a"),
                Condition: fc.record({ Operator: fc.string(), Operands: fc.jsonValue() }),
              }),
              { maxLength: 2 },
            ),
            Errors: fc.oneof(fc.jsonValue(), fc.constant([{ ErrorType: "NoMatchingError", NextAction: "b" }])),
          }),
        ),
      },
      { requiredKeys: ["Identifier", "Type"] },
    );
    const nearly = fc.record({
      Version: fc.constant("2019-10-30"),
      StartAction: fc.constantFrom("a", "b"),
      Actions: fc.tuple(anyAction, anyAction).map(([a, b]) => [
        { ...a, Identifier: "a" },
        { ...b, Identifier: "b" },
      ]),
      Metadata: fc.jsonValue(),
    });
    let ran = 0;
    fc.assert(
      fc.property(fc.oneof({ weight: 1, arbitrary: fc.jsonValue() }, { weight: 4, arbitrary: nearly }), (content) => {
        let run: ReturnType<typeof contactInFlow> | undefined;
        try {
          run = contactInFlow(
            { name: "any", content: JSON.stringify(content) },
            { behaviour, request: { ChatDurationInMinutes: 60 } },
          );
        } catch (error) {
          assert.match((error as Error).message, /^The flow any cannot be used: ./);
        }
        if (!run) return;
        ran += 1;
        run.clock.advance(61 * minute);
        assert.ok(run.chat.ended);
        assert.ok(run.contact.trace.every(({ result }) => result !== "internal error"));
      }),
      { numRuns: 1500 },
    );
    assert.ok(ran > 300, `${ran} ran`);
  });
});
