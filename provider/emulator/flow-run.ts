import type { FlowType } from "../flow/action-type.js";
import { actionTypes as languageTypes } from "../flow/action-types.js";
import { type Branch, branchOf, type Outcome, operators } from "../flow/branch.js";
import type { FlowAction, FlowDocument } from "../flow/document.js";
import { type Lookup, pathOf, resolveParameters, resolveText, valueAt } from "../flow/reference.js";
import { actionTypes } from "./actions/index.js";
import type { Cases } from "./cases.js";
import type { ChatLife } from "./chat-life.js";
import type { Clock } from "./clock.js";
import type { Contact, TargetQueue } from "./contact.js";
import type { CustomerProfiles } from "./customer-profiles.js";
import { Guard, type Place } from "./guard.js";
import type { Identifiers } from "./identifiers.js";
import type { Flow, FlowModule, Instance } from "./instance.js";
import { forgetFlow, forgetFunctions, type Memory, valueAtPath } from "./memory.js";
import type { Behaviour } from "./options.js";
import { textOf } from "./record.js";
import type { TraceRecord } from "./trace.js";
import type { ViewTokens } from "./view-tokens.js";

/** What an action does to the run: an outcome that chooses a branch, or one of the ways to leave the sequence. */
export type Effect =
  | Outcome
  /**
   * Goes on when `resume` is called; what `begin` answers stops the waiting. What `works`, at the time that it goes on,
   * has waited for no time and for nobody: an endless loop of it is one.
   */
  | {
      readonly kind: "wait";
      readonly begin: (resume: (outcome: Outcome) => void) => () => void;
      readonly works?: () => boolean;
    }
  /** Goes on with the result `Continue`, and when the time is over, from wherever it is, with `WaitCompleted`. */
  | { readonly kind: "meanwhile"; readonly milliseconds: number }
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
  /** For callbacks that come later: an exception in one ends this contact alone. */
  readonly guard: Guard;
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
  readonly flow: { readonly id: string; readonly name: string; readonly type: string; readonly document: FlowDocument };
  readonly memory: Memory;
  readonly flowAttributes: Map<string, string>;
  readonly caller?: { readonly action: FlowAction; readonly parameters: Readonly<Record<string, unknown>> };
}

const mostModules = 5;
/** Parameters that keep the JSON types of what they refer to; every other one is text. */
const structured: ReadonlySet<string> = new Set(["ViewData", "Input", "ResultData"]);

/** What a flow that runs in a part is, whatever its export says, which is mostly nothing. */
const typeOfPart: Readonly<Partial<Record<FlowPart, FlowType>>> = {
  customerQueue: "CUSTOMER_QUEUE",
  agentWhisper: "AGENT_WHISPER",
  customerWhisper: "CUSTOMER_WHISPER",
};

/** Types that go elsewhere when they succeed. */
const leaving: ReadonlySet<string> = new Set([
  "InvokeFlowModule",
  ...[...languageTypes].flatMap(([type, { success }]) => (success === "leaves" || success === "ends" ? [type] : [])),
]);

/** Runs a flow of a contact, action by action, until it waits, leaves or ends. Holds no timer of its own. */
export class FlowRun {
  private readonly frames: Frame[];
  private readonly guard: Guard;
  private readonly services: RunServices;
  private current: string | undefined;
  /** The action that ran last, for what goes wrong. */
  private last: FlowAction | undefined;
  private stopWaiting: (() => void) | undefined;
  /** A Wait that is not over although the flow goes on, and how many frames there were then. */
  private meanwhile: { readonly depth: number; readonly cancel: () => void } | undefined;
  private actionsSinceWait = 0;
  private stopped = false;
  private interruption = "";

  /** `over` is called once, when the flow has ended by itself. */
  constructor(
    flow: Flow,
    private readonly contact: Contact,
    private readonly part: FlowPart,
    private readonly life: ChatLife,
    services: RunServices,
    private readonly over: () => void,
    memory: Memory = contact.memory,
  ) {
    this.frames = [{ flow, memory, flowAttributes: new Map() }];
    this.guard = new Guard(contact.chat, () => this.place());
    this.services = { ...services, clock: this.guard.clock };
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
    this.endMeanwhile();
    this.interrupt(why);
  }

  private get frame(): Frame {
    return this.frames[this.frames.length - 1] as Frame;
  }

