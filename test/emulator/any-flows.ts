import fc from "fast-check";
import type { AgentStep, InstanceDefinition } from "../../provider/emulator/instance/definition.js";
import { interactiveResponse } from "../../provider/emulator/interactive.js";
import { actionTypes } from "../../provider/flow/action-types.js";
import type { ActionJson } from "../flows.js";
import { aliasArn, menuBot } from "./bots.js";

/** Flows, instances and customers as chance has it, for properties that hold of all of them. */

const references = [
  ...[
    "$.Attributes.a",
    "$.Attributes.['b']",
    "$.External.a",
    "$.External.list.0",
    "$.Lex.IntentName",
    "$.Views.Action",
  ],
  ...[
    "$.Queue.Name",
    "$.Channel",
    "$.ContactId",
    "$.Loop.l.Index",
    "$.Modules.Input",
    "$.Modules.Result",
    "$.Customer.FirstName",
  ],
  ...[
    "$.FlowAttributes.f",
    "$.Metrics.Queue.Size",
    "$.Agent.UserName",
    "$.Media.InitialMessage",
    "$.Attributes",
    "$.External",
  ],
];
const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom("Hello", "a", "b", "1", "5", "NULL", "TalkToAgent", "refund", "agent", "True", ""),
  },
  { weight: 2, arbitrary: fc.constantFrom(...references) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.string({ maxLength: 8 }), fc.constantFrom(...references)).map((parts) => parts.join(" ")),
  },
);
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, [], {}, "constructor", "__proto__", { toString: 1 }, -1, 1e99),
);
const seconds = fc.oneof(
  fc.constantFrom("1", "2", "8", "60", "300", "604800"),
  fc.constantFrom("0", "0.5", "x", "$.Attributes.a"),
);
const map = fc.dictionary(fc.constantFrom("a", "b", "$.Attributes.a", "__proto__", "constructor"), text, {
  maxKeys: 3,
});
const flows = fc.constantFrom("inbound", "queue", "whisper", "after", "other", "none", "");
const hooks = ["AgentHold", "AgentWhisper", "CustomerQueue", "CustomerRemaining", "CustomerWhisper", "DefaultAgentUI"];
const profile = fc.record(
  {
    IdentifierName: fc.constantFrom("_email", "_phone", "constructor"),
    IdentifierValue: text,
    ProfileId: text,
    FirstName: text,
    ObjectType: text,
  },
  { requiredKeys: [] },
);

