import { actionTypes as languageTypes } from "../flow/action-types.js";
import { type Branch, branchOf, type Outcome } from "../flow/branch.js";
import type { FlowAction, FlowDocument } from "../flow/document.js";
import { type Lookup, pathOf, resolveParameters, resolveText } from "../flow/reference.js";
import { actionTypes } from "./actions/index.js";
import type { Cases } from "./cases.js";
import type { ChatLife } from "./chat-life.js";
import type { Clock } from "./clock.js";
import type { Contact, TargetQueue } from "./contact.js";
import type { CustomerProfiles } from "./customer-profiles.js";
import type { Identifiers } from "./identifiers.js";
import type { Flow, FlowModule, Instance } from "./instance.js";
import { type Memory, valueAtPath } from "./memory.js";
import type { Behaviour } from "./options.js";
import type { ViewTokens } from "./view-tokens.js";

/** What an action does to the run: an outcome that chooses a branch, or one of the ways to leave the sequence. */
export type Effect =
  | Outcome
  /**
   * Goes on when `resume` is called; what `begin` answers stops the waiting. What `works` waits for no time and nobody:
   * an endless loop of it is one.
   */
  | {
      readonly kind: "wait";
      readonly begin: (resume: (outcome: Outcome) => void) => () => void;
      readonly works?: boolean;
    }
  | { readonly kind: "transfer"; readonly flow: Flow }
  | { readonly kind: "call"; readonly module: FlowModule; readonly input: unknown }
  /** Back to the caller of a module, by the branch of that name, or by its next action. */
  | { readonly kind: "return"; readonly result?: string; readonly data: unknown }
  /** Out of the queue and into another one, in a next contact. */
  | { readonly kind: "moved"; readonly result: string; readonly target: TargetQueue }
  | { readonly kind: "finished"; readonly result: string };

/** Which part of a contact's life a flow is. */
export type FlowPart = "inbound" | "customerQueue" | "agentWhisper" | "customerWhisper" | "disconnect";

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
  readonly viewTokens: ViewTokens;
  readonly customerProfiles: CustomerProfiles;
  readonly cases: Cases;
  /** The chat's way through flows, queues and agents. */
  readonly life: ChatLife;
  readonly part: FlowPart;
  /** Names the flow or module in counters. */
  readonly flowId: string;
  /** What blocks left behind in this flow or module. */
  readonly memory: Memory;
  /** Attributes of this flow alone. */
  readonly flowAttributes: Map<string, string>;
  /** The value of one whole reference; `undefined` when there is none. */
  readonly value: (reference: string) => unknown;
  /** Adds a sentence to the trace. */
  readonly warn: (sentence: string) => void;
}

export type ActionHandler = (context: ActionContext) => Effect;

/** Decides an action's outcome in place of its handler; `undefined` leaves it to the handler. */
export type Stub = (
  action: Pick<FlowAction, "identifier" | "type"> & {
    readonly flow: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  },
) => Outcome | undefined;

export interface RunServices {
  readonly clock: Clock;
  readonly identifiers: Identifiers;
  readonly behaviour: Behaviour;
  readonly viewTokens: ViewTokens;
  readonly customerProfiles: CustomerProfiles;
  readonly cases: Cases;
  readonly stub?: Stub;
}

/** A flow or module that runs; of a module, where it goes back to. */
interface Frame {
  readonly flow: { readonly id: string; readonly name: string; readonly document: FlowDocument };
  readonly memory: Memory;
  readonly flowAttributes: Map<string, string>;
  readonly caller?: { readonly action: FlowAction; readonly parameters: Readonly<Record<string, unknown>> };
}

const mostModules = 5;

/** Types that go elsewhere when they succeed. */
const leaving: ReadonlySet<string> = new Set([
  "InvokeFlowModule",
  ...[...languageTypes].flatMap(([type, { success }]) => (success === "leaves" || success === "ends" ? [type] : [])),
]);

/** Runs a flow of a contact, action by action, until it waits, leaves or ends. Holds no timer of its own. */
export class FlowRun {
  private readonly frames: Frame[];
  private current: string | undefined;
  private stopWaiting: (() => void) | undefined;
  private actionsSinceWait = 0;
  private stopped = false;
  private interruption = "";

