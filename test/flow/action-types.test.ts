import assert from "node:assert/strict";
import { chatErrorOf, formOf, type Parameter } from "../../provider/flow/action-type.js";
import { actionTypes, misnamedParameters, misnomers } from "../../provider/flow/action-types.js";
import { operators } from "../../provider/flow/branch.js";

const every = [...actionTypes];
const type = (name: string) => {
  const found = actionTypes.get(name);
  assert(found, name);
  return found;
};

describe("the table of action types", () => {
  it("holds what the facts count: works, unseen, without effect, and the error branch", () => {
    const count = (chat: string) => every.filter(([, definition]) => definition.chat === chat).map(([name]) => name);
    assert.deepEqual(count("voice only"), ["CompleteOutboundCall", "TransferContactToAgent"]);
    assert.deepEqual(count("no effect"), ["UpdateContactTextToSpeechVoice"]);
    assert.deepEqual(count("unseen").sort(), [
      "CreateWisdomSession",
      "UpdateContactData",
      "UpdateContactRecordingAndAnalyticsBehavior",
      "UpdateContactRecordingBehavior",
      "UpdateContactRoutingBehavior",
      "UpdateContactRoutingCriteria",
      "UpdateFlowLoggingBehavior",
    ]);
    assert.deepEqual(count("error branch").sort(), [
      "CheckOutboundCallStatus",
      "CheckVoiceId",
      "CreateCallbackContact",
      "GetParticipantInput",
      "LoadContactContent",
      "MessageParticipantIteratively",
      "ResumeContact",
      "StartVoiceIdStream",
      "TransferParticipantToThirdParty",
      "UpdateContactCallbackNumber",
      "UpdateContactMediaStreamingBehavior",
      "UpdatePreviousContactParticipantState",
    ]);
  });

  for (const [name, definition] of every) {
    it(`is of one piece for ${name}`, () => {
      for (const variant of definition.variants ?? []) {
        assert(Object.hasOwn(definition.parameters, variant.parameter), variant.parameter);
      }
      const given = (definition.variants ?? []).map(({ parameter, values }) => ({ [parameter]: values?.[0] ?? "x" }));
      for (const parameters of [{}, ...given]) {
        const form = formOf(definition, parameters);
        for (const { names } of form.alternatives ?? []) {
          for (const alternative of names) assert(Object.hasOwn(form.parameters, alternative), alternative);
        }
        for (const operator of form.conditions?.operators ?? []) assert(operators.has(operator), operator);
        for (const required of form.conditions?.required ?? []) {
          assert(form.conditions?.operands?.includes(required), required);
        }
        if (form.success === "ends") assert.deepEqual([form.conditions, form.errors], [undefined, {}]);
        if (form.success === "result") {
          assert(form.conditions || Object.keys(form.errors).length > 0, "a result needs a branch");
        }
      }
      for (const path of Object.keys(definition.chatErrors ?? {})) {
        const [first = ""] = path.split(".");
        assert(Object.hasOwn(definition.parameters, first), path);
      }
    });
  }

  it("means types and parameters that there are", () => {
    for (const [name, meant] of misnomers) {
      assert(actionTypes.has(meant), meant);
      assert(!actionTypes.has(name), name);
    }
    for (const [path, meant] of misnamedParameters) {
      const [action = "", parameter = ""] = path.split(".");
      const known: Readonly<Record<string, Parameter>> = type(action).parameters;
      assert(Object.hasOwn(known, meant.split(".")[0] ?? ""), meant);
      assert(!Object.hasOwn(known, parameter), path);
    }
  });
});

describe("formOf", () => {
  it("takes the demands by the value of a parameter", () => {
    const input = type("GetParticipantInput");
    assert.deepEqual(Object.keys(formOf(input, { StoreInput: "True" }).errors), [
      "NoMatchingError",
      "InvalidPhoneNumber",
    ]);
    assert.equal(formOf(input, { StoreInput: "true" }).conditions, undefined);
    assert.equal(formOf(input, { StoreInput: "False" }), input);
    assert.equal(formOf(input, {}), input);
  });

  it("takes the demands by the presence of a parameter", () => {
    const recording = type("UpdateContactRecordingAndAnalyticsBehavior");
    const need = (parameters: object) =>
      formOf(recording, parameters as Record<string, unknown>).errors.InFlightRedactionConfigurationFailed;
    assert.deepEqual([need({ ChatBehavior: {} }), need({ VoiceBehavior: {} })], ["required", undefined]);
  });
});

describe("chatErrorOf", () => {
  it("tells the error that a chat takes for certain", () => {
    assert.equal(chatErrorOf(type("GetParticipantInput"), {}), "NoMatchingError");
    assert.equal(chatErrorOf(type("UpdateContactCallbackNumber"), {}), "InvalidCallbackNumber");
    assert.equal(chatErrorOf(type("MessageParticipant"), { Text: "Hello" }), undefined);
    assert.equal(chatErrorOf(type("MessageParticipant"), { SSML: "<speak>Hello</speak>" }), "NoMatchingError");
    const hooks = type("UpdateContactEventHooks");
    assert.equal(chatErrorOf(hooks, { EventHooks: { CustomerHold: "x" } }), "NoMatchingError");
    assert.equal(chatErrorOf(hooks, { EventHooks: { CustomerQueue: "x" } }), undefined);
    assert.equal(
      chatErrorOf(type("UpdateContactRecordingAndAnalyticsBehavior"), { VoiceBehavior: {} }),
      "ChannelMismatch",
    );
  });
});
