import type { Chat } from "../chat.js";
import type { Identifiers } from "../identifiers.js";
import type { LambdaFunction } from "../instance/resources.js";
import { writtenAnswer } from "./answer.js";
import { called, loadHandler } from "./handler.js";

/** How a call of a function came out. */
export type InvocationResult = { readonly response: unknown } | { readonly failure: string };

export interface Invocation {
  readonly lambda: Pick<LambdaFunction, "name" | "arn" | "definition">;
  readonly chat: Chat;
  readonly event: unknown;
  readonly limitSeconds: number;
  readonly identifiers: Identifiers;
}

/** A function that is throttled is called again so often, within its limit. */
const mostRetries = 3;

/** Calls a function, for no longer than its limit; the answer stops waiting for it. */
export function invoke(invocation: Invocation, done: (result: InvocationResult) => void): () => void {
  const { definition } = invocation.lambda;
  if ("handler" in definition) return callHandler(definition.handler, definition.environment, invocation, done);
  const { event, limitSeconds, chat } = invocation;
  const { clock } = chat;
  const written = writtenAnswer(definition, event);
  const failure = "failure" in written ? written.failure : undefined;
  const seconds = written.takesSeconds * (failure === "throttling" ? 1 + mostRetries : 1);
  const late = seconds > limitSeconds || failure === "timeout";
  if (late) return clock.after(limitSeconds * 1000, "flow", () => done({ failure: tooLate(limitSeconds) }));
  const result = "answer" in written ? { response: written.answer } : { failure: written.message };
  if (seconds > 0) return clock.after(seconds * 1000, "flow", () => done(result));
  done(result);
  return () => {};
}

/** The user's own code is real work: its limit is one of the clock's that only comes when it is due. */
function callHandler(
  handler: string,
  environment: Readonly<Record<string, string>> | undefined,
  { lambda, chat, event, limitSeconds, identifiers }: Invocation,
  done: (result: InvocationResult) => void,
): () => void {
  const { clock, instance } = chat;
  let over = false;
  chat.working += 1;
  const stop = () => {
    if (over) return;
    over = true;
    chat.working -= 1;
    cancel();
  };
  const finish = (result: InvocationResult) => {
    if (over) return;
    stop();
    done(result);
  };
  const deadline = clock.now() + limitSeconds * 1000;
  const cancel = clock.after(limitSeconds * 1000, "limit", () => finish({ failure: tooLate(limitSeconds) }));
  const [file = "", name = ""] = handler.split("#");
  const context = {
    functionName: lambda.name,
    invokedFunctionArn: lambda.arn,
    awsRequestId: identifiers.id(),
    getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()),
  };
  Object.assign(process.env, environment);
  loadHandler(instance.files.path(file), name)
    .then((loaded) => called(loaded, asJson(event), context))
    .then(asJson)
    .then(
      (response) => finish({ response }),
      (error: unknown) => finish({ failure: error instanceof Error ? error.message : String(error) }),
    );
  return stop;
}

/** As it is when it has gone over the network: without what JSON does not have. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? "null");
}

function tooLate(seconds: number): string {
  return `The function did not answer within ${seconds} s.`;
}
