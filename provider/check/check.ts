import { paused } from "../chat/abort.js";
import { validatesParameters } from "../chat/aws-configuration.js";
import type { LeftContact } from "../chat/chat.js";
import { processSurroundings, type Surroundings } from "../chat/surroundings.js";
import type { ChatCheckError } from "../errors.js";
import { Attempt } from "./attempt.js";
import { CheckFailure } from "./failure.js";
import type { CheckInput } from "./input.js";
import type { CheckOutcome } from "./outcome.js";
import { planOf } from "./plan.js";
import type { StageEvent } from "./stages.js";

export interface CheckOptions {
  readonly surroundings?: Surroundings;
  /** Whether errors may quote what was said in the chat. Default true. */
  readonly quoteMessages?: boolean;
  /** Told of warnings, and of each attempt that is followed by another. */
  readonly say?: (sentence: string) => void;
  /** Told of each stage as it begins and as it is over. */
  readonly stage?: (event: StageEvent) => void;
  /** Leaves the contact open, whatever was found. Default false. */
  readonly keepOpen?: boolean;
  /** Told of the contact that was left open. */
  readonly left?: (contact: LeftContact) => void;
}

/** What a fresh deployment explains: roles and flows take a while to be seen everywhere. */
const worthAnotherAttempt = new Set(["NOT_FOUND", "FLOW_NOT_PUBLISHED", "ACCESS_DENIED"]);

/** Of people on a flow's ways the check knows nothing yet where the service did not let it look. */
function mayPass({ code, answer }: ChatCheckError): boolean {
  return worthAnotherAttempt.has(code) || (code === "MAY_REACH_PEOPLE" && answer !== undefined);
}

/**
 * Holds a flow to its promise: a chat is started, connected and subscribed inside the window, greets as expected,
 * and is ended, whatever happened. Throws `INVALID_INPUT` before any network call, or a `CheckFailure`.
 */
export async function runCheck(input: CheckInput, options: CheckOptions = {}): Promise<CheckOutcome> {
  const { surroundings = processSurroundings, quoteMessages = true, say = () => {}, keepOpen = false } = options;
  const plan = planOf(input, await validatesParameters(input?.profile, surroundings));
  for (const warning of plan.warnings) say(warning);
  const deadline = new AbortController();
  const clientToken = plan.request.ClientToken ?? surroundings.newId();
  const { stage, left } = options;
  const common = { plan, clientToken, surroundings, quoteMessages, keepOpen, left, stage };
  const newAttempt = () => new Attempt({ ...common, deadline: deadline.signal });
  let attempt = newAttempt();
  const stopTimer = surroundings.after(plan.timeoutSeconds * 1000, () => deadline.abort(attempt.timedOut()));
  const failed: string[] = [];
  try {
    for (;;) {
      try {
        const outcome = await attempt.run();
        return { ...outcome, verdict: [outcome.verdict, ...history(failed)].join(" ") };
      } catch (failure) {
        if (!(failure instanceof CheckFailure)) throw failure;
        failed.push(failure.reason.code);
        const last = failed.length > plan.retries || !mayPass(failure.reason);
        if (last || deadline.signal.aborted) throw failed.length > 1 ? failure.after(failed) : failure;
        say(
          `Attempt ${failed.length} of ${plan.retries + 1} failed with ${failure.reason.code}; the next is in ${plan.retryDelaySeconds} s.`,
        );
        if (!(await paused(plan.retryDelaySeconds * 1000, surroundings, deadline.signal))) throw failure.after(failed);
        attempt = newAttempt();
      }
    }
  } finally {
    stopTimer();
  }
}

function history(failed: readonly string[]): string[] {
  return failed.length === 0 ? [] : [`Attempts before: ${failed.join(", ")}.`];
}
