import type { Outcome } from "../../flow/branch.js";
import type { ActionContext, Effect } from "../flow-run.js";
import { contactFlowEvent } from "../lambda/event.js";
import { type InvocationResult, invoke } from "../lambda/invocation.js";
import { responseProblem } from "../lambda/response.js";
import { record, textOf } from "../record.js";

const mostSeconds = { synchronous: 8, asynchronous: 60 };
/** Where none is given, which the service does not publish. */
const defaultSeconds = 3;
/** Functions in a row, without a block that a participant hears of. */
const mostSecondsInARow = 20;

/**
 * Calls a Lambda function of the instance; `$.External` is its answer from then on. An exception, a late answer, one
 * that is too large or of another type than ResponseValidation says, and 20 s of functions in a row take the error branch.
 */
export function InvokeLambdaFunction(context: ActionContext): Effect {
  const { parameters, contact, instance, clock, guard, identifiers, memory, warn } = context;
  const { LambdaFunctionARN: arn, InvocationType, InvocationTimeLimitSeconds: limit = defaultSeconds } = parameters;
  const lambda = typeof arn === "string" && arn !== "" ? instance.lambda.find(arn) : undefined;
  const asynchronous = InvocationType === "ASYNCHRONOUS";
  const most = asynchronous ? mostSeconds.asynchronous : mostSeconds.synchronous;
  const limitSeconds = Math.min(Number(textOf(limit)), most);
  const fail = (reason: string): Outcome => {
    warn(reason);
    return { kind: "error", errorType: "NoMatchingError" };
  };
  if (!lambda) return fail(`The instance has no Lambda function ${textOf(arn)}.`);
  if (!(limitSeconds >= 1)) return fail(`InvocationTimeLimitSeconds must be from 1 to ${most}.`);
  const type = textOf(record(parameters.ResponseValidation).ResponseType ?? "STRING_MAP");
  const outcomeOf = (result: InvocationResult): Outcome => {
    if ("failure" in result) return fail(result.failure);
    const problem = responseProblem(result.response, type);
    if (problem) return fail(problem);
    memory.set("External", result.response);
    memory.set("LambdaInvocation", { ...record(memory.get("LambdaInvocation")), ResultData: result.response });
    return { kind: "success" };
  };
  const invocation = {
    lambda,
    chat: contact.chat,
    event: contactFlowEvent(contact, record(parameters.LambdaInvocationAttributes)),
    limitSeconds,
    identifiers,
  };
  if (asynchronous) {
    memory.set("LambdaInvocation", { InvocationId: identifiers.id() });
    warn("No source says when the answer of an asynchronous call can be read; here it is as soon as it has come.");
    contact.onEnd(
      invoke(
        invocation,
        guard.callback((result) => void outcomeOf(result)),
      ),
    );
    return { kind: "success" };
  }
  const spent = contact.lambdaSeconds;
  if (spent >= mostSecondsInARow)
    return fail(`Functions in a row have taken ${mostSecondsInARow} s, which is all they have.`);
  return {
    kind: "wait",
    works: () => true,
    begin(resume) {
      const began = clock.now();
      const left = { ...invocation, limitSeconds: Math.min(limitSeconds, mostSecondsInARow - spent) };
      const answered = guard.callback((result: InvocationResult) => {
        contact.lambdaSeconds = spent + (clock.now() - began) / 1000;
        resume(outcomeOf(result));
      });
      return invoke(left, answered);
    },
  };
}