  /** `over` is called once, when the flow has ended by itself. */
  constructor(
    flow: Flow,
    private readonly contact: Contact,
    private readonly part: FlowPart,
    private readonly life: ChatLife,
    private readonly services: RunServices,
    private readonly over: () => void,
    memory: Memory = contact.memory,
  ) {
    this.frames = [{ flow, memory, flowAttributes: new Map() }];
    contact.onEnd(() => this.stop("the contact ended"));
  }

  start(): void {
    if (this.contact.ended) return;
    this.current = this.frame.flow.document.startAction;
    this.proceed();
  }

  /** Stops it wherever it is. */
  stop(why: string): void {
    if (this.stopped) return;
    this.stopped = true;
    this.current = undefined;
    const stop = this.stopWaiting;
    this.stopWaiting = undefined;
    this.interruption = why;
    stop?.();
  }

  private get frame(): Frame {
    return this.frames[this.frames.length - 1] as Frame;
  }

  private proceed(): void {
    while (this.current !== undefined && !this.stopped) {
      const action = this.frame.flow.document.actions.get(this.current);
      if (!action) return void this.fail(`The flow ${this.frame.flow.name} has no action ${this.current}.`);
      if (this.actionsSinceWait++ >= this.services.behaviour.actionsWithoutWait) return void this.endLoop(action);
      this.current = undefined;
      this.run(action);
    }
  }

  private run(action: FlowAction): void {
    const warnings: string[] = [];
    const missing: string[] = [];
    const parameters = resolveParameters(action.parameters, this.lookup, missing);
    warnings.push(...[...new Set(missing)].map(missingValue));
    let effect: Effect;
    try {
      effect = this.stubbed(action, parameters, warnings) ?? this.effectOf(action, parameters, warnings);
    } catch (error) {
      return void this.fail(`${action.type} ${action.identifier}: ${(error as Error).message}`);
    }
    switch (effect.kind) {
      case "wait":
        return void this.wait(effect, action, parameters, warnings);
      case "transfer":
        this.record(action, parameters, `flow ${effect.flow.name}`, undefined, warnings);
        this.frames.splice(0, this.frames.length, {
          flow: effect.flow,
          memory: this.frame.memory,
          flowAttributes: new Map(),
        });
        this.current = effect.flow.document.startAction;
        return;
      case "call":
        return void this.call(effect.module, effect.input, action, parameters, warnings);
      case "return":
        this.record(action, parameters, effect.result ?? "returned", undefined, warnings);
        return void this.comeBack(effect.result, effect.data);
      case "moved":
        this.record(action, parameters, effect.result, undefined, warnings);
        this.stop("");
        return void this.life.moveTo(effect.target);
      case "finished":
        this.record(action, parameters, effect.result, undefined, warnings);
        return void this.finish();
      default:
        this.leave(action, parameters, effect, warnings);
    }
  }

  /** What the stub decides; the action is done all the same, unless it would leave the flow. */
  private stubbed(action: FlowAction, parameters: Record<string, unknown>, warnings: string[]): Outcome | undefined {
    const { identifier, type } = action;
    const outcome = this.services.stub?.({ flow: this.frame.flow.name, identifier, type, parameters });
    if (!outcome || leaving.has(type)) return outcome;
    const effect = this.effectOf(action, parameters, warnings);
    if (effect.kind === "wait") effect.begin(() => {})();
    return outcome;
  }

  private effectOf(action: FlowAction, parameters: Record<string, unknown>, warnings: string[]): Effect {
    const handler = actionTypes.get(action.type);
    if (!handler) {
      warnings.push(`There is no action type ${action.type}.`);
      return { kind: "error", errorType: "NoMatchingError" };
    }
    const { flow, memory, flowAttributes } = this.frame;
    return handler({
      action,
      parameters,
      contact: this.contact,
      instance: this.contact.instance,
      life: this.life,
      part: this.part,
      flowId: flow.id,
      memory,
      flowAttributes,
      ...this.services,
      value: (reference) => this.lookup(pathOf(reference) ?? []),
      warn: (sentence) => warnings.push(sentence),
    });
  }

