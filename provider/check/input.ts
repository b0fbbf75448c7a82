import * as v from "valibot";
import { flowName, instanceName } from "../chat/arn.js";
import type { AssumeRole } from "../chat/role.js";
import { type Matcher, matcherSchema } from "../conversation/matcher.js";
import { exactly, someText } from "../conversation/schema.js";
import { ChatCheckError } from "../errors.js";

/** A check as a program, a command line or a state writes it: plain JSON. */
export interface CheckInput {
  /** Id or ARN; may be left out where the flow's ARN tells it. */
  readonly instanceId?: string;
  /** Id or ARN. */
  readonly contactFlowId: string;
  readonly participantDetails?: { readonly displayName?: string };
  readonly attributes?: Readonly<Record<string, string>>;
  readonly initialMessage?: { readonly contentType?: string; readonly content: string };
  /** Seconds, 1 to 300; default 30. */
  readonly connectWithinSeconds?: number;
  /** Seconds, at most 600; default 60. */
  readonly timeoutSeconds?: number;
  readonly expectFirstMessage?: Matcher;
  /** Default false. */
  readonly allowEnd?: boolean;
  /** At most 500 characters; default: a new one for each attempt. */
  readonly clientToken?: string;
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
  displayName: "chat-check",
  connectWithinSeconds: 30,
  timeoutSeconds: 60,
  retries: 0,
  retryDelaySeconds: 10,
};

const mostAttributeBytes = 32_768;
const mostMessageBytes = 16_384;

const bytesAtMost = (limit: number) =>
  v.check<string, string>((value) => Buffer.byteLength(value) <= limit, `Expected at most ${limit} bytes of UTF-8`);
const seconds = (most: number) =>
  v.pipe(
    v.number("Expected a number of seconds"),
    v.minValue(1, "Expected at least 1 second"),
    v.maxValue(most, `Expected at most ${most} seconds`),
  );

const attributesSchema = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/, "Expected a key of letters, digits, dash and underscore")),
    v.string("Expected a text"),
  ),
  v.check(
    (attributes) => Buffer.byteLength(Object.entries(attributes).flat().join("")) <= mostAttributeBytes,
    `Expected at most ${mostAttributeBytes} bytes of UTF-8 over all keys and values together`,
  ),
);

const inputSchema = exactly({
  instanceId: v.optional(someText),
  contactFlowId: someText,
  participantDetails: v.optional(
    exactly({ displayName: v.optional(v.pipe(someText, v.maxLength(256, "Expected at most 256 characters"))) }),
  ),
  attributes: v.optional(attributesSchema),
  initialMessage: v.optional(
    exactly({
      contentType: v.optional(v.pipe(someText, v.maxLength(100, "Expected at most 100 characters"))),
      content: v.pipe(someText, bytesAtMost(mostMessageBytes)),
    }),
  ),
  connectWithinSeconds: v.optional(seconds(300)),
  timeoutSeconds: v.optional(seconds(600)),
  expectFirstMessage: v.optional(matcherSchema),
  allowEnd: v.optional(v.boolean("Expected true or false")),
  clientToken: v.optional(v.pipe(someText, v.maxLength(500, "Expected at most 500 characters"))),
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

/**
 * Every problem of an input, before any network call. Values for which `isUnknown` is true, such as outputs at
 * preview, are not judged.
 */
export function inputProblems(input: unknown, isUnknown: (value: unknown) => boolean = () => false): InputProblem[] {
  if (typeof input !== "object" || input === null) return [{ path: "", message: "Expected an object" }];
  const { issues = [] } = v.safeParse(inputSchema, input);
  const own = issues
    .filter(({ path = [] }) => !path.some(({ value }) => holdsUnknown(value, isUnknown)))
    .map(({ path = [], message }) => ({ path: path.map(({ key }) => String(key)).join("."), message }));
  const told = new Set(own.map(({ path }) => path));
  return [...own, ...relationProblems(input, isUnknown).filter(({ path }) => !told.has(path))];
}

/** One error with every problem. */
export function invalidInput(problems: readonly InputProblem[]): ChatCheckError {
  const lines = problems.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return new ChatCheckError({
    code: "INVALID_INPUT",
    message:
      lines.length === 1 ? `The input is not valid: ${lines[0]}.` : `The input is not valid:\n- ${lines.join("\n- ")}`,
    hint: "Correct the input; nothing was sent.",
  });
}

/** What must hold between properties; a property of a wrong type, or unknown, is left out of it. */
function relationProblems(input: Partial<CheckInput>, isUnknown: (value: unknown) => boolean): InputProblem[] {
  const problems: InputProblem[] = [];
  const known = <T>(value: T, type: string) => (typeof value === type && !isUnknown(value) ? value : undefined);
  const flowId = known(input.contactFlowId, "string");
  const instanceId = known(input.instanceId, "string");
  const flow = flowId === undefined ? undefined : flowName(flowId);
  const instance = instanceId === undefined ? undefined : instanceName(instanceId);
  if (flowId && !flow) problems.push({ path: "contactFlowId", message: "Expected the id or the ARN of a flow" });
  if (instanceId && !instance) {
    problems.push({ path: "instanceId", message: "Expected the id or the ARN of an instance" });
  }
  if (flow && !flow.instanceId && input.instanceId === undefined) {
    problems.push({
      path: "instanceId",
      message: "Expected an instance, since contactFlowId is not an ARN that names it",
    });
  }
  if (flow?.instanceId && instance && flow.instanceId !== instance.id) {
    problems.push({
      path: "contactFlowId",
      message: "Expected a flow of the instance in instanceId, not of another one",
    });
  }
  const given = [flow?.region, instance?.region, known(input.region, "string")];
  if (new Set(given.filter((region) => region !== undefined)).size > 1) {
    problems.push({ path: "region", message: "Expected one region; region and the ARNs name different ones" });
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

function holdsUnknown(value: unknown, isUnknown: (value: unknown) => boolean): boolean {
  if (isUnknown(value)) return true;
  return (
    typeof value === "object" && value !== null && Object.values(value).some((entry) => holdsUnknown(entry, isUnknown))
  );
}