/** Parameters that the types know; beside them, and in their place, there may be anything. */
const known: Readonly<Record<string, fc.Arbitrary<object>>> = {
  MessageParticipant: fc.record({ Text: text }),
  ConnectParticipantWithLexBot: fc.record(
    {
      Text: text,
      LexV2Bot: fc.constant({ AliasArn: aliasArn }),
      LexTimeoutSeconds: fc.record({ Text: seconds }),
      LexInitializationData: fc.record({ InitialMessage: text }),
      LexSessionAttributes: map,
    },
    { requiredKeys: ["Text", "LexV2Bot"] },
  ),
  ShowView: fc.record({
    ViewResource: fc.record({ Id: fc.constantFrom("form", "v", "none") }),
    InvocationTimeLimitSeconds: seconds,
    ViewData: map,
  }),
  Compare: fc.record({ ComparisonValue: fc.constantFrom(...references) }),
  CheckHoursOfOperation: fc.record({ HoursOfOperationId: fc.constantFrom("h", "none") }, { requiredKeys: [] }),
  CheckMetricData: fc.record({
    MetricType: fc.constantFrom("NumberOfAgentsAvailable", "NumberOfContactsInQueue", "OldestContactInQueueAgeSeconds"),
  }),
  Loop: fc.record(
    { LoopCount: fc.constantFrom("0", "1", "3", "x"), LoopName: fc.constant("l") },
    { requiredKeys: ["LoopCount"] },
  ),
  Wait: fc.record(
    {
      TimeLimitSeconds: seconds,
      Events: fc.subarray(["CustomerReturned", "BotParticipantDisconnected"]),
      ContinueExecution: fc.constantFrom("True", "False"),
    },
    { requiredKeys: ["TimeLimitSeconds"] },
  ),
  TransferToFlow: fc.record({ ContactFlowId: flows }),
  UpdateFlowAttributes: fc.record({ FlowAttributes: fc.record({ f: fc.record({ Value: text }) }) }),
  UpdateContactAttributes: fc.record({ Attributes: map, TargetContact: fc.constantFrom("Current", "Related") }),
  UpdateContactTargetQueue: fc.oneof(
    fc.record({ QueueId: fc.constantFrom("q", "full", "none") }),
    fc.record({ AgentId: fc.constantFrom("a-1", "none") }),
  ),
  DequeueContactAndTransferToQueue: fc.record({ QueueId: fc.constantFrom("q", "full") }, { requiredKeys: [] }),
  UpdateContactEventHooks: fc
    .tuple(fc.constantFrom(...hooks), flows)
    .map(([hook, flow]) => ({ EventHooks: { [hook]: flow } })),
  InvokeFlowModule: fc.record({ FlowModuleId: fc.constantFrom("module", "none"), Input: map }),
  EndFlowModuleExecution: fc.record({ Result: text, ResultData: map }, { requiredKeys: [] }),
  InvokeLambdaFunction: fc.record({
    LambdaFunctionARN: fc.constantFrom("f", "slow", "fails", "none"),
    InvocationTimeLimitSeconds: seconds,
    InvocationType: fc.constantFrom("SYNCHRONOUS", "ASYNCHRONOUS"),
    ResponseValidation: fc.record({ ResponseType: fc.constantFrom("JSON", "STRING_MAP") }),
    LambdaInvocationAttributes: map,
  }),
  GetCustomerProfile: fc.record({ ProfileRequestData: profile, ProfileResponseData: fc.constant(["FirstName"]) }),
  CreateCustomerProfile: fc.record({ ProfileRequestData: profile }),
  UpdateCustomerProfile: fc.record({ ProfileRequestData: profile }),
  GetCase: fc.record({ CaseRequestFields: map, GetLastUpdatedCase: fc.constantFrom("True", "False") }),
  CreateCase: fc.record({ CaseTemplateId: text, CaseRequestFields: map }),
  TagContact: fc.record({ Tags: map }),
};

const operators = ["Equals", "TextContains", "NumberGreaterThan", "NumberLessThan", "KeyExists", "NoSuchOperator"];
const results = [
  ...["WaitCompleted", "CustomerReturned", "Continue", "True", "False", "ContinueLooping", "DoneLooping"],
  ...["TalkToAgent", "Refund", "FallbackIntent", "Next", "0", "50", "a", "NULL", "$.Attributes.a"],
];

/** Anything, under names that the type has. */
function spoiling(type: string, extra: readonly (readonly [number, unknown])[]): Readonly<Record<string, unknown>> {
  const names = ["TargetContact", ...Object.keys(actionTypes.get(type)?.parameters ?? {})];
  return Object.fromEntries(extra.map(([index, value]) => [names[index % names.length] ?? "", value]));
}