  private wait(
    { begin, works = false }: Extract<Effect, { kind: "wait" }>,
    action: FlowAction,
    parameters: Record<string, unknown>,
    warnings: string[],
  ): void {
    let resumed = false;
    let begun = false;
    const stop = begin((outcome) => {
      if (resumed || this.stopped) return;
      resumed = true;
      this.stopWaiting = undefined;
      this.leave(action, parameters, outcome, warnings);
      if (!begun) return;
      if (!works) this.actionsSinceWait = 0;
      this.proceed();
    });
    begun = true;
    if (resumed || this.stopped) return;
    this.stopWaiting = () => {
      stop();
      this.record(action, parameters, this.interruption, undefined, warnings);
    };
  }

  private call(
    { id, name, document }: FlowModule,
    input: unknown,
    action: FlowAction,
    parameters: Record<string, unknown>,
    warnings: string[],
  ): void {
    if (this.frames.length > mostModules) {
      warnings.push(`Modules call modules ${mostModules} deep at most.`);
      return void this.leave(action, parameters, { kind: "error", errorType: "NoMatchingError" }, warnings);
    }
    this.record(action, parameters, `module ${name}`, undefined, warnings);
    const memory: Memory = new Map([["Modules", { Input: input }]]);
    this.frames.push({
      flow: { id, name, document },
      memory,
      flowAttributes: new Map(),
      caller: { action, parameters },
    });
    this.current = document.startAction;
  }

  private comeBack(result: string | undefined, data: unknown): void {
    const { caller } = this.frame;
    if (!caller) return void this.finish();
    this.frames.pop();
    this.frame.memory.delete("External");
    this.frame.memory.delete("LambdaInvocation");
    this.frame.memory.set("Modules", { Result: result, ResultData: data });
    const outcome: Outcome = result === undefined ? { kind: "success" } : { kind: "result", value: result };
    this.leave(caller.action, caller.parameters, outcome, []);
  }

  private leave(
    action: FlowAction,
    parameters: Readonly<Record<string, unknown>>,
    outcome: Outcome,
    warnings: string[],
  ): void {
    const branch = branchOf(action, outcome, {
      operand: (operand) => {
        const { text, missing } = resolveText(operand, this.lookup);
        warnings.push(...missing.map(missingValue));
        return text;
      },
      missingEqualsNull: this.services.behaviour.missingEqualsNull,
    });
    if (!branch) warnings.push("No branch is declared for this; no source says what AWS does. The flow is over.");
    this.record(action, parameters, resultOf(outcome), branch, warnings);
    if (branch) this.current = branch.nextAction;
    else this.finish();
  }

  private finish(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.current = undefined;
    this.over();
  }

  private endLoop(action: FlowAction): void {
    const { actionsWithoutWait } = this.services.behaviour;
    const sentence = `${actionsWithoutWait} actions ran without waiting for anything; the contact is ended.`;
    this.record(action, {}, "endless loop", undefined, [sentence]);
    this.contact.end("SYSTEM_ERROR");
  }

  /** A fault of the emulator's own: the contact is ended, and others go on. */
  private fail(sentence: string): void {
    this.contact.record({
      time: this.services.clock.now(),
      contactId: this.contact.id,
      flow: this.frame.flow.name,
      flowId: this.frame.flow.id,
      action: this.current ?? "",
      type: "",
      parameters: {},
      result: "internal error",
      warnings: [sentence],
    });
    this.contact.end("SYSTEM_ERROR");
  }

  private record(
    action: FlowAction,
    parameters: Readonly<Record<string, unknown>>,
    result: string,
    branch: Branch | undefined,
    warnings: readonly string[],
  ): void {
    this.contact.record({
      time: this.services.clock.now(),
      contactId: this.contact.id,
      flow: this.frame.flow.name,
      flowId: this.frame.flow.id,
      action: action.identifier,
      type: action.type,
      parameters,
      result,
      branch,
      warnings,
    });
  }

  private readonly lookup: Lookup = (path) => valueAtPath(path, { contact: this.contact, ...this.frame });
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
