import { valueAt } from "../../flow/reference.js";
import { textMatches } from "../agent-session.js";
import type { LambdaDefinition, TextMatcher } from "../instance/definition.js";
import { textOf } from "../record.js";

/** What a function of the instance file does: an answer or a failure, after so many seconds. */
export type WrittenAnswer = { readonly takesSeconds: number } & (
  | { readonly answer: unknown }
  | { readonly failure: "exception" | "timeout" | "throttling"; readonly message: string }
);

type Answering = Exclude<LambdaDefinition, { handler: string }>;
type Answer = Extract<Answering, { answers: unknown }>["answers"][number];

/** The answer that is written for an event, of a flow or of a bot: the first whose condition holds. */
export function writtenAnswer(definition: Answering, event: unknown): WrittenAnswer {
  if (!("answers" in definition)) return of(definition);
  const found = definition.answers.find((answer) => holds(answer.when, event));
  return found ? of(found) : { takesSeconds: 0, failure: "exception", message: "No answer is written for this event." };
}

function of(entry: Answer | Exclude<Answering, { answers: unknown }>): WrittenAnswer {
  const { takesSeconds = 0 } = entry;
  if ("answer" in entry) return { takesSeconds, answer: entry.answer };
  const { error } = entry;
  if (typeof error === "string") return { takesSeconds, failure: error, message: error };
  return { takesSeconds, failure: "exception", message: `${error.type ?? "Error"}: ${error.message}` };
}

function holds(when: Answer["when"], event: unknown): boolean {
  const { parameters = {}, attributes = {}, event: paths = {} } = when ?? {};
  return (
    every(parameters, (name) => valueAt(event, ["Details", "Parameters", name])) &&
    every(attributes, (name) => valueAt(event, ["Details", "ContactData", "Attributes", name])) &&
    every(paths, (path) => valueAt(event, path.split(".")))
  );
}

function every(matchers: Readonly<Record<string, TextMatcher>>, valueOfName: (name: string) => unknown): boolean {
  return Object.entries(matchers).every(([name, matcher]) => {
    const value = valueOfName(name);
    return value !== undefined && value !== null && textMatches(matcher, textOf(value));
  });
}
