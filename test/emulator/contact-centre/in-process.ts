import type { Item } from "@aws-sdk/client-connectparticipant";
import { Cases } from "../../../provider/emulator/cases.js";
import { ChatLife } from "../../../provider/emulator/chat-life.js";
import { manualClock } from "../../../provider/emulator/clock.js";
import { ContactQueues } from "../../../provider/emulator/contact-queues.js";
import { Contacts } from "../../../provider/emulator/contacts.js";
import { CustomerProfiles } from "../../../provider/emulator/customer-profiles.js";
import { identifiers } from "../../../provider/emulator/identifiers.js";
import { loadInstance } from "../../../provider/emulator/instance/load.js";
import type { Instance } from "../../../provider/emulator/instance.js";
import { defaultBehaviour } from "../../../provider/emulator/options.js";
import { ViewTokens } from "../../../provider/emulator/view-tokens.js";
import { type Deed, interactive } from "./line.js";
import { definitionFor, type Example, losable, type Scenario, stubOf } from "./scenario.js";
import type { Talk } from "./talk.js";

/** A chat with the engine alone, whose customer has joined. */
export async function inProcess(example: Example, scenario: Scenario): Promise<Talk & { readonly instance: Instance }> {
  const clock = manualClock(Date.parse(scenario.at));
  const instance = await loadInstance({ instance: definitionFor(example, scenario) }, () => clock.now());
  const flow = instance.flowNamed(scenario.flow ?? example.flow);
  if (!flow) throw new Error(`${example.name} has no flow ${scenario.flow ?? example.flow}.`);
  const views = new Map(instance.views.all.map(({ id, name }) => [id, name]));
  lose(instance, scenario);

  const ids = identifiers(1);
  const contacts = new Contacts(clock, ids, defaultBehaviour);
  const request = {
    InstanceId: instance.id,
    ContactFlowId: flow.id,
    ParticipantDetails: { DisplayName: "Ada" },
    ...scenario.start,
  };
  const { chat } = contacts.start(instance, flow, request).contact;
  const heard: Item[] = [];
  const window = { send: (frame: string) => void heard.push(itemOf(frame)), close: () => {} };
  chat.customer.sockets.set(window, { subscribed: true });
  chat.join(chat.customer);
  new ChatLife(chat, {
    identifiers: ids,
    behaviour: defaultBehaviour,
    queues: new ContactQueues(),
    viewTokens: new ViewTokens(ids),
    customerProfiles: new CustomerProfiles(instance, ids),
    cases: new Cases(instance, ids),
    stub: stubOf(example, scenario),
  }).start();

  return {
    instance,
    views,
    advance: async (milliseconds) => clock.advance(milliseconds),
    async act(deed) {
      if (deed.kind === "leave") chat.leave(chat.customer);
      else chat.say(chat.customer, ...messageOf(deed));
    },
    heard: () => heard,
    items: () => chat.items,
    trace: () => chat.contacts.flatMap(({ trace }) => trace),
    attributes: () => Object.fromEntries(chat.attributes),
    state: () => ({ ended: chat.ended?.reason, queue: chat.contact.queue?.name }),
    [Symbol.asyncDispose]: async () => clock.stop(),
  };
}

/** Content type and content of what a customer says or chooses. */
export function messageOf(deed: Exclude<Deed, { kind: "leave" }>): [contentType: string, content: string] {
  if (deed.kind === "say") return ["text/plain", deed.text];
  const { action, data } = deed;
  return [`${interactive}.response`, JSON.stringify({ action, data, templateType: "ViewResource", version: "1.0" })];
}

/** The item in a frame of the socket. */
export function itemOf(frame: string): Item {
  return JSON.parse((JSON.parse(frame) as { content: string }).content) as Item;
}

/** Takes things out of the instance, as somebody may after the flows were published. */
function lose(instance: Instance, { gone = {} }: Scenario): void {
  for (const kind of losable) {
    for (const name of gone[kind] ?? []) {
      const { id = "" } = (kind === "flows" ? instance.flowNamed(name) : instance[kind].named(name)) ?? {};
      const removed = kind === "flows" ? instance.remove(id) : instance[kind].remove(id);
      if (!removed) throw new Error(`The instance has no ${name} to lose.`);
    }
  }
}
