/** What a flow is used for, in the words of the API; `MODULE` is a flow module, which has no flow type of its own. */
export type FlowType =
  | "CONTACT_FLOW"
  | "CUSTOMER_QUEUE"
  | "CUSTOMER_HOLD"
  | "CUSTOMER_WHISPER"
  | "AGENT_HOLD"
  | "AGENT_WHISPER"
  | "OUTBOUND_WHISPER"
  | "AGENT_TRANSFER"
  | "QUEUE_TRANSFER"
  | "CAMPAIGN"
  | "MODULE";

/**
 * What becomes of an action type on chat.
 * - `works`: does what it does on other channels
 * - `unseen`: succeeds, and the conversation does not show it
 * - `no effect`: succeeds, and sets what chat does not have
 * - `error branch`: takes its error branch at once
 * - `voice only`: the documentation says so, and no branch tells what becomes of a chat
 */
export type ChatSupport = "works" | "unseen" | "no effect" | "error branch" | "voice only";

/**
 * Where an action goes on when it has succeeded.
 * - `next`: a condition that is true, else `NextAction`
 * - `result`: always a condition or an error branch; `NextAction` is there because the service wants one
 * - `leaves`: another flow or the queue takes over; `NextAction` is there because the service wants one
 * - `ends`: nowhere, the flow is over
 */
export type AfterSuccess = "next" | "result" | "leaves" | "ends";

/**
 * Whether an error branch has to be declared.
 * - `required`: the service refuses to publish a flow without it
 * - `expected`: the service does without, and the customer then meets what nobody planned
 * - `allowed`: may be declared
 */
export type BranchNeed = "required" | "expected" | "allowed";

export interface ConditionRule {
  readonly operators: readonly string[];
  /** All results that there are; absent where the result is open. */
  readonly operands?: readonly string[];
  /** Operands that a condition has to test. */
  readonly required?: readonly string[];
  /** A parameter with a list of further operands that a condition has to test. */
  readonly requiredBy?: string;
  /** The fewest conditions that the service takes; default 0. */
  readonly least?: number;
}

interface ParameterBase {
  readonly required?: boolean;
  /** The console exports it, `CreateContactFlow` refuses it. */
  readonly consoleOnly?: boolean;
}

/** What a parameter may hold. References are dynamic values such as `$.Attributes.x`. */
export type Parameter = ParameterBase &
  (
    | { readonly kind: "any" }
    /** Static, dynamic, or text with references in it. */
    | { readonly kind: "text" }
    /** One whole reference, nothing static. */
    | { readonly kind: "reference" }
    | { readonly kind: "choice"; readonly values: readonly string[]; readonly dynamic?: boolean }
    /** A whole number, both limits included; infinite where no source has one. */
    | { readonly kind: "number"; readonly least: number; readonly most: number; readonly dynamic?: boolean }
    | { readonly kind: "map"; readonly keys?: readonly string[]; readonly most?: number }
    | { readonly kind: "list"; readonly of?: readonly string[]; readonly least?: number }
    | ({ readonly kind: "object" } & Parameters)
  );

/** Parameters of which so many have to be there. */
export interface Alternatives {
  readonly need: "exactly one" | "at least one" | "at most one";
  readonly names: readonly string[];
}

export interface Parameters {
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly alternatives?: readonly Alternatives[];
}

export interface ActionForm extends Parameters {
  readonly success: AfterSuccess;
  /** Absent where conditions are refused. */
  readonly conditions?: ConditionRule;
  /** Every error branch that the type may declare. */
  readonly errors: Readonly<Record<string, BranchNeed>>;
}

export interface ActionType extends ActionForm {
  /** What the console calls the block. */
  readonly block: string;
  readonly chat: ChatSupport;
  /** Which error a chat takes, for `error branch`; default `NoMatchingError`. */
  readonly chatError?: string;
  /** Parameters, dotted, whose presence makes a chat take an error branch, and which. */
  readonly chatErrors?: Readonly<Record<string, string>>;
  /** Whether the flow pauses here until something happens or time has passed. */
  readonly waits?: boolean;
  /** Whether the service takes it without a `NextAction`; default no. */
  readonly nextOptional?: boolean;
  /** Absent where every flow type may hold it. */
  readonly flowTypes?: readonly FlowType[];
  /** Whether no source names all of its parameters and errors. */
  readonly open?: boolean;
  /** Other demands, by the value of a parameter, or by its presence; the first that fits holds. */
  readonly variants?: readonly Variant[];
}

export interface Variant {
  readonly parameter: string;
  /** One of these, in any case of letters; absent for any value at all. */
  readonly values?: readonly string[];
  readonly form: Partial<ActionForm>;
}

/** The demands on an action with these parameters. */
export function formOf(type: ActionType, parameters: Readonly<Record<string, unknown>>): ActionForm {
  const variant = type.variants?.find(({ parameter, values }) => {
    const value = Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined;
    if (!values) return value !== undefined;
    return values.some((one) => one.toLowerCase() === String(value).toLowerCase());
  });
  return variant ? { ...type, ...variant.form } : type;
}

/** The error that an action with these parameters takes on chat, whatever happens; `undefined` if it does not. */
export function chatErrorOf(type: ActionType, parameters: Readonly<Record<string, unknown>>): string | undefined {
  if (type.chat === "error branch") return type.chatError ?? "NoMatchingError";
  return Object.entries(type.chatErrors ?? {}).find(([path]) => present(parameters, path.split(".")))?.[1];
}

function present(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
  return present((value as Record<string, unknown>)[key], rest);
}
