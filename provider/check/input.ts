import * as v from "valibot";
import { flowName } from "../chat/arn.js";
import { type RequestProblem, requestProblems } from "../chat/constraints.js";
import { isTooDeep, tooDeep } from "../chat/nesting.js";
import { placeProblems } from "../chat/place-rules.js";
import { programPath } from "../chat/request-shapes.js";
import type { AssumeRole } from "../chat/role.js";
import { type Conversation, conversationSchema } from "../conversation/conversation.js";
import { type Matcher, matcherSchema } from "../conversation/matcher.js";
import { exactly, someText } from "../conversation/schema.js";
import { ChatCheckError, problemList } from "../errors.js";
import type { StartMembers } from "./start-members.js";
import { startMembers, startRequest, withConversation } from "./start-members.js";

/** A check as a program, a command line or a state writes it: plain JSON. */
export interface CheckInput extends StartMembers {
  /** Id or ARN; may be left out where the flow's ARN tells it. */
  readonly instanceId?: string;
  /** Id or ARN. */
  readonly contactFlowId: string;
  /** Seconds, 1 to 300; default 30. */
  readonly connectWithinSeconds?: number;
  /** Seconds, at most 600; default 60. */
  readonly timeoutSeconds?: number;
  readonly expectFirstMessage?: Matcher;
  /** Held after the chat is connected; `folder` is where its files are. */
  readonly conversation?: Conversation & { readonly folder?: string };
  /** Whether the conversation's chat may come to a person. Default false. */
  readonly allowAgents?: boolean;
  /** Default false. */
  readonly allowEnd?: boolean;
  /** `fail` (default) or `warn`. */
  readonly onFailure?: OnFailure;
  /** Further attempts when the flow is not found or access is denied, 0 to 10; default 0. */
  readonly retries?: number;
  /** Seconds between attempts; default 10. */
  readonly retryDelaySeconds?: number;
  readonly assumeRole?: AssumeRole;
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
}

export type OnFailure = "fail" | "warn";

export const defaults = {
  connectWithinSeconds: 30,
  timeoutSeconds: 60,
  retries: 0,
  retryDelaySeconds: 10,
};

const seconds = (most: number) =>
  v.pipe(
    v.number("Expected a number of seconds"),
    v.minValue(1, "Expected at least 1 second"),
    v.maxValue(most, `Expected at most ${most} seconds`),
  );

/** What a test run does with a conversation, and a check does not. */
const ofTestRuns = v.pipe(
  v.unknown(),
  without("rows", "a check holds one"),
  without("outcomes", "the emulator alone can decide them"),
  without("golden", "a check compares no whole transcript"),
  without("skip", "what is to be skipped is left out of the check"),
);

/** `false` asks for nothing. */
function without(name: string, reason: string) {
  return v.check((value: unknown) => {
    const { [name]: asked = false } = (value ?? {}) as Readonly<Record<string, unknown>>;
    return asked === false;
  }, `Expected a conversation without ${name}; ${reason}`);
}

function withoutFolder(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { folder: _folder, ...conversation } = value as { readonly folder?: unknown };
  return conversation;
}

const inputSchema = exactly({
  instanceId: v.optional(someText),
  contactFlowId: someText,
  ...Object.fromEntries(startMembers.map((name) => [name, v.optional(v.unknown())])),
  connectWithinSeconds: v.optional(seconds(300)),
  timeoutSeconds: v.optional(seconds(600)),
  expectFirstMessage: v.optional(matcherSchema),
  conversation: v.optional(v.pipe(v.unknown(), v.transform(withoutFolder), ofTestRuns, conversationSchema)),
  allowAgents: v.optional(v.boolean("Expected true or false")),
  allowEnd: v.optional(v.boolean("Expected true or false")),
  onFailure: v.optional(v.picklist(["fail", "warn"], "Expected fail or warn")),
  retries: v.optional(
    v.pipe(
      v.number("Expected a whole number from 0 to 10"),
      v.integer("Expected a whole number from 0 to 10"),
      v.minValue(0, "Expected a whole number from 0 to 10"),
      v.maxValue(10, "Expected a whole number from 0 to 10"),
    ),
  ),
  retryDelaySeconds: v.optional(seconds(600)),
  assumeRole: v.optional(
    exactly({
      roleArn: v.pipe(someText, v.regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, "Expected the ARN of a role")),
      sessionName: v.optional(someText),
      externalId: v.optional(someText),
      durationSeconds: v.optional(
        v.pipe(v.number("Expected a number of seconds"), v.minValue(900, "Expected at least 900 seconds")),
      ),
    }),
  ),
  region: v.optional(someText),
  profile: v.optional(someText),
  endpoint: v.optional(v.pipe(someText, v.url("Expected a URL such as http://127.0.0.1:4510"))),
});

