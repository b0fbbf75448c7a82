import assert from "node:assert/strict";
import {
  interactiveMessage,
  interactiveProblems,
  interactiveResponse,
  responseProblems,
  sendInteractive,
} from "../../provider/emulator/interactive.js";
import { greeting } from "../flows.js";
import { contactFor } from "./contact-in-flow.js";

const titles = (count: number) => Array.from({ length: count }, (_, index) => ({ title: `Choice ${index}` }));
const slots = (count: number) =>
  Array.from({ length: count }, () => ({ date: "2020-10-31T17:00+00:00", duration: 60 }));
const template = (templateType: string, content: unknown, replyMessage?: unknown) => ({
  templateType,
  version: "1.0",
  data: { ...(replyMessage === undefined ? {} : { replyMessage }), content },
});
const inner = (templateType: string, content: unknown = { title: "Which?", elements: titles(1) }) => ({
  templateIdentifier: "one",
  ...template(templateType, content),
});
const problems = (message: unknown, listPickerElements?: number) =>
  interactiveProblems(JSON.stringify(message), listPickerElements);

const image = { imageType: "URL", imageData: "https://example.com/a.png", imageDescription: "A" };
const location = { latitude: 47.6, longitude: -122.3, title: "Office", radius: 1 };

const valid: Readonly<Record<string, unknown>> = {
  "a list picker": template(
    "ListPicker",
    {
      title: "What?",
      subtitle: "Choose",
      ...image,
      elements: [
        { title: "One", subtitle: "1", ...image },
        { title: "More", actionDetail: "SHOW_MORE" },
      ],
      listId: "list",
      referenceId: "reference",
      preIndex: 0,
      nextIndex: 5,
    },
    { title: "Thanks", subtitle: "for that", ...image },
  ),
  "a list picker of ten": template("ListPicker", { title: "What?", elements: titles(10) }),
  "a panel of ten": template("Panel", { title: "What?", ...image, elements: titles(10) }),
  "a time picker": template("TimePicker", { title: "When?", timeZoneOffset: -450, location, timeslots: slots(40) }),
  "a quick reply": template("QuickReply", { title: "Well?", elements: titles(2) }),
  "a carousel": template("Carousel", {
    title: "Look",
    elements: [
      inner("ListPicker"),
      inner("Panel", { title: "Go", elements: [{ type: "hyperlink", title: "There", url: "https://example.com" }] }),
    ],
  }),
  "a view": template("ViewResource", { viewId: "form", viewToken: "token", viewData: { heading: "Hi" } }),
  "a view with its data as text": template("ViewResource", { viewId: "form", viewToken: "token", viewData: "{}" }),
};

const invalid: Readonly<Record<string, readonly [unknown, RegExp]>> = {
  "something that is no object": [[], /not a JSON object/],
  "another template": [template("Form", {}), /^templateType must be one of .*ListPicker/],
  "one without version": [{ ...template("Panel", { title: "a", elements: titles(1) }), version: 1 }, /^version must/],
  "one without content": [{ templateType: "Panel", version: "1.0" }, /^data\.content must be an object/],
  "a picker without title": [template("ListPicker", { elements: titles(1) }), /^data\.content\.title must/],
  "a picker without elements": [template("ListPicker", { title: "a", elements: [] }), /elements must have 1 to 10/],
  "a picker of eleven": [template("ListPicker", { title: "a", elements: titles(11) }), /1 to 10 entries, not 11/],
  "an element without title": [template("Panel", { title: "a", elements: [{}] }), /elements\[0\]\.title must/],
  "an element that is none": [template("Panel", { title: "a", elements: ["b"] }), /elements\[0\] must be an object/],
  "an action of one's own": [
    template("Panel", { title: "a", elements: [{ title: "b", actionDetail: "MORE" }] }),
    /actionDetail must be one of SHOW_MORE, PREVIOUS_OPTIONS/,
  ],
  "an image of another type": [template("Panel", { title: "a", imageType: "PNG", elements: titles(1) }), /must be URL/],
  "a reply message without title": [
    template("Panel", { title: "a", elements: titles(1) }, { subtitle: "b" }),
    /^data\.replyMessage\.title must/,
  ],
  "41 timeslots": [template("TimePicker", { title: "a", timeslots: slots(41) }), /1 to 40 entries, not 41/],
  "a timeslot without its time": [
    template("TimePicker", { title: "a", timeslots: [{ date: "tomorrow", duration: 5 }] }),
    /timeslots\[0\]\.date must be a time/,
  ],
  "a timeslot without duration": [
    template("TimePicker", { title: "a", timeslots: [{ date: "2020-10-31T17:00+00:00", duration: 0 }] }),
    /duration must be a number/,
  ],
  "a place without coordinates": [
    template("TimePicker", { title: "a", location: { title: "b" }, timeslots: slots(1) }),
    /location\.latitude must be a number/,
  ],
  "a quick reply of one": [template("QuickReply", { title: "a", elements: titles(1) }), /2 to 10 entries, not 1/],
  "a carousel of one": [template("Carousel", { title: "a", elements: [inner("Panel")] }), /2 to 5 entries, not 1/],
  "a carousel of carousels": [
    template("Carousel", { title: "a", elements: [inner("Carousel"), inner("QuickReply")] }),
    /elements\[1\]\.templateType must be one of ListPicker, Panel/,
  ],
  "a carousel's element without name": [
    template("Carousel", { title: "a", elements: [inner("Panel"), { ...inner("Panel"), templateIdentifier: "" }] }),
    /elements\[1\]\.templateIdentifier must/,
  ],
  "a link without address": [
    template("Carousel", {
      title: "a",
      elements: [inner("Panel"), inner("Panel", { title: "b", elements: [{ type: "hyperlink", title: "c" }] })],
    }),
    /elements\[1\]\.data\.content\.elements\[0\]\.url must/,
  ],
  "a view without token": [template("ViewResource", { viewId: "form" }), /viewToken must/],
  "a view with a number as data": [template("ViewResource", { viewId: "a", viewToken: "b", viewData: 1 }), /viewData/],
};

