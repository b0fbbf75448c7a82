import { chatPaths, says, waits } from "./chat-paths.js";
import type { LintedAction } from "./linted-flow.js";
import { named, type Rule } from "./rule.js";

const mostSeconds = 20;

/** Lambda functions one after the other. */
export const lambdaChain: readonly Rule[] = [
  {
    id: "long-lambda-chain",
    severity: "note",
    description: `Lambda functions one after the other, with nothing for the customer between, may take more than ${mostSeconds} s`,
    check(flow, report) {
      const { reached, from } = chatPaths(flow);
      const before = new Map<LintedAction, number>([...reached].map((action) => [action, 0]));
      const spent = (action: LintedAction) =>
        says(action) || waits(action) ? 0 : Math.min(mostSeconds + 1, (before.get(action) ?? 0) + secondsOf(action));
      const changed = [...reached];
      for (let action = changed.pop(); action; action = changed.pop()) {
        for (const { to, isFailure } of from(action)) {
          const seconds = isFailure ? 0 : spent(action);
          if (seconds <= (before.get(to) ?? 0)) continue;
          before.set(to, seconds);
          changed.push(to);
        }
      }
      for (const action of reached) {
        const seconds = before.get(action) ?? 0;
        if (secondsOf(action) === 0 || seconds > mostSeconds || seconds + secondsOf(action) <= mostSeconds) continue;
        report(
          action.typeSpan,
          `${named(action)} comes after Lambda functions that may take ${seconds} s, and may take ${secondsOf(action)} s itself; a chain without anything for the customer in it is cut at ${mostSeconds} s.`,
          "Lower their InvocationTimeLimitSeconds, or send a message between them.",
          action,
        );
      }
    },
  },
];

function secondsOf({ type, parameterValues }: LintedAction): number {
  if (type !== "InvokeLambdaFunction" || parameterValues.InvocationType === "ASYNCHRONOUS") return 0;
  const seconds = Number(parameterValues.InvocationTimeLimitSeconds);
  return Number.isInteger(seconds) && seconds > 0 ? seconds : 0;
}
