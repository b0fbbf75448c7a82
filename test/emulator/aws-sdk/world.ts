import assert from "node:assert/strict";
import { CreateContactFlowModuleCommand } from "@aws-sdk/client-connect";
import type { EmulatorOptions } from "../../../provider/emulator/index.js";
import { action, disconnect, flow } from "../../flows.js";
import { type Customer, type OpenChat, patient } from "../customer.js";

const shown = flow(
  "guide",
  action(
    "show",
    "ShowView",
    { ViewResource: { Id: "v-form" }, InvocationTimeLimitSeconds: "600", ViewData: {} },
    { next: "end", errors: { NoMatchingError: "end", NoMatchingCondition: "end", TimeLimitExceeded: "end" } },
  ),
  disconnect(),
);

/** An instance that has one of each kind: flows that stay open, a queue, hours and a view. */
export const world: EmulatorOptions = {
  flows: [patient(), shown],
  instance: {
    queues: [{ name: "Sales", id: "q-sales" }],
    hoursOfOperation: [{ name: "Office", id: "h-office", timeZone: "UTC", config: "09:00-17:00" }],
    views: [{ name: "Form", id: "v-form", template: { Head: {} }, inputSchema: { type: "object" } }],
  },
};

/** Content of a flow or a module that can be published. */
export const content = JSON.stringify(patient().content);

/** A chat whose customer has subscribed, and to whom the flow has said its greeting. */
export async function talking(customer: Customer): Promise<OpenChat> {
  const chat = await customer.chat();
  await customer.subscribe(chat.url);
  return chat;
}

export async function ended(customer: Customer): Promise<OpenChat> {
  const chat = await customer.chat();
  await customer.stop(chat.ContactId);
  return chat;
}

/** A chat in which the customer is shown a view, and the view's token. */
export async function guided(customer: Customer): Promise<OpenChat & { readonly ViewToken: string }> {
  const interactive = "application/vnd.amazonaws.connect.message.interactive";
  const chat = await customer.chat({
    ContactFlowId: customer.emulator.flow("guide").id,
    SupportedMessagingContentTypes: ["text/plain", interactive, `${interactive}.response`],
  });
  await customer.subscribe(chat.url);
  const { items } = await customer.page({ ConnectionToken: chat.ConnectionToken });
  const message = items.find(({ ContentType }) => ContentType === interactive);
  assert.ok(message?.Content, "The flow shows no view.");
  const { data } = JSON.parse(message.Content) as { data: { content: { viewToken: string } } };
  return { ...chat, ViewToken: data.content.viewToken };
}

/** The id of a module that was just made. */
export async function moduleOf({ connect, emulator }: Customer, Name = "module"): Promise<string> {
  const command = new CreateContactFlowModuleCommand({ InstanceId: emulator.instanceId, Name, Content: content });
  return (await connect.send(command)).Id ?? "";
}
