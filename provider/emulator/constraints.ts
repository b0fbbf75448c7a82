import type { MemberModel, ServiceModel } from "./model/model.js";

/** A list of a million wrong entries is told well enough by its first. */
const mostProblems = 100;

/** Holds a request against its shape; every problem, up to a hundred, as a sentence that names the member. */
export function constraintProblems(service: ServiceModel, shape: string, input: unknown): string[] {
  const problems: string[] = [];
  check(service, { shape }, input, "", problems);
  return problems;
}

function check(service: ServiceModel, member: MemberModel, value: unknown, path: string, problems: string[]): void {
  const shape = service.shapes[member.shape];
  if (!shape || problems.length >= mostProblems) return;
  const at = path === "" ? "The request" : path;
  switch (shape.type) {
    case "structure": {
      if (!isRecord(value)) return void problems.push(`${at} must be a structure.`);
      for (const name of shape.required ?? []) {
        if ((value[name] === undefined || value[name] === null) && !shape.members?.[name]?.idempotencyToken) {
          problems.push(`${joined(path, name)} is required.`);
        }
      }
      const members = shape.members ?? {};
      let present = 0;
      for (const name in members) {
        const inner = members[name];
        if (!inner || value[name] === undefined || value[name] === null) continue;
        present += 1;
        check(service, inner, value[name], joined(path, name), problems);
      }
      if (shape.union && present !== 1) {
        problems.push(`${at} must hold exactly one of ${Object.keys(members).join(", ")}.`);
      }
      return;
    }
    case "list": {
      if (!Array.isArray(value)) return void problems.push(`${at} must be a list.`);
      within(value.length, shape, (limit) => problems.push(`${at} must have ${limit} entries, not ${value.length}.`));
      for (const [index, entry] of value.entries()) {
        if (shape.member) check(service, shape.member, entry, `${path}[${index}]`, problems);
      }
      return;
    }
    case "map": {
      if (!isRecord(value)) return void problems.push(`${at} must be a map.`);
      const size = Object.keys(value).length;
      within(size, shape, (limit) => problems.push(`${at} must have ${limit} entries, not ${size}.`));
      for (const [key, entry] of Object.entries(value)) {
        if (shape.key) check(service, shape.key, key, `${path}{key}`, problems);
        if (shape.value) check(service, shape.value, entry, `${path}{value}`, problems);
      }
      return;
    }
    case "string": {
      if (typeof value !== "string") return void problems.push(`${at} must be a string.`);
      const length = characters(value);
      within(length, shape, (limit) => problems.push(`${at} must have ${limit} characters, not ${length}.`));
      if (shape.enum && !shape.enum.includes(value)) problems.push(`${at} must be one of ${shape.enum.join(", ")}.`);
      const tooLong = shape.max !== undefined && length > shape.max;
      if (shape.pattern && !tooLong && !patternOf(shape.pattern).test(value))
        problems.push(`${at} must match ${shape.pattern}.`);
      return;
    }
    case "integer":
    case "long":
    case "float": {
      if (typeof value !== "number" || (shape.type !== "float" && !Number.isInteger(value))) {
        return void problems.push(`${at} must be ${shape.type === "float" ? "a number" : "an integer"}.`);
      }
      within(value, shape, (limit) => problems.push(`${at} must be ${limit}, not ${value}.`));
      return;
    }
    case "boolean":
      if (typeof value !== "boolean") problems.push(`${at} must be a boolean.`);
      return;
    case "timestamp":
      if (typeof value !== "number" && typeof value !== "string") problems.push(`${at} must be a timestamp.`);
  }
}

function within(size: number, { min, max }: { min?: number; max?: number }, report: (limit: string) => void): void {
  if (min !== undefined && size < min) report(`at least ${min}`);
  if (max !== undefined && size > max) report(`at most ${max}`);
}

/** A surrogate pair is one. */
function characters(text: string): number {
  let count = text.length;
  for (let index = 1; index < text.length; index++) {
    if (isBetween(text.charCodeAt(index), 0xdc00, 0xdfff) && isBetween(text.charCodeAt(index - 1), 0xd800, 0xdbff)) {
      count -= 1;
    }
  }
  return count;
}

function isBetween(code: number, first: number, last: number): boolean {
  return code >= first && code <= last;
}

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (!pattern) {
    try {
      pattern = new RegExp(`^(?:${source})$`, "u");
    } catch {
      pattern = new RegExp(`^(?:${source})$`);
    }
    patterns.set(source, pattern);
  }
  return pattern;
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
