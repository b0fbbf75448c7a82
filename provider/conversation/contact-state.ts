import type { ContactMatcher } from "./expectation.js";
import { type TextMatcher, textDifferences, textMatches } from "./matcher.js";
import type { ContactState } from "./target.js";

/** What keeps a contact from being as expected, a sentence each; empty when it is. */
export function contactDifferences({ attributes = {}, queue, flow }: ContactMatcher, state: ContactState): string[] {
  return [
    ...Object.entries(attributes).flatMap(([name, matcher]) => attributeDifferences(name, matcher, state.attributes)),
    ...(queue === undefined ? [] : queueDifferences(queue, state.queue)),
    ...(flow === undefined ? [] : flowDifferences(flow, state.flows ?? [])),
  ];
}

function attributeDifferences(
  name: string,
  matcher: TextMatcher,
  attributes: ContactState["attributes"] = {},
): string[] {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (value !== undefined) return textDifferences(`the attribute ${name}`, matcher, value);
  const known = Object.keys(attributes).join(", ") || "none";
  return [`the contact has no attribute ${name}; there are ${known}`];
}

function queueDifferences(matcher: TextMatcher, queue: string | undefined): string[] {
  return queue === undefined ? ["the contact is in no queue"] : textDifferences("the queue", matcher, queue);
}

function flowDifferences(matcher: TextMatcher, flows: readonly string[]): string[] {
  if (flows.some((name) => textMatches(matcher, name))) return [];
  return [`the contact came to no flow ${JSON.stringify(matcher)}, only to ${flows.join(", ")}`];
}
