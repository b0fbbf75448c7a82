import assert from "node:assert/strict";
import { actionTypes } from "../../provider/flow/action-types.js";
import { type ActionJson, action, disconnect, flow, say } from "../flows.js";
import { type ContactOptions, contactInFlow, said } from "./contact-in-flow.js";

export interface OneActionOptions extends ContactOptions {
  /** Actions that run before it, one after the other; their `next` is filled in. */
  readonly first?: readonly ActionJson[];
  /** Operands of `Equals` conditions, or `Operator operand`. */
  readonly when?: readonly string[];
  /** What the flow says afterwards, whichever branch was taken. */
  readonly tells?: string;
  /** Default CONTACT_FLOW. */
  readonly type?: string;
}

/** Runs one action with every branch that its type can declare; all of them lead to what the flow says then. */
export function oneAction(
  type: string,
  parameters: Readonly<Record<string, unknown>>,
  { first = [], when = [], tells = "over", type: flowType, ...options }: OneActionOptions = {},
) {
  const errors = ["NoMatchingError", ...Object.keys(actionTypes.get(type)?.errors ?? {})];
  const branches = {
    next: "then",
    when: Object.fromEntries(when.map((operand) => [operand, "then"])),
    errors: Object.fromEntries(errors.map((error) => [error, "then"])),
  };
  const before = first.map((one, index) => ({
    ...one,
    Transitions: { ...one.Transitions, NextAction: first[index + 1]?.Identifier ?? "it" },
  }));
  const it = action("it", type, parameters, branches);
  const end = [say("then", tells, "end"), disconnect()];
  const source = { ...flow("one action", ...before, it, ...end), type: flowType };
  const run = contactInFlow(source, options);
  const { chat } = run;
  const record = () => {
    const found = chat.contacts.flatMap(({ trace }) => trace).find((entry) => entry.action === "it");
    assert.ok(found, "The action is not over.");
    return found;
  };
  return {
    ...run,
    record,
    isOver: () => chat.contacts.some(({ trace }) => trace.some((entry) => entry.action === "it")),
    /** `next`, an operator with its operand, or an error type. */
    branch: () => {
      const { branch } = record();
      return branch?.kind === "next" ? "next" : branch?.label;
    },
    result: () => record().result,
    warnings: () => record().warnings,
    /** What the flow said last. */
    told: () => said(run.contact).at(-1),
  };
}
