import * as v from "valibot";
import { flowName, instanceName } from "../chat/arn.js";
import { requestProblems } from "../chat/constraints.js";
import { programPath } from "../chat/request-shapes.js";
import type { AssumeRole } from "../chat/role.js";
import { type Matcher, matcherSchema } from "../conversation/matcher.js";
import { exactly, someText } from "../conversation/schema.js";
import { ChatCheckError } from "../errors.js";
import { type StartMembers, startMembers, startRequest } from "./start-members.js";

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

const inputSchema = exactly({
  instanceId: v.optional(someText),
  contactFlowId: someText,
  ...Object.fromEntries(startMembers.map((name) => [name, v.optional(v.unknown())])),
  connectWithinSeconds: v.optional(seconds(300)),
  timeoutSeconds: v.optional(seconds(600)),
  expectFirstMessage: v.optional(matcherSchema),
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
  const relations = relationProblems(input, isUnknown).filter(({ path }) => !told.has(path));
  return [...own, ...ofRequest(input, "error", isUnknown), ...relations];
}

/** What is sent all the same, although AWS's model as of this version does not have it. */
export function inputWarnings(input: CheckInput): InputProblem[] {
  return ofRequest(input, "warning", () => false);
}

function ofRequest(
  input: StartMembers,
  severity: "error" | "warning",
  isUnknown: (value: unknown) => boolean,
): InputProblem[] {
  const request = startRequest(input, { instanceId: "i", contactFlowId: "f" });
  return requestProblems(request)
    .filter((problem) => problem.severity === severity && !passesUnknown(request, problem.path, isUnknown))
    .map(({ path, message }) => ({ path: programPath(path), message }));
}

function passesUnknown(request: unknown, path: readonly string[], isUnknown: (value: unknown) => boolean): boolean {
  let value = request;
  for (const key of path) {
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (holdsUnknown(value, isUnknown)) return true;
  }
  return false;
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
