import type { Item } from "@aws-sdk/client-connectparticipant";
import type { Outcome } from "../../flow/branch.js";
import type { ActionContext, Effect } from "../flow-run.js";
import { interactiveResponse, responseProblems, sendInteractive } from "../interactive.js";
import { record, textOf } from "../record.js";

const mostBytes = 16_384;
const defaultSeconds = 900;

/**
 * Shows a view to the customer and waits for the answer: its action is the result, `$.Views` has action and data. An
 * answer that does not come in time takes `TimeLimitExceeded`; a chat that cannot show views takes the error branch.
 * With SensitiveDataConfiguration the transcript has the answer without its data.
 */
export function ShowView({
  parameters,
  contact,
  instance,
  clock,
  guard,
  memory,
  viewTokens,
  warn,
}: Pick<
  ActionContext,
  "parameters" | "contact" | "instance" | "clock" | "guard" | "memory" | "viewTokens" | "warn"
>): Effect {
  const { Id: id } = record(parameters.ViewResource);
  const view = typeof id === "string" && id !== "" ? instance.views.find(id) : undefined;
  const seconds = Number(textOf(parameters.InvocationTimeLimitSeconds ?? defaultSeconds));
  const viewData = parameters.ViewData ?? {};
  const fail = (reason: string): Effect => {
    warn(reason);
    return { kind: "error", errorType: "NoMatchingError" };
  };
  if (!view) return fail(`The instance has no view ${textOf(id)}.`);
  if (!(seconds >= 1)) return fail("InvocationTimeLimitSeconds must be a number of seconds.");
  const bytes = Buffer.byteLength(JSON.stringify(viewData));
  if (bytes > mostBytes) return fail(`ViewData has ${bytes} bytes; ${mostBytes} is the limit.`);
  const content = { viewId: view.id, viewToken: viewTokens.token(contact, view), viewData };
  const sent = sendInteractive(contact.chat, contact.system, {
    templateType: "ViewResource",
    version: "1.0",
    data: { content },
  });
  if ("problems" in sent) return fail(sent.problems.join(" "));
  contact.lambdaSeconds = 0;
  const hidden = hidesAnswer(parameters.SensitiveDataConfiguration);
  if (hidden) warn("No source says what a transcript has of a hidden answer; here its action without its data.");
  return {
    kind: "wait",
    begin(resume: (outcome: Outcome) => void) {
      const stop = () => {
        cancelTimer();
        stopListening();
      };
      const finish = (outcome: Outcome) => {
        stop();
        resume(outcome);
      };
      const cancelTimer = clock.after(seconds * 1000, "flow", () =>
        finish({ kind: "error", errorType: "TimeLimitExceeded" }),
      );
      const stopListening = guard.listen({
        said: (item, { role }) => {
          const answer = role === "CUSTOMER" ? answerIn(item) : undefined;
          if (!answer) return;
          if (hidden) item.Content = withoutData(item);
          memory.set("Views", { Action: answer.action, ViewResultData: answer.data });
          finish({ kind: "result", value: answer.action });
        },
      });
      return stop;
    },
  };
}

function hidesAnswer(configuration: unknown): boolean {
  const { HideResponseOn: places } = record(configuration);
  return Array.isArray(places) && places.includes("TRANSCRIPT");
}

/** Who listened has heard the answer already. */
function withoutData({ Content = "" }: Item): string {
  return JSON.stringify({ ...record(JSON.parse(Content)), data: {} });
}

/** The answer to a view; a message of another kind is none. */
function answerIn({
  ContentType,
  Content = "",
}: Item): { readonly action: string; readonly data: unknown } | undefined {
  if (ContentType !== interactiveResponse || responseProblems(Content).length > 0) return undefined;
  const { action, data = {}, templateType } = record(JSON.parse(Content));
  return templateType === "ViewResource" ? { action: textOf(action), data } : undefined;
}
