import { type Branch, branchOf, type Outcome } from "../flow/branch.js";
import type { FlowAction } from "../flow/document.js";
import { type Lookup, pathOf, resolveParameters, resolveText, valueAt } from "../flow/reference.js";
import { actionTypes } from "./actions/index.js";
import type { Clock } from "./clock.js";
import type { Contact } from "./contact.js";
import { contactValue } from "./contact-value.js";
import type { Identifiers } from "./identifiers.js";
import type { Flow, Instance } from "./instance.js";
import type { Behaviour } from "./options.js";

/** What an action does to the run: an outcome that chooses a branch, or one of the ways to leave the sequence. */
export type Effect =
  | Outcome
  | { readonly kind: "wait"; readonly begin: (resume: (outcome: Outcome) => void) => () => void }
  | { readonly kind: "transfer"; readonly flow: Flow }
  | { readonly kind: "finished"; readonly result: string };

/** What an action may touch. */
export interface ActionContext {
  readonly action: FlowAction;
  /** The action's parameters with every reference resolved, keys included. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly contact: Contact;
  readonly instance: Instance;
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly behaviour: Behaviour;
  /** Attributes of this flow alone. */
  readonly flowAttributes: Map<string, string>;
  /** The value of one whole reference; `undefined` when there is none. */
  readonly value: (reference: string) => unknown;
  /** Adds a sentence to the trace. */
  readonly warn: (sentence: string) => void;
}

export type ActionHandler = (context: ActionContext) => Effect;

export interface RunServices {
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly behaviour: Behaviour;
}

/** Runs a contact's flow, action by action, until it waits, leaves or ends. Holds no timer of its own. */
export class FlowRun {
  private readonly flowAttributes = new Map<string, string>();
  private current: string | undefined;
  private stopWaiting: (() => void) | undefined;
  private actionsSinceWait = 0;

  constructor(
    private flow: Flow,
    private readonly contact: Contact,
    private readonly services: RunServices,
  ) {
    contact.onEnd(() => {
      this.stopWaiting?.();
      this.current = undefined;
    });
  }

  start(): void {
    this.current = this.flow.document.startAction;
    this.proceed();
  }

  private proceed(): void {
    while (this.current !== undefined && !this.contact.ended) {
      const action = this.flow.document.actions.get(this.current);
      if (!action) throw new Error(`The flow ${this.flow.name} has no action ${this.current}.`);
      if (this.actionsSinceWait++ >= this.services.behaviour.actionsWithoutWait) {
        this.record(action, {}, "endless loop", undefined, [
          `${this.services.behaviour.actionsWithoutWait} actions ran without waiting for anything; the contact is ended.`,
        ]);
        this.contact.end("SYSTEM_ERROR");
        return;
      }
      this.current = undefined;
      this.run(action);
    }
  }

  private run(action: FlowAction): void {
    const warnings: string[] = [];
    const missing: string[] = [];
    const parameters = resolveParameters(action.parameters, this.lookup, missing);
    warnings.push(...[...new Set(missing)].map(missingValue));
    const handler = actionTypes.get(action.type);
    if (!handler) throw new Error(`The action type ${action.type} is not emulated.`);
    const effect = handler({
      action,
      parameters,
      contact: this.contact,
      instance: this.contact.instance,
      ...this.services,
      flowAttributes: this.flowAttributes,
      value: (reference) => this.lookup(pathOf(reference) ?? []),
      warn: (sentence) => warnings.push(sentence),
    });
    switch (effect.kind) {
      case "wait": {
        this.actionsSinceWait = 0;
        const stop = effect.begin((outcome) => {
          this.stopWaiting = undefined;
          this.leave(action, parameters, outcome, warnings);
          this.proceed();
        });
        this.stopWaiting = () => {
          stop();
          this.record(action, parameters, "the contact ended", undefined, warnings);
        };
        return;
      }
      case "transfer":
        this.record(action, parameters, `flow ${effect.flow.name}`, undefined, warnings);
        this.flow = effect.flow;
        this.flowAttributes.clear();
        this.current = effect.flow.document.startAction;
        return;
      case "finished":
        this.record(action, parameters, effect.result, undefined, warnings);
        return;
      default:
        this.leave(action, parameters, effect, warnings);
    }
  }

  private leave(action: FlowAction, parameters: Record<string, unknown>, outcome: Outcome, warnings: string[]): void {
    const branch = branchOf(action, outcome, {
      operand: (operand) => {
        const { text, missing } = resolveText(operand, this.lookup);
        warnings.push(...missing.map(missingValue));
        return text;
      },
      missingEqualsNull: this.services.behaviour.missingEqualsNull,
    });
    if (!branch) {
      warnings.push("No branch is declared for this; no source says what AWS does. The contact is ended.");
    }
    this.record(action, parameters, resultOf(outcome), branch, warnings);
    this.current = branch?.nextAction;
    if (!branch && !this.contact.queue) this.contact.end("CONTACT_FLOW_DISCONNECT");
  }

  private record(
    action: FlowAction,
    parameters: Record<string, unknown>,
    result: string,
    branch: Branch | undefined,
    warnings: readonly string[],
  ): void {
    this.contact.trace.push({
      time: this.services.clock.now(),
      contactId: this.contact.id,
      flow: this.flow.name,
      action: action.identifier,
      type: action.type,
      parameters,
      result,
      branch,
      warnings,
    });
  }

  private readonly lookup: Lookup = ([namespace, ...path]) => {
    if (namespace === "FlowAttributes") return valueAt(Object.fromEntries(this.flowAttributes), path);
    return contactValue(this.contact, namespace ?? "", path);
  };
}

function resultOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "success":
      return "success";
    case "error":
      return outcome.errorType;
    default:
      if (outcome.value === undefined) return "no value";
      return typeof outcome.value === "object" ? JSON.stringify(outcome.value) : String(outcome.value);
  }
}

function missingValue(reference: string): string {
  return `${reference} has no value; it is read as empty.`;
}
