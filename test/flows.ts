/** Flows for tests, in the words of the flow language. */

export interface ActionJson {
  readonly Identifier: string;
  readonly Type: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Transitions: Readonly<Record<string, unknown>>;
}

/** A flow that starts with its first action; to be given to the emulator as it is. */
export function flow(name: string, ...actions: readonly ActionJson[]) {
  return {
    name,
    content: { Version: "2019-10-30", StartAction: actions[0]?.Identifier, Metadata: {}, Actions: actions },
  };
}

export function action(
  identifier: string,
  type: string,
  parameters: Readonly<Record<string, unknown>> = {},
  transitions: {
    readonly next?: string;
    /** Target by `Equals` operand, or by `Operator operand`. */
    readonly when?: Readonly<Record<string, string>>;
    /** Target by error type. */
    readonly errors?: Readonly<Record<string, string>>;
  } = {},
): ActionJson {
  const { next, when = {}, errors = {} } = transitions;
  return {
    Identifier: identifier,
    Type: type,
    Parameters: parameters,
    Transitions: {
      ...(next === undefined ? {} : { NextAction: next }),
      Conditions: Object.entries(when).map(([key, target]) => {
        const [operator, operand] = /^(?:Number|Text|Key)\w+ /.test(key) ? key.split(/ (.*)/s) : ["Equals", key];
        return { NextAction: target, Condition: { Operator: operator, Operands: [operand] } };
      }),
      Errors: Object.entries(errors).map(([errorType, target]) => ({ NextAction: target, ErrorType: errorType })),
    },
  };
}

export const say = (identifier: string, text: string, next: string) =>
  action(identifier, "MessageParticipant", { Text: text }, { next, errors: { NoMatchingError: next } });

export const wait = (identifier: string, seconds: number, next: string) =>
  action(
    identifier,
    "Wait",
    { TimeLimitSeconds: String(seconds), Events: ["CustomerReturned"] },
    { next, when: { WaitCompleted: next, CustomerReturned: next }, errors: { NoMatchingError: next } },
  );

export const disconnect = (identifier = "end") => action(identifier, "DisconnectParticipant");

/** Greets and waits for an hour: a chat that stays open. */
export const greeting = (name = "greeting", text = "Hello") =>
  flow(name, say("hello", text, "wait"), wait("wait", 3600, "end"), disconnect());

/** Greets, and leaves its chats to the agents of a queue. */
export const queued = () =>
  flow(
    "queued",
    say("hello", "Hello", "to-queue"),
    action("to-queue", "TransferContactToQueue", {}, { next: "end", errors: { NoMatchingError: "end" } }),
    disconnect(),
  );
