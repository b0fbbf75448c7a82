import { memberValue, plain } from "../../flow/json-tree.js";
import type { ActionCoverage, BranchCoverage, FlowCoverage } from "../coverage.js";
import { branchName, shortIdentifier } from "../coverage-text.js";
import { fitted, textWidth, wrapped } from "./text-width.js";

export const cardWidth = 224;
export const headHeight = 46;
export const rowHeight = 21;
const lineHeight = 16;
const padding = 10;

/** An action as it is drawn: its name, a line or two of what it does, and a row for each branch. */
export interface Card {
  readonly action: ActionCoverage;
  /** What the console calls the block. */
  readonly title: string;
  readonly name: string;
  readonly summary: readonly string[];
  readonly rows: readonly Row[];
  readonly height: number;
}

export interface Row {
  readonly branch: BranchCoverage;
  readonly text: string;
  /** That the text may take. */
  readonly room: number;
  /** Of its middle, from the top of the card. */
  readonly y: number;
}

export function cardsOf({ actions, read }: FlowCoverage): Card[] {
  const names = displayNames(memberValue(memberValue(read.root, "Metadata"), "ActionMetadata"));
  return actions.map((action) => cardOf(action, names(action.identifier)));
}

function cardOf(action: ActionCoverage, displayName: DisplayName): Card {
  const room = cardWidth - 2 * padding;
  const summary = summaryOf(action, displayName);
  const lines = summary === "" ? [] : wrapped(summary, room, 11.5, 2);
  const top = headHeight + lines.length * lineHeight + (lines.length > 0 ? 6 : 0);
  const rows = action.branches.map((branch, index) => {
    const own = room - 22 - (branch.times > 0 ? textWidth(timesText(branch.times), 11.5) + 4 : 0);
    return { branch, text: fitted(rowText(branch), own, 11.5), room: own, y: top + (index + 0.5) * rowHeight };
  });
  return {
    action,
    title: fitted(blockName(action), room - 22, 13),
    name: fitted(shortIdentifier(action.identifier), room - 46, 11.5),
    summary: lines,
    rows,
    height: top + rows.length * rowHeight + (rows.length > 0 ? 4 : 2),
  };
}

export function timesText(times: number): string {
  return times < 10_000 ? `${times}×` : `${Math.floor(times / 1000)}k×`;
}

const signs: Readonly<Record<string, string>> = {
  Equals: "=",
  NumberGreaterThan: ">",
  NumberGreaterOrEqualTo: "≥",
  NumberLessThan: "<",
  NumberLessOrEqualTo: "≤",
  TextContains: "contains",
  TextStartsWith: "starts with",
  TextEndsWith: "ends with",
  KeyExists: "has",
};

/** Short, as the console has it. */
function rowText(branch: BranchCoverage): string {
  const [operator = "", ...operand] = branchName(branch).split(" ");
  const sign = branch.kind === "condition" && Object.hasOwn(signs, operator) ? signs[operator] : undefined;
  return sign === undefined ? branchName(branch) : `${sign} ${operand.join(" ")}`;
}

/** The console has several names for some types, the first of which is the usual one. */
export function blockName({ action, type }: ActionCoverage): string {
  return action.definition?.block.split(", ")[0] ?? type;
}

type DisplayName = (parameter: string) => string | undefined;

/** The names that the console shows for what parameters refer to. */
function displayNames(metadata: ReturnType<typeof memberValue>): (identifier: string) => DisplayName {
  return (identifier) => {
    const parameters = memberValue(memberValue(metadata, identifier), "parameters");
    return (parameter) => {
      const known = memberValue(parameters, parameter);
      return known && firstText(plain(known), "displayName");
    };
  };
}

function firstText(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = name === key && typeof inner === "string" ? inner : firstText(inner, key);
    if (found !== undefined && found !== "") return found;
  }
  return undefined;
}

/** What the action is about, in its own parameters. */
function summaryOf({ action }: ActionCoverage, displayName: DisplayName): string {
  const parts = Object.entries(action.parameterValues).map(([name, value]) => {
    const text = displayName(name) ?? shortValue(value);
    return name === "Text" ? `“${text}”` : `${spaced(name)}: ${text}`;
  });
  const [first = "", second] = parts.sort((one, other) => Number(other.startsWith("“")) - Number(one.startsWith("“")));
  return first.startsWith("“") || second === undefined ? first : `${first} · ${second}`;
}

function shortValue(value: unknown): string {
  if (typeof value === "string") return value.startsWith("arn:") ? (value.split(/[:/]/).at(-1) ?? value) : value;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([name, inner]) =>
    Array.isArray(value) ? shortValue(inner) : `${name} ${shortValue(inner)}`,
  );
  return entries.join(", ");
}

/** `QueueId` as people say it: `queue`. */
function spaced(name: string): string {
  return name
    .replace(/(?:Id|ARN|Arn)$/, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/^[A-Z](?=[a-z])|(?<= )[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}