  private proceed(): void {
    while (this.current !== undefined && !this.stopped) {
      const action = this.frame.flow.document.actions.get(this.current);
      if (!action) return void this.guard.fail(`The flow ${this.frame.flow.name} has no action ${this.current}.`);
      this.last = action;
      if (this.actionsSinceWait++ >= this.services.behaviour.actionsWithoutWait) return void this.endLoop(action);
      this.current = undefined;
      try {
        this.run(action);
      } catch (error) {
        return void this.guard.fail(error);
      }
    }
  }

  private run(action: FlowAction): void {
    const { parameters, warnings } = this.resolved(action);
    const illegal = this.illegality(action);
    if (illegal) warnings.push(illegal);
    const effect =
      this.stubbed(action, parameters, warnings) ??
      (illegal && this.services.behaviour.illegalAction === "error branch"
        ? { kind: "error", errorType: "NoMatchingError" }
        : this.effectOf(action, parameters, warnings));
    switch (effect.kind) {
      case "wait":
        return void this.wait(effect, action, parameters, warnings);
      case "transfer":
        this.record(action, parameters, `flow ${effect.flow.name}`, undefined, warnings);
        return void this.goTo(effect.flow);
      case "call":
        return void this.call(effect.module, effect.input, action, parameters, warnings);
      case "return":
        this.record(action, parameters, effect.result ?? "returned", undefined, warnings);
        return void this.comeBack(effect.result, effect.data);
      case "meanwhile":
        return void this.goOnMeanwhile(effect.milliseconds, action, parameters, warnings);
      case "moved":
        this.record(action, parameters, effect.result, undefined, warnings);
        this.stop("");
        return void this.life.moveTo(effect.target);
      case "finished":
        this.record(action, parameters, effect.result, undefined, warnings);
        return void (action.type === "EndFlowExecution" ? this.rest() : this.finish());
      default:
        this.leave(action, parameters, effect, warnings);
    }
  }

  private resolved({ parameters }: FlowAction): { parameters: Record<string, unknown>; warnings: string[] } {
    const missing: string[] = [];
    const entries = Object.entries(parameters).map(([name, value]) => [
      resolveParameters(name, this.lookup, missing),
      resolveParameters(value, this.lookup, missing, structured.has(name)),
    ]);
    return { parameters: Object.fromEntries(entries), warnings: [...new Set(missing)].map(missingValue) };
  }

  /** Why an action has no place in a flow of this type; `undefined` where it has one. */
  private illegality({ type }: FlowAction): string | undefined {
    const { flowTypes } = languageTypes.get(type) ?? {};
    const here = this.frames.length > 1 ? "MODULE" : (typeOfPart[this.part] ?? this.frame.flow.type);
    if (!flowTypes || flowTypes.some((flowType) => flowType === here)) return undefined;
    return `${type} is not for a flow of type ${here}: AWS publishes it in ${flowTypes.join(", ")} alone.`;
  }

