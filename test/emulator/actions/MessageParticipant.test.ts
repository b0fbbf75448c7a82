import assert from "node:assert/strict";
import { action, disconnect, flow } from "../../flows.js";
import { type ContactOptions, contactInFlow, said } from "../contact-in-flow.js";

function sent(
  parameters: Readonly<Record<string, unknown>>,
  { errors = true, ...options }: ContactOptions & { errors?: boolean } = {},
) {
  const { contact } = contactInFlow(
    flow(
      "message",
      action("message", "MessageParticipant", parameters, {
        next: "next",
        errors: errors ? { NoMatchingError: "error" } : {},
      }),
      disconnect("next"),
      disconnect("error"),
    ),
    options,
  );
  const [record] = contact.trace;
  return { said: said(contact), to: record?.branch?.nextAction, warnings: record?.warnings, contact };
}

describe("MessageParticipant", () => {
  it("sends its text to the customer, as the system", () => {
    const { contact, to, warnings } = sent({ Text: "Hello" });
    const message = contact.items.find((item) => item.Type === "MESSAGE");
    assert.equal(message?.Content, "Hello");
    assert.equal(message?.ContentType, "text/plain");
    assert.equal(message?.ParticipantRole, "SYSTEM");
    assert.equal(message?.DisplayName, "SYSTEM_MESSAGE");
    assert.equal(to, "next");
    assert.deepEqual(warnings, []);
  });

  it("sends markdown where the chat supports it and the emulator was told so", () => {
    const typeOf = (supported: string[], flowText: "text/plain" | "text/markdown") =>
      sent(
        { Text: "**Hello**" },
        { request: { SupportedMessagingContentTypes: supported }, behaviour: { flowText } },
      ).contact.items.find((item) => item.Type === "MESSAGE")?.ContentType;
    assert.equal(typeOf(["text/plain", "text/markdown"], "text/markdown"), "text/markdown");
    assert.equal(typeOf(["text/plain"], "text/markdown"), "text/plain");
    assert.equal(typeOf(["text/plain", "text/markdown"], "text/plain"), "text/plain");
  });

  it("sends an interactive message where the text is one and the chat supports it", () => {
    const picker = JSON.stringify({
      templateType: "ListPicker",
      version: "1.0",
      data: { content: { title: "What?", elements: [{ title: "$.Attributes.what" }] } },
    });
    const sentWith = (supported: string[]) =>
      sent({ Text: picker }, { request: { SupportedMessagingContentTypes: supported, Attributes: { what: "Sales" } } });
    const type = "application/vnd.amazonaws.connect.message.interactive";
    const message = sentWith(["text/plain", type]).contact.items.find((item) => item.Type === "MESSAGE");
    assert.equal(message?.ContentType, type);
    assert.match(message?.Content ?? "", /"title":"Sales"/);
    const plain = sentWith(["text/plain"]).contact.items.find((item) => item.Type === "MESSAGE");
    assert.equal(plain?.ContentType, "text/plain");
  });

  it("resolves references in its text", () => {
    assert.deepEqual(sent({ Text: "Hello $.Attributes.name!" }, { request: { Attributes: { name: "Ada" } } }).said, [
      "Hello Ada!",
    ]);
  });

  it("shows speech markup in a text as it is", () => {
    assert.deepEqual(sent({ Text: "<speak>Hello</speak>" }).said, ["<speak>Hello</speak>"]);
  });

  it("ignores what only voice knows beside a text", () => {
    const voice = { SkipWhenDTMFBufferEnabled: "false", TextToSpeechType: "text" };
    assert.deepEqual(sent({ Text: "Hello", ...voice }).said, ["Hello"]);
  });

  it("takes the error branch when the text is empty or blank", () => {
    for (const text of ["", " ", "$.Attributes.gone"]) {
      const { said, to, warnings } = sent({ Text: text });
      assert.deepEqual(said, []);
      assert.equal(to, "error");
      assert.equal(warnings?.at(-1), "Text is empty.");
    }
  });

  it("takes the error branch when the text has more than 6,000 characters", () => {
    assert.equal(sent({ Text: "x".repeat(6000) }).to, "next");
    const { said, to, warnings } = sent({ Text: "x".repeat(6001) });
    assert.deepEqual(said, []);
    assert.equal(to, "error");
    assert.deepEqual(warnings, ["Text has more than 6000 characters."]);
  });

  it("takes the error branch for what is meant to be heard", () => {
    for (const [parameters, name] of [
      [{ SSML: "<speak>Hello</speak>" }, "SSML"],
      [{ PromptId: "arn:prompt" }, "PromptId"],
      [{ Media: { Uri: "s3://a/b.wav", SourceType: "S3", MediaType: "Audio" } }, "Media"],
    ] as const) {
      const { said, to, warnings } = sent(parameters);
      assert.deepEqual(said, []);
      assert.equal(to, "error");
      assert.deepEqual(warnings, [`${name} is for voice; chat has no words for it.`]);
    }
  });

  it("takes the error branch when there is nothing to say", () => {
    const { to, warnings } = sent({});
    assert.equal(to, "error");
    assert.deepEqual(warnings, ["There is no Text."]);
  });

  it("goes on when an old export declares no error branch", () => {
    const { said, to, warnings } = sent({ PromptId: "arn:prompt" }, { errors: false });
    assert.deepEqual(said, []);
    assert.equal(to, "next");
    assert.equal(warnings?.length, 1);
  });
});
