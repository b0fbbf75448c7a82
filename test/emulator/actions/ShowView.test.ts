import assert from "node:assert/strict";
import type { InstanceDefinition } from "../../../provider/emulator/instance/definition.js";
import { interactiveMessage, interactiveResponse } from "../../../provider/emulator/interactive.js";
import { oneAction } from "../one-action.js";

const definition: InstanceDefinition = {
  views: [{ name: "Pick a plan", id: "v-plan", actions: ["Pick", "Back"] }],
  lambda: [{ name: "f", answer: {} }],
};
const supported = ["text/plain", interactiveMessage, interactiveResponse];

function shown(parameters: Readonly<Record<string, unknown>> = {}, options: Parameters<typeof oneAction>[2] = {}) {
  const run = oneAction(
    "ShowView",
    { ViewResource: { Id: "v-plan" }, InvocationTimeLimitSeconds: "60", ...parameters },
    {
      definition,
      request: { SupportedMessagingContentTypes: supported, Attributes: { name: "Ada" } },
      when: ["Pick", "Back"],
      tells: "$.Views.Action [$.Views.ViewResultData.plan] [$.Views.ViewResultData.FormData.size]",
      ...options,
    },
  );
  const answer = (content: unknown) =>
    run.chat.say(
      run.chat.customer,
      interactiveResponse,
      typeof content === "string"
        ? content
        : JSON.stringify({ templateType: "ViewResource", version: "1.0", ...(content as object) }),
    );
  const view = () => {
    const item = run.contact.items.find(({ ContentType }) => ContentType === interactiveMessage);
    return item?.Content === undefined ? undefined : JSON.parse(item.Content);
  };
  return { ...run, answer, view };
}