  /** What the stub decides; the action is done all the same, unless it would leave the flow. */
  private stubbed(action: FlowAction, parameters: Record<string, unknown>, warnings: string[]): Outcome | undefined {
    const { identifier, type } = action;
    const decided = this.contact.chat.outcomes?.get(identifier);
    if (decided?.kind === "error") return decided;
    const outcome = decided ?? this.services.stub?.({ flow: this.frame.flow.name, identifier, type, parameters });
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
      guard: this.guard,
      ...this.services,
      value: (reference) => this.lookup(pathOf(reference) ?? []),
      warn: (sentence) => warnings.push(sentence),
    });
  }

  private wait(
    { begin, works = () => false }: Extract<Effect, { kind: "wait" }>,
    action: FlowAction,
    parameters: Record<string, unknown>,
    warnings: string[],
  ): void {
    let resumed = false;
    let begun = false;
    const resume = (outcome: Outcome) => {
      if (resumed || this.stopped) return;
      resumed = true;
      this.stopWaiting = undefined;
      this.leave(action, parameters, outcome, warnings);
      if (!begun) return;
      if (!works()) this.actionsSinceWait = 0;
      this.proceed();
    };
    const stop = begin(this.guard.callback(resume));
    begun = true;
    if (resumed) return;
    this.contact.pending = this.traceRecord(action, parameters, "waits", undefined, warnings);
    this.stopWaiting = () => {
      resumed = true;
      stop();
      this.record(action, parameters, this.interruption, undefined, warnings);
    };
    if (this.stopped) this.interrupt(this.interruption);
  }

  private interrupt(why: string): void {
    const stop = this.stopWaiting;
    this.stopWaiting = undefined;
    this.interruption = why;
    stop?.();
  }

  private goOnMeanwhile(
    milliseconds: number,
    action: FlowAction,
    parameters: Record<string, unknown>,
    warnings: string[],
  ): void {
    const depth = this.frames.length;
    this.endMeanwhile();
    const cancel = this.services.clock.after(milliseconds, "flow", () => {
      this.meanwhile = undefined;
      this.interrupt("the time of the Wait is over");
      this.frames.splice(depth);
      this.actionsSinceWait = 0;
      this.leave(action, parameters, { kind: "result", value: "WaitCompleted" }, []);
      this.proceed();
    });
    this.meanwhile = { depth, cancel };
    this.leave(action, parameters, { kind: "result", value: "Continue" }, warnings);
  }

  private endMeanwhile(): void {
    this.meanwhile?.cancel();
    this.meanwhile = undefined;
  }

  private goTo(flow: Flow): void {
    this.endMeanwhile();
    const [{ memory }] = this.frames as [Frame];
    if (this.frames.length > 1) forgetFunctions(memory);
    forgetFlow(memory);
    this.frames.splice(0, this.frames.length, { flow, memory, flowAttributes: new Map() });
    this.current = flow.document.startAction;
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
      flow: { id, name, type: "MODULE", document },
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
    if (this.meanwhile && this.meanwhile.depth > this.frames.length) this.endMeanwhile();
    const { memory } = this.frame;
    forgetFunctions(memory);
    const input = this.frames.length > 1 ? valueAt(memory.get("Modules"), ["Input"]) : undefined;
    memory.set("Modules", { Input: input, Result: result, ResultData: data });
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
        const nothing = missing.length > 0 && pathOf(operand) !== undefined;
        warnings.push(...missing.map(nothing ? missingOperand : missingValue));
        return nothing ? undefined : text;
      },
      missingEqualsNull: this.services.behaviour.missingEqualsNull,
    });
    warnings.push(...doubts(action, outcome, branch));
    this.record(action, parameters, resultOf(outcome), branch, warnings);
    if (branch) this.current = branch.nextAction;
    else this.rest();
  }

  /** The flow is over, unless it has come to the end of what it does during a Wait. */
  private rest(): void {
    if (!this.meanwhile) this.finish();
  }

  private finish(): void {
    if (this.stopped) return;
    this.stopped = true;
    this.current = undefined;
    this.endMeanwhile();
    this.over();
  }

  private endLoop(action: FlowAction): void {
    const { actionsWithoutWait } = this.services.behaviour;
    const sentence = `${actionsWithoutWait} actions ran without waiting for anything; the contact is ended.`;
    this.record(action, {}, "endless loop", undefined, [sentence]);
    this.contact.end("SYSTEM_ERROR");
  }

  private place(): Place {
    const { id, name } = this.frame.flow;
    return { flow: name, flowId: id, action: this.last?.identifier ?? "", type: this.last?.type ?? "" };
  }

  private record(
    action: FlowAction,
    parameters: Readonly<Record<string, unknown>>,
    result: string,
    branch: Branch | undefined,
    warnings: readonly string[],
  ): void {
    this.contact.pending = undefined;
    this.contact.record(this.traceRecord(action, parameters, result, branch, warnings));
  }

  private traceRecord(
    action: FlowAction,
    parameters: Readonly<Record<string, unknown>>,
    result: string,
    branch: Branch | undefined,
    warnings: readonly string[],
  ): TraceRecord {
    return {
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
    };
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
      return textOf(outcome.value);
  }
}

/** What no source settles about the way that an action is left by. */
function doubts(action: FlowAction, outcome: Outcome, branch: Branch | undefined): string[] {
  if (!branch) return ["No branch is declared for this; no source says what AWS does. The flow is over."];
  if (outcome.kind !== "result") return [];
  const unknown = action.transitions.conditions.filter(({ operator }) => !operators.has(operator));
  const filler = branch.kind === "next" && languageTypes.get(action.type)?.success === "result";
  return [
    ...unknown.map(({ operator }) => `There is no operator ${operator}; a condition with it is never true.`),
    ...(filler
      ? [
          `No condition is true, and NoMatchingCondition is not declared: NextAction is taken, which on ${action.type} is mostly filler. No source says what AWS does.`,
        ]
      : []),
  ];
}

function missingOperand(reference: string): string {
  return `${reference} has no value; no condition on it is true.`;
}

function missingValue(reference: string): string {
  return `${reference} has no value; it is read as empty.`;
}
