import { Cases } from "../../provider/emulator/cases.js";
import { ChatLife } from "../../provider/emulator/chat-life.js";
import { manualClock } from "../../provider/emulator/clock.js";
import type { Contact } from "../../provider/emulator/contact.js";
import { ContactQueues } from "../../provider/emulator/contact-queues.js";
import { Contacts } from "../../provider/emulator/contacts.js";
import { CustomerProfiles } from "../../provider/emulator/customer-profiles.js";
import { identifiers } from "../../provider/emulator/identifiers.js";
import type { InstanceDefinition } from "../../provider/emulator/instance/definition.js";
import { defaultBehaviour, type FlowSource } from "../../provider/emulator/options.js";
import { ViewTokens } from "../../provider/emulator/view-tokens.js";
import { emptyInstance } from "../emulator/contact-in-flow.js";

interface EngineChat {
  readonly contact: Contact;
  readonly clock: ReturnType<typeof manualClock>;
}

/** Chats one after the other in one instance, with nothing around the engine. */
export function chatsThrough(
  source: FlowSource,
  count: number,
  definition: InstanceDefinition = {},
  talk: (chat: EngineChat) => void = () => {},
): void {
  const instance = emptyInstance(definition);
  const flow = instance.load(source);
  const clock = manualClock();
  const ids = identifiers(1);
  const contacts = new Contacts(clock, ids);
  const services = {
    identifiers: ids,
    behaviour: defaultBehaviour,
    queues: new ContactQueues(),
    viewTokens: new ViewTokens(ids),
    customerProfiles: new CustomerProfiles(instance, ids),
    cases: new Cases(instance, ids),
  };
  const request = {
    InstanceId: instance.id,
    ContactFlowId: flow.id,
    ParticipantDetails: { DisplayName: "Ada" },
    Attributes: { name: "Ada" },
  };
  for (let chat = 0; chat < count; chat++) {
    const { contact } = contacts.start(instance, flow, request);
    contact.join();
    new ChatLife(contact.chat, services).start();
    talk({ contact, clock });
  }
}