describe("interactive messages", () => {
  for (const [title, message] of Object.entries(valid)) {
    it(`have ${title} among them`, () => assert.deepEqual(problems(message), []));
  }

  for (const [title, [message, expected]] of Object.entries(invalid)) {
    it(`do not have ${title} among them`, () => assert.match(problems(message).join(" "), expected));
  }

  it("are JSON", () =>
    assert.deepEqual(interactiveProblems("hello"), ["The interactive message is not a JSON object."]));

  it("have fewer than 20 KiB", () => {
    const message = (subtitle: string) => template("Panel", { title: "a", subtitle, elements: titles(1) });
    const rest = 20_480 - JSON.stringify(message("")).length;
    assert.deepEqual(problems(message("x".repeat(rest - 1))), []);
    assert.match(problems(message("x".repeat(rest))).join(), /20480 bytes/);
  });

  it("have pickers of six at the most when told so", () => {
    const picker = (count: number) => template("ListPicker", { title: "a", elements: titles(count) });
    assert.deepEqual(problems(picker(6), 6), []);
    assert.match(problems(picker(7), 6).join(), /1 to 6 entries, not 7/);
  });
});

describe("answers to interactive messages", () => {
  for (const answer of [
    { version: "1.0", action: "SHOW_MORE", data: { actionName: "SHOW_MORE", listId: "l" } },
    { action: "Submit", data: { name: "Ada" }, templateType: "ViewResource", version: "1.0" },
    { action: " ", data: { content: "free text" }, templateType: "ViewResource", version: "1.0" },
    { action: "Submit" },
  ]) {
    it(`take ${JSON.stringify(answer)}`, () => assert.deepEqual(responseProblems(JSON.stringify(answer)), []));
  }

  for (const [answer, problem] of [
    ["hello", /not a JSON object/],
    ["{}", /action must/],
    ['{"action":""}', /action must/],
    ['{"action":"Submit","data":"x"}', /data must be an object/],
  ] as const) {
    it(`do not take ${answer}`, () => assert.match(responseProblems(answer).join(" "), problem));
  }
});

describe("sendInteractive", () => {
  const types = ["text/plain", interactiveMessage, interactiveResponse];

  it("sends a message for a bot as it is, or built from an object", () => {
    const { chat } = contactFor(greeting(), { request: { SupportedMessagingContentTypes: types } });
    const bot = chat.add("SYSTEM", "BOT");
    const message = valid["a list picker"] as object;
    for (const given of [message, JSON.stringify(message)]) {
      const sent = sendInteractive(chat, bot, given);
      assert.ok("item" in sent);
      assert.equal(sent.item.ContentType, interactiveMessage);
      assert.equal(sent.item.Content, JSON.stringify(message));
      assert.equal(sent.item.DisplayName, "BOT");
      assert.equal(sent.item.ParticipantRole, "SYSTEM");
      assert.deepEqual(sent.item.MessageMetadata, { MessageId: sent.item.Id, Receipts: [] });
    }
    assert.equal(chat.items.length, 2);
  });

  it("sends nothing that is wrong, or that the chat was started without", () => {
    const { chat } = contactFor(greeting(), { request: { SupportedMessagingContentTypes: types } });
    const wrong = sendInteractive(chat, chat.system, { templateType: "Panel" });
    assert.ok("problems" in wrong && wrong.problems.length > 0);
    const { chat: plain } = contactFor(greeting());
    const unsupported = sendInteractive(plain, plain.system, valid["a panel of ten"] as object);
    assert.ok("problems" in unsupported);
    assert.match(unsupported.problems.join(), /SupportedMessagingContentTypes/);
    assert.deepEqual([...chat.items, ...plain.items], []);
  });
});