describe("ShowView", () => {
  it("sends the view with its data, references resolved and types kept", () => {
    const { view, contact } = shown({
      ViewData: { Heading: "Hello $.Attributes.name", Items: ["$.Attributes.name", { Count: 3 }] },
    });
    const { templateType, version, data } = view();
    assert.deepEqual([templateType, version], ["ViewResource", "1.0"]);
    assert.equal(data.content.viewId, "v-plan");
    assert.ok(data.content.viewToken.length > 0);
    assert.deepEqual(data.content.viewData, { Heading: "Hello Ada", Items: ["Ada", { Count: 3 }] });
    assert.equal(
      contact.items.find(({ ContentType }) => ContentType === interactiveMessage)?.ParticipantRole,
      "SYSTEM",
    );
  });

  it("puts into its data what a reference stands for, be it an object", () => {
    const { view } = oneActionWithLambda();
    assert.deepEqual(view.data.content.viewData, { Sections: [{ Title: "A" }], Count: 2, Text: "2 of 2" });
  });

  it("takes the action of the answer for its result, and puts it and the data into $.Views", () => {
    const { answer, branch, told } = shown();
    answer({ action: "Pick", data: { plan: "gold", FormData: { size: "L" } } });
    assert.equal(branch(), "Equals Pick");
    assert.equal(told(), "Pick [gold] [L]");
  });

  it("takes NoMatchingCondition for another action, and for text that a client sends in place of an answer", () => {
    for (const action of ["Next", " "]) {
      const { answer, branch } = shown();
      answer({ action, data: { content: "free text" } });
      assert.equal(branch(), "NoMatchingCondition");
    }
  });

  it("waits on at a plain message, at an answer to something else, and at what is no answer", () => {
    const { chat, answer, isOver } = shown();
    chat.say(chat.customer, "text/plain", "What is that?");
    answer({ action: "Pick", templateType: "ListPicker" });
    answer("{");
    answer('"Pick"');
    chat.say(chat.system, interactiveResponse, '{"action":"Pick","templateType":"ViewResource"}');
    assert.equal(isOver(), false);
  });

  it("takes TimeLimitExceeded when no answer has come in time", () => {
    const { clock, branch, isOver, answer, contact } = shown();
    clock.advance(59_999);
    assert.equal(isOver(), false);
    clock.advance(1);
    assert.equal(branch(), "TimeLimitExceeded");
    assert.ok(contact.ended);
    answer({ action: "Pick" });
    assert.equal(branch(), "TimeLimitExceeded");
  });

  it("finds a view of AWS by its name, and one by its ARN with a version", () => {
    assert.equal(shown({ ViewResource: { Id: "form" } }).isOver(), false);
    const arn = "arn:aws:connect:us-east-1:1:instance/i/view/v-plan:$LATEST";
    assert.equal(shown({ ViewResource: { Id: arn } }).isOver(), false);
  });

  it("takes the error branch for a view that is not there", () => {
    for (const ViewResource of [{ Id: "none" }, { Id: "" }, {}, undefined, "v-plan"]) {
      assert.equal(shown({ ViewResource }).branch(), "NoMatchingError", JSON.stringify(ViewResource));
    }
  });

  it("takes the error branch in a chat that cannot show views", () => {
    const { branch, warnings } = shown({}, { request: { SupportedMessagingContentTypes: ["text/plain"] } });
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(warnings(), [
      `The chat was started without ${interactiveMessage} in SupportedMessagingContentTypes.`,
    ]);
  });

  it("takes the error branch for data of more than 16,384 bytes", () => {
    assert.equal(shown({ ViewData: { a: "x".repeat(16_384 - 8) } }).isOver(), false);
    const { branch, warnings } = shown({ ViewData: { a: "x".repeat(16_384) } });
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(warnings(), ["ViewData has 16392 bytes; 16384 is the limit."]);
  });

  it("takes the error branch for a time that is none, and its time from a reference", () => {
    for (const limit of ["0", "soon", "$.Attributes.gone"]) {
      assert.equal(shown({ InvocationTimeLimitSeconds: limit }).branch(), "NoMatchingError", limit);
    }
    const { clock, branch } = shown(
      { InvocationTimeLimitSeconds: "$.Attributes.limit" },
      { request: { SupportedMessagingContentTypes: supported, Attributes: { limit: "5" } } },
    );
    clock.advance(5000);
    assert.equal(branch(), "TimeLimitExceeded");
  });

  it("keeps the data of a sensitive answer out of the transcript, and in $.Views", () => {
    const { answer, contact, told, warnings } = shown({
      SensitiveDataConfiguration: { HideResponseOn: ["TRANSCRIPT"] },
    });
    const heard: (string | undefined)[] = [];
    contact.chat.listen({ said: ({ Content }) => heard.push(Content) });
    const { Id } = answer({ action: "Pick", data: { plan: "4111 1111" } });
    assert.equal(told(), "Pick [4111 1111] []");
    const kept = contact.items.find((item) => item.Id === Id)?.Content ?? "";
    assert.deepEqual(JSON.parse(kept), { templateType: "ViewResource", version: "1.0", action: "Pick", data: {} });
    assert.equal(warnings().length, 1);
    assert.doesNotMatch(JSON.stringify(contact.trace[0]), /4111/);
  });

  it("keeps the whole answer in the transcript where nothing is to be hidden", () => {
    const { answer, contact } = shown({ SensitiveDataConfiguration: { HideResponseOn: [] } });
    const { Id } = answer({ action: "Pick", data: { plan: "gold" } });
    assert.match(contact.items.find((item) => item.Id === Id)?.Content ?? "", /gold/);
  });

  it("ends with the chat", () => {
    const { contact, clock } = shown();
    contact.leave();
    clock.advance(60_000);
    assert.deepEqual(
      contact.trace.map(({ result }) => result),
      ["the contact ended"],
    );
  });
});

function oneActionWithLambda() {
  const { contact } = oneAction(
    "ShowView",
    {
      ViewResource: { Id: "v-plan" },
      InvocationTimeLimitSeconds: "60",
      ViewData: {
        Sections: "$.External.sections",
        Count: "$.External.count",
        Text: "$.External.count of $.External.count",
      },
    },
    {
      definition: { ...definition, lambda: [{ name: "f", answer: { sections: [{ Title: "A" }], count: 2 } }] },
      request: { SupportedMessagingContentTypes: supported },
      first: [
        {
          Identifier: "first",
          Type: "InvokeLambdaFunction",
          Parameters: {
            LambdaFunctionARN: "f",
            InvocationTimeLimitSeconds: "3",
            ResponseValidation: { ResponseType: "JSON" },
          },
          Transitions: {},
        },
      ],
    },
  );
  const item = contact.items.find(({ ContentType }) => ContentType === interactiveMessage);
  return { view: JSON.parse(item?.Content ?? "{}") };
}
