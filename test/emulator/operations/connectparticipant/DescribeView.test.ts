import assert from "node:assert/strict";
import {
  AccessDeniedException,
  DescribeViewCommand,
  ResourceNotFoundException,
  ValidationException,
} from "@aws-sdk/client-connectparticipant";
import { action, disconnect, flow, wait } from "../../../flows.js";
import { assertTokenRefused, Customer, type OpenChat, refusal } from "../../customer.js";

const types = [
  "text/plain",
  "application/vnd.amazonaws.connect.message.interactive",
  "application/vnd.amazonaws.connect.message.interactive.response",
];
const guide = flow(
  "guide",
  action("show", "ShowView", { ViewResource: { Id: "v-1" }, ViewData: { Heading: "Refund" } }, { next: "wait" }),
  wait("wait", 600, "end"),
  disconnect(),
);
const instance = {
  views: [
    {
      name: "Refund",
      id: "v-1",
      version: 2,
      template: { Body: [] },
      inputSchema: { type: "object" },
      actions: ["Submit"],
    },
  ],
};

const view = async (customer: Customer, ConnectionToken: string, ViewToken: string) =>
  (await customer.participant.send(new DescribeViewCommand({ ConnectionToken, ViewToken }))).View;

/** A chat that shows a view, and the token that its message carries. */
async function shown(customer: Customer): Promise<OpenChat & { readonly viewToken: string }> {
  const chat = await customer.chat({ SupportedMessagingContentTypes: types });
  await customer.subscribe(chat.url);
  const { contents } = await customer.page({ ConnectionToken: chat.ConnectionToken });
  const message = contents.find((content) => content.includes("ViewResource"));
  assert.ok(message, contents.join("\n"));
  return { ...chat, viewToken: JSON.parse(message).data.content.viewToken };
}

describe("DescribeView of a participant", () => {
  it("tells the view that a message of the chat shows", async () => {
    await using customer = await Customer.of({ flows: [guide], instance });
    const { ConnectionToken, viewToken } = await shown(customer);
    assert.deepEqual(await view(customer, ConnectionToken, viewToken), {
      Id: "v-1",
      Arn: `${customer.emulator.instanceArn}/view/v-1`,
      Name: "Refund",
      Version: 2,
      Content: { InputSchema: '{"type":"object"}', Template: '{"Body":[]}', Actions: ["Submit"] },
    });
  });

  it("refuses a view token of another chat, of nobody, and one that is too long", async () => {
    await using customer = await Customer.of({ flows: [guide], instance });
    const [mine, theirs] = [await shown(customer), await shown(customer)];
    const error = await refusal(view(customer, mine.ConnectionToken, theirs.viewToken), ResourceNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 404);
    await refusal(view(customer, mine.ConnectionToken, "none/of:this"), ResourceNotFoundException);
    await refusal(view(customer, mine.ConnectionToken, "x".repeat(1001)), ValidationException);
  });

  it("refuses a connection token of nobody, and a chat that has ended", async () => {
    await using customer = await Customer.of({ flows: [guide], instance });
    const { ContactId, ConnectionToken, viewToken } = await shown(customer);
    await assertTokenRefused(view(customer, "nobody", viewToken));
    await customer.stop(ContactId);
    const error = await refusal(view(customer, ConnectionToken, viewToken), AccessDeniedException);
    assert.equal(error.message, "Access denied");
  });
});