/** A problem of an input: where, and what was expected there. It never quotes a value, which may be a secret. */
export interface InputProblem {
  /** `participantDetails.displayName`, … */
  readonly path: string;
  readonly message: string;
}

export interface Judgement {
  /** True for values that are not judged, such as outputs at preview. */
  readonly isUnknown?: (value: unknown) => boolean;
  /** Whether the members of StartChatContact are held against AWS's model. Default true. */
  readonly validate?: boolean;
}

/** Every problem of an input, before any network call. */
export function inputProblems(
  input: unknown,
  { isUnknown = () => false, validate = true }: Judgement = {},
): InputProblem[] {
  if (typeof input !== "object" || input === null) return [{ path: "", message: "Expected an object" }];
  const deep = Object.entries(input).filter(([, value]) => isTooDeep(value));
  if (deep.length > 0) return deep.map(([path]) => ({ path, message: tooDeep }));
  const holdsUnknown = unknownsIn(isUnknown);
  const { issues = [] } = v.safeParse(inputSchema, input);
  const own = issues
    .filter(({ path = [] }) => !path.some(({ value }) => holdsUnknown(value)))
    .map(({ path = [], message }) => ({ path: path.map(({ key }) => String(key)).join("."), message }));
  const told = new Set(own.map(({ path }) => path));
  const relations = relationProblems(input, isUnknown).filter(({ path }) => !told.has(path));
  const request = startRequest(withConversation(input), { instanceId: "i", contactFlowId: "f" });
  const ofRequest = requestProblems(request, validate)
    .filter(({ severity, path }) => severity !== "warning" && !passesUnknown(request, path, holdsUnknown))
    .map(inProgramWords);
  return [...own, ...ofRequest, ...relations];
}

/** What is sent all the same, although AWS's model as of this version does not have it. */
export function inputWarnings(input: CheckInput): InputProblem[] {
  const request = startRequest(withConversation(input), { instanceId: "i", contactFlowId: "f" });
  return requestProblems(request)
    .filter(({ severity }) => severity === "warning")
    .map(inProgramWords);
}

function inProgramWords({ path, message }: RequestProblem): InputProblem {
  return { path: programPath(path), message };
}

function passesUnknown(request: unknown, path: readonly string[], holdsUnknown: (value: unknown) => boolean): boolean {
  let value = request;
  for (const key of path) {
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (holdsUnknown(value)) return true;
  }
  return false;
}

/** One error with every problem. */
export function invalidInput(problems: readonly InputProblem[]): ChatCheckError {
  const lines = problems.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return new ChatCheckError({
    code: "INVALID_INPUT",
    message: problemList("The input is not valid", lines),
    hint: "Correct the input; nothing was sent.",
  });
}

/** What must hold between properties; a property of a wrong type, or unknown, is left out of it. */
function relationProblems(input: Partial<CheckInput>, isUnknown: (value: unknown) => boolean): InputProblem[] {
  const problems: InputProblem[] = [];
  const known = <T>(value: T, type: string) => (typeof value === type && !isUnknown(value) ? value : undefined);
  const flowId = known(input.contactFlowId, "string");
  const instanceId = known(input.instanceId, "string");
  const place = { instanceId, contactFlowId: flowId, region: known(input.region, "string") };
  for (const { property, message } of placeProblems(place)) problems.push({ path: property, message });
  const flow = flowId === undefined ? undefined : flowName(flowId);
  if (flow && !flow.instanceId && input.instanceId === undefined) {
    problems.push({
      path: "instanceId",
      message: "Expected an instance, since contactFlowId is not an ARN that names it",
    });
  }
  const timeout = input.timeoutSeconds === undefined ? defaults.timeoutSeconds : known(input.timeoutSeconds, "number");
  const window = known(input.connectWithinSeconds, "number");
  if (timeout !== undefined && window !== undefined && timeout < window) {
    problems.push({ path: "timeoutSeconds", message: "Expected no less than connectWithinSeconds" });
  }
  const retries = known(input.retries, "number") ?? 0;
  const delay = known(input.retryDelaySeconds, "number") ?? defaults.retryDelaySeconds;
  if (timeout !== undefined && retries > 0 && retries * delay >= timeout) {
    problems.push({
      path: "retries",
      message: "Expected retries times retryDelaySeconds to be less than timeoutSeconds",
    });
  }
  return problems;
}

/** Tells whether a value is unknown or holds one that is; each is looked through once, however often it is asked for. */
function unknownsIn(isUnknown: (value: unknown) => boolean): (value: unknown) => boolean {
  const seen = new Map<unknown, boolean>();
  const holds = (value: unknown): boolean => {
    if (isUnknown(value)) return true;
    if (typeof value !== "object" || value === null) return false;
    const known = seen.get(value) ?? Object.values(value).some(holds);
    seen.set(value, known);
    return known;
  };
  return holds;
}