/** So many actions at the most, of every type there is, with targets among them. */
export function anyActions(
  most: number,
  types: readonly string[] = [...actionTypes.keys()],
): fc.Arbitrary<ActionJson[]> {
  const target = fc.nat(most - 1);
  const shape = fc.record({
    type: fc.constantFrom(...types),
    extra: fc.array(fc.tuple(fc.nat(20), junk), { maxLength: 2 }),
    odd: fc.nat(9),
    next: fc.option(target, { nil: undefined, freq: 10 }),
    conditions: fc.array(fc.tuple(fc.constantFrom(...operators), fc.constantFrom(...results), target), {
      maxLength: 4,
    }),
    errors: fc.array(
      fc.tuple(
        fc.constantFrom("NoMatchingError", "NoMatchingCondition", "TimeLimitExceeded", "QueueAtCapacity"),
        target,
      ),
      { maxLength: 3 },
    ),
  });
  const withParameters = shape.chain((one) =>
    (known[one.type] ?? fc.constant({})).map((parameters) => ({ ...one, parameters })),
  );
  return fc.array(withParameters, { minLength: 1, maxLength: most }).map((shapes) => {
    const id = (index: number) => `a${index % shapes.length}`;
    return shapes.map(({ type, parameters, extra, odd, next, conditions, errors }, index) => ({
      Identifier: id(index),
      Type: type,
      Parameters: odd < 2 ? { ...parameters, ...spoiling(type, extra) } : parameters,
      Transitions: {
        ...(next === undefined ? {} : { NextAction: id(next) }),
        Conditions: conditions.map(([Operator, operand, to]) => ({
          NextAction: id(to),
          Condition: { Operator, Operands: [operand] },
        })),
        Errors: errors.map(([ErrorType, to]) => ({ NextAction: id(to), ErrorType })),
      },
    }));
  });
}

const step: fc.Arbitrary<AgentStep> = fc.oneof(
  fc.record({ say: fc.constant("Hello"), afterSeconds: fc.constantFrom(0, 5) }),
  fc.record({ waitFor: fc.constant("message" as const), timeLimitSeconds: fc.constantFrom(10, 100) }),
  fc.constantFrom<AgentStep>({ leave: true }, { transfer: { queue: "Support" } }, { transfer: { agent: "ada" } }),
);

export const anyInstance: fc.Arbitrary<InstanceDefinition> = fc
  .record({
    missing: fc.constantFrom("error" as const, "default" as const),
    accepts: fc.constantFrom(0, 5, "never" as const),
    maxChats: fc.constantFrom(1, 10),
    script: fc.array(step, { maxLength: 4 }),
    answer: fc.oneof(fc.constant({ a: "x", list: ["y"] }), junk),
    takesSeconds: fc.constantFrom(0, 1, 30),
    hook: fc.option(fc.oneof(fc.constant({}), junk), { nil: undefined }),
    maxContacts: fc.option(fc.constantFrom(0, 1), { nil: undefined }),
  })
  .map(({ missing, accepts, maxChats, script, answer, takesSeconds, hook, maxContacts }) => ({
    missing,
    queues: [
      { name: "Support", id: "q", agents: ["ada"], hours: "Hours", maxContacts },
      { name: "Full", id: "full", maxContacts: 0 },
    ],
    hoursOfOperation: [{ name: "Hours", id: "h", timeZone: "Europe/Berlin", config: "09:00-17:00" }],
    agents: [{ name: "ada", id: "a-1", acceptsAfterSeconds: accepts, maxChats, script }],
    views: [{ name: "v", id: "v" }],
    lambda: [
      { name: "f", answer },
      { name: "slow", answer, takesSeconds },
      { name: "fails", error: "exception" as const },
      { name: "hook", answer: hook },
    ],
    lex: [{ ...menuBot, ...(hook === undefined ? {} : { codeHook: { lambda: "hook" } }) }],
    customerProfiles: [{ identifiers: { _email: "a" }, profile: { FirstName: "Ada" } }],
    cases: { cases: [{ fields: { a: "1" }, linked: true }] },
  }));

/** What happens to a chat from outside. */
export type Happening =
  | { readonly kind: "say"; readonly text: string; readonly contentType: string }
  | { readonly kind: "pass"; readonly seconds: number }
  | { readonly kind: "bot" | "leave" | "stop" };

export const anyHappenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("say" as const),
        text: fc.constantFrom(
          "agent",
          "refund",
          "50",
          "yes",
          "no",
          "x".repeat(2000),
          '{"action":"Next","templateType":"ViewResource"}',
          "{",
          "null",
        ),
        contentType: fc.constantFrom("text/plain", interactiveResponse),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("pass" as const), seconds: fc.constantFrom(0, 1, 10, 120, 900) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("bot" as const, "leave" as const, "stop" as const) }) },
  ),
  { maxLength: 12 },
);
