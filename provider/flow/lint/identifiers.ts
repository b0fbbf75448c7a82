import { memberValue, textOf } from "../json-tree.js";
import { nearest } from "../nearest.js";
import { named, quoted, type Rule } from "./rule.js";

const longest = 50;
/** Looking for what is meant takes time, which a file of ten thousand mistakes is not worth. */
const mostSuggestions = 50;
const forbidden = /[%:(\\/)=$,;[\]{}]/g;
const reserved: ReadonlySet<string> = new Set([
  ...["__proto__", "constructor", "__defineGetter__", "__defineSetter__", "toString", "hasOwnProperty"],
  ...["isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "valueOf"],
]);

/** Identifiers of actions, and what names them. */
export const identifiers: readonly Rule[] = [
  {
    id: "missing-start-action",
    severity: "error",
    description: "StartAction is missing, or names no action of the flow",
    check({ root, start, byIdentifier }, report) {
      if (!root || start) return;
      const node = memberValue(root, "StartAction");
      const told = textOf(node);
      report(
        node ?? { start: root.start, end: root.start + 1 },
        told === undefined ? "StartAction is missing." : `StartAction ${quoted(told)} is no action of the flow.`,
        suggestion(told, byIdentifier.keys()) ?? "Name the action that the flow begins with.",
      );
    },
  },
  {
    id: "duplicate-identifier",
    severity: "error",
    description: "Two actions have the same identifier",
    check({ actions, byIdentifier }, report) {
      for (const action of actions) {
        if (action.identifier === undefined || byIdentifier.get(action.identifier) === action) continue;
        report(
          action.identifierSpan,
          `${named(action)} has the identifier of an action before it.`,
          "Give each action an identifier of its own.",
          action,
        );
      }
    },
  },
  {
    id: "bad-identifier",
    severity: "error",
    description: `An identifier is empty, longer than ${longest} characters, or holds a character that is not allowed`,
    check({ actions }, report) {
      for (const action of actions) {
        const problem = action.identifier === undefined ? undefined : problemOf(action.identifier);
        if (problem) report(action.identifierSpan, `${named(action)}: its identifier ${problem}.`, toDo, action);
      }
    },
  },
  {
    id: "dangling-transition",
    severity: "error",
    description: "A transition leads to an action that does not exist",
    check({ actions, byIdentifier }, report) {
      let suggestions = 0;
      for (const action of actions) {
        for (const { kind, label, target, targetSpan } of action.edges) {
          if (target === "" || byIdentifier.has(target)) continue;
          const branch = kind === "next" ? "NextAction" : `the branch ${label}`;
          report(
            targetSpan,
            `${named(action)} leads over ${branch} to ${quoted(target)}, which is no action of the flow.`,
            (suggestions++ < mostSuggestions ? suggestion(target, byIdentifier.keys()) : undefined) ??
              "Add that action, or lead to another one.",
            action,
          );
        }
      }
    },
  },
];

const toDo = `Take 1 to ${longest} characters, none of % : ( \\ / ) = $ , ; [ ] { } and no name of JavaScript's own.`;

function problemOf(identifier: string): string | undefined {
  if (identifier === "") return "is empty";
  if (identifier.length > longest) return `has ${identifier.length} characters`;
  if (reserved.has(identifier)) return "is a name of JavaScript's own";
  const characters = [...new Set(identifier.match(forbidden))];
  return characters.length > 0 ? `holds ${characters.join(" ")}` : undefined;
}

function suggestion(told: string | undefined, known: Iterable<string>): string | undefined {
  const near = told === undefined ? undefined : nearest(told, known);
  return near === undefined ? undefined : `Did you mean ${quoted(near)}?`;
}
