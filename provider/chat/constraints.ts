import { isTooDeep, tooDeep } from "./nesting.js";
import { memberOf, requestShape, type Shape, shapeOf } from "./request-shapes.js";
import { ruleProblems } from "./rules.js";

/** What is wrong with a request. It never quotes a value, which may be a secret. */
export interface RequestProblem {
  /** Members and keys, as AWS writes them. */
  readonly path: readonly string[];
  /** What was expected there, with limit and size. */
  readonly message: string;
  /**
   * A `warning` is sent all the same: AWS may have raised a maximum, or added a value, since the model was made. What
   * is `unsendable` would be left out of the request, and is refused even where parameters are not validated.
   */
  readonly severity: "unsendable" | "error" | "warning";
}

/** Members that AWS's model has and the installed SDK would leave out of the request without a word. */
export const droppedBySdk: readonly string[] = ["ConnectionTypes", "ChatStreamingConfiguration"];

/**
 * Holds a StartChatContact request against AWS's model and its documented rules: every problem, before any network
 * call. Without `validate` only what cannot be sent.
 */
export function requestProblems(request: unknown, validate = true): RequestProblem[] {
  const deep = isRecord(request) ? Object.keys(request).filter((name) => isTooDeep(request[name])) : [];
  if (deep.length > 0) return deep.map((name) => ({ path: [name], message: tooDeep, severity: "unsendable" }));
  const problems: RequestProblem[] = [];
  check(requestShape, request, [], problems);
  if (!validate) return problems.filter(({ severity }) => severity === "unsendable");
  return [...problems, ...ruleProblems(request as Readonly<Record<string, unknown>>)];
}

function check(shapeName: string, value: unknown, path: readonly string[], problems: RequestProblem[]): void {
  const shape = shapeOf(shapeName);
  if (!shape) return;
  const error = (message: string, at = path) => problems.push({ path: at, message, severity: "error" });
  const warning = (message: string) => problems.push({ path, message, severity: "warning" });
  const unsendable = (message: string, name: string) =>
    problems.push({ path: [...path, name], message, severity: "unsendable" });
  switch (shape.type) {
    case "structure":
      if (!isRecord(value)) return void error("Expected an object");
      for (const name of shape.required ?? []) {
        if (value[name] === undefined) error("Expected a value; it is missing", [...path, name]);
      }
      for (const [name, entry] of Object.entries(value)) {
        const member = memberOf(shape, name);
        if (!member) unsendable("There is no such property", name);
        else if (path.length === 0 && droppedBySdk.includes(name)) unsendable(dropped, name);
        else check(member.shape, entry, [...path, name], problems);
      }
      return;
    case "map":
      if (!isRecord(value)) return void error("Expected an object");
      sized(shape, Object.keys(value).length, "entries", error, warning);
      for (const [key, entry] of Object.entries(value)) {
        if (shape.key) check(shape.key.shape, key, [...path, key], problems);
        if (shape.value) check(shape.value.shape, entry, [...path, key], problems);
      }
      return;
    case "list":
      if (!Array.isArray(value)) return void error("Expected a list");
      sized(shape, value.length, "entries", error, warning);
      for (const [index, entry] of value.entries()) {
        if (shape.member) check(shape.member.shape, entry, [...path, String(index)], problems);
      }
      return;
    case "string":
      if (typeof value !== "string") return void error("Expected a text");
      if (value === "" && (shape.min ?? 0) > 0) return void error("Expected a text that is not empty");
      sized(shape, [...value].length, "characters", error, warning);
      if (shape.enum && !shape.enum.includes(value)) {
        warning(`AWS's model knows ${shape.enum.join(" and ")} only`);
      }
      return;
    case "integer":
      if (typeof value !== "number" || !Number.isInteger(value)) return void error("Expected a whole number");
      if (shape.min !== undefined && value < shape.min) error(`Expected at least ${shape.min}; it is ${value}`);
      if (shape.max !== undefined && value > shape.max)
        warning(`AWS's model allows at most ${shape.max}; it is ${value}`);
  }
}

const dropped = "The installed AWS SDK would leave it out of the request without a word; leave it out yourself";

function sized(
  { min, max }: Shape,
  size: number,
  unit: string,
  error: (message: string) => void,
  warning: (message: string) => void,
): void {
  if (min !== undefined && size < min) error(`Expected at least ${min} ${unit}; it has ${size}`);
  if (max !== undefined && size > max) warning(`AWS's model allows at most ${max} ${unit}; it has ${size}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
