import assert from "node:assert/strict";
import { DescribeViewCommand, SendMessageCommand } from "@aws-sdk/client-connectparticipant";
import { interactiveMessage, interactiveResponse } from "../../provider/emulator/interactive.js";
import { action, disconnect, flow, say, wait } from "../flows.js";
import { aliasArn, menuBot } from "./bots.js";
import { module, otherFlow } from "./contact-in-flow.js";
import { Customer } from "./customer.js";
import type { Frames } from "./frames.js";
import { handlerFile, removeHandlerFiles } from "./lambda/handler-file.js";
import { agent, staffed } from "./staff.js";

const hears = async (frames: Frames, content: string) =>
  (await frames.nextItem(({ Type, Content }) => Type === "MESSAGE" && Content === content)).ParticipantRole;

/** A customer of an emulator with these, in a chat that has begun. */
async function begun(options: Parameters<typeof Customer.of>[0], request: Parameters<Customer["chat"]>[0] = {}) {
  const customer = await Customer.of(options);
  const chat = await customer.chat(request);
  const frames = await customer.subscribe(chat.url);
  return { customer, chat, frames, say: (text: string) => customer.say(chat.ConnectionToken, text) };
}

after(removeHandlerFiles);

describe("a whole chat on loopback", () => {
  it("talks to a customer by bot, queue, agent and survey, over two contacts", async () => {
    const bot = { Text: "How can I help?", LexV2Bot: { AliasArn: aliasArn } };
    const {
      customer,
      chat,
      frames,
      say: answer,
    } = await begun({
      flows: [
        flow(
          "welcome",
          action(
            "hook",
            "UpdateContactEventHooks",
            { EventHooks: { CustomerRemaining: "survey" } },
            { next: "queue flow" },
          ),
          action("queue flow", "UpdateContactEventHooks", { EventHooks: { CustomerQueue: "hold" } }, { next: "bot" }),
          action("bot", "ConnectParticipantWithLexBot", bot, {
            when: { TalkToAgent: "target", Refund: "refund" },
            errors: { NoMatchingCondition: "bot", NoMatchingError: "end" },
          }),
          say("refund", "Refunds take $.Lex.Slots.size days.", "bot"),
          action("target", "UpdateContactTargetQueue", { QueueId: "q" }, { next: "transfer" }),
          action(
            "transfer",
            "TransferContactToQueue",
            {},
            { errors: { NoMatchingError: "end", QueueAtCapacity: "end" } },
          ),
          disconnect("end"),
        ),
        otherFlow(
          "hold",
          "CUSTOMER_QUEUE",
          action("metrics", "GetMetricData", {}, { next: "say" }),
          say("say", "You are number $.Metrics.Contact.PositionInQueue.", "wait"),
          wait("wait", 30, "say"),
        ),
        otherFlow(
          "survey",
          "CONTACT_FLOW",
          say("ask", "How did $.Queue.Name do?", "wait"),
          wait("wait", 900, "thanks"),
          say("thanks", "Thank you.", "end"),
          disconnect("end"),
        ),
      ],
      instance: {
        ...staffed(agent({ say: "Hello, I am Ada." }, { waitFor: "message" }, { say: "I see." }, { leave: true })),
        lex: [menuBot],
      },
    });
    await using _customer = customer;
    assert.equal(await hears(frames, "How can I help?"), "SYSTEM");
    await answer("Refund for 50");
    await hears(frames, "50 in which size?");
    await answer("large");
    await hears(frames, "Refund for 50.");
    await hears(frames, "Refunds take L days.");
    await answer("agent");
    await hears(frames, "You are number 1.");
    assert.equal(await hears(frames, "Hello, I am Ada."), "AGENT");
    await answer("My parcel is late");
    await hears(frames, "I see.");
    await frames.nextEvent("participant.left");
    await hears(frames, "How did Support do?");
    await answer("Well");
    await hears(frames, "Thank you.");
    await frames.nextEvent("chat.ended");
    const [first, second, ...others] = customer.emulator.contacts();
    assert.deepEqual(others, []);
    assert.deepEqual([first?.id, first?.disconnectReason], [chat.ContactId, "AGENT_DISCONNECT"]);
    assert.deepEqual([second?.flow, second?.disconnectReason], ["survey", "CONTACT_FLOW_DISCONNECT"]);
  });

  it("shows a view, of which the client asks for the template, and takes the answer", async () => {
    const { customer, chat, frames } = await begun(
      {
        flows: [
          flow(
            "guide",
            action(
              "view",
              "ShowView",
              {
                ViewResource: { Id: "v-plan" },
                InvocationTimeLimitSeconds: "900",
                ViewData: { Heading: "Plans for $.Attributes.name" },
                SensitiveDataConfiguration: { HideResponseOn: ["TRANSCRIPT"] },
              },
              {
                when: { Pick: "picked" },
                errors: { NoMatchingCondition: "end", NoMatchingError: "end", TimeLimitExceeded: "end" },
              },
            ),
            say("picked", "You picked $.Views.ViewResultData.plan.", "end"),
            wait("end", 60, "end"),
          ),
        ],
        instance: {
          views: [{ name: "Plans", id: "v-plan", template: { Head: {} }, inputSchema: {}, actions: ["Pick"] }],
        },
      },
      {
        Attributes: { name: "Ada" },
        SupportedMessagingContentTypes: ["text/plain", interactiveMessage, interactiveResponse],
      },
    );
    await using _customer = customer;
    const shown = await frames.nextItem(({ ContentType }) => ContentType === interactiveMessage);
    const { content } = JSON.parse(shown.Content ?? "").data;
    assert.deepEqual(content.viewData, { Heading: "Plans for Ada" });
    const { ConnectionToken } = chat;
    const { View } = await customer.participant.send(
      new DescribeViewCommand({ ConnectionToken, ViewToken: content.viewToken }),
    );
    assert.deepEqual(View?.Content?.Actions, ["Pick"]);
    const Content = JSON.stringify({
      action: "Pick",
      templateType: "ViewResource",
      version: "1.0",
      data: { plan: "gold" },
    });
    await customer.participant.send(
      new SendMessageCommand({ ConnectionToken, ContentType: interactiveResponse, Content }),
    );
    await hears(frames, "You picked gold.");
    const { items } = await customer.page({ ConnectionToken });
    const answered = items.find(({ ContentType }) => ContentType === interactiveResponse);
    assert.deepEqual(JSON.parse(answered?.Content ?? "").data, {});
  });

  for (const [name, content] of [
    [
      "lookup.ts",
      `interface Event { Details: { Parameters: Record<string, string>; ContactData: { Attributes: Record<string, string>; Channel: string } } }
       export async function handler({ Details: { Parameters, ContactData } }: Event): Promise<Record<string, string>> {
         return { greeting: [Parameters.word, ContactData.Attributes.name, "on", ContactData.Channel].join(" ") };
       }`,
    ],
    [
      "lookup.js",
      `exports.handler = (event, context, callback) => {
         const { Parameters, ContactData } = event.Details;
         setImmediate(() => callback(null, { greeting: Parameters.word + " " + ContactData.Attributes.name + " on " + ContactData.Channel }));
       };`,
    ],
  ] as const) {
    it(`calls the user's own ${name} with the event of Amazon Connect`, async () => {
      const { customer, frames } = await begun(
        {
          flows: [
            flow(
              "lookup",
              action(
                "lookup",
                "InvokeLambdaFunction",
                {
                  LambdaFunctionARN: "arn:aws:lambda:us-east-1:123456789012:function:lookup",
                  InvocationTimeLimitSeconds: "8",
                  LambdaInvocationAttributes: { word: "Hello" },
                },
                { next: "say", errors: { NoMatchingError: "end" } },
              ),
              say("say", "$.External.greeting", "end"),
              disconnect("end"),
            ),
          ],
          instance: { lambda: [{ name: "lookup", handler: `${handlerFile(name, content)}#handler` }] },
        },
        { Attributes: { name: "Ada" } },
      );
      await using _customer = customer;
      await hears(frames, "Hello Ada on CHAT");
      await frames.nextEvent("chat.ended");
    });
  }

  it("lets a bot's code hook of the user's own decide", async () => {
    const hook = handlerFile(
      "hook.mjs",
      `export const handler = async ({ inputTranscript, sessionState, invocationSource }) => ({
         sessionState: {
           sessionAttributes: { ...sessionState.sessionAttributes, tool: "Escalate" },
           dialogAction: { type: "Close" },
           intent: { ...sessionState.intent, state: "Fulfilled" },
         },
         messages: [{ contentType: "PlainText", content: invocationSource + ": " + inputTranscript }],
       });`,
    );
    const {
      customer,
      frames,
      say: answer,
    } = await begun({
      flows: [
        flow(
          "hooked",
          action(
            "bot",
            "ConnectParticipantWithLexBot",
            { Text: "What?", LexV2Bot: { AliasArn: aliasArn } },
            { when: { FallbackIntent: "tool" }, errors: { NoMatchingCondition: "end", NoMatchingError: "end" } },
          ),
          action(
            "tool",
            "Compare",
            { ComparisonValue: "$.Lex.SessionAttributes.tool" },
            { when: { Escalate: "say" }, errors: { NoMatchingCondition: "end" } },
          ),
          say("say", "Escalated", "end"),
          disconnect("end"),
        ),
      ],
      instance: { lex: [{ ...menuBot, codeHook: `${hook}#handler` }] },
    });
    await using _customer = customer;
    await hears(frames, "What?");
    await answer("something else");
    await hears(frames, "DialogCodeHook: something else");
    await hears(frames, "Escalated");
    await frames.nextEvent("chat.ended");
  });

  it("takes the error branch for the user's own code that fails, and serves the others", async () => {
    const broken = handlerFile("broken.mjs", "export const handler = async () => { throw new Error('no table'); };");
    const lambda = { LambdaFunctionARN: "broken", InvocationTimeLimitSeconds: "8" };
    const { customer, frames, chat } = await begun({
      flows: [
        flow(
          "broken",
          action(
            "module",
            "InvokeFlowModule",
            { FlowModuleId: "m" },
            { when: { Failed: "sorry" }, errors: { NoMatchingCondition: "end", NoMatchingError: "end" } },
          ),
          say("sorry", "Sorry.", "end"),
          disconnect("end"),
        ),
        module(
          "m",
          action("call", "InvokeLambdaFunction", lambda, { next: "fine", errors: { NoMatchingError: "failed" } }),
          action("fine", "EndFlowModuleExecution", { Result: "Fine" }),
          action("failed", "EndFlowModuleExecution", { Result: "Failed" }),
        ),
      ],
      instance: { lambda: [{ name: "broken", handler: `${broken}#handler` }] },
    });
    await using _customer = customer;
    await hears(frames, "Sorry.");
    await frames.nextEvent("chat.ended");
    const { trace } = customer.view(chat.ContactId);
    assert.equal(trace.find(({ action }) => action === "call")?.warnings.at(-1), "no table");
    const other = await customer.chat();
    await hears(await customer.subscribe(other.url), "Sorry.");
  });
});
