import * as v from "valibot";
import { type Matcher, matcherSchema, messageSchemaBeside, type TextMatcher, textMatcherSchema } from "./matcher.js";
import { about, exactly, named, refusing, someText, text } from "./schema.js";

export const eventNames = ["joined", "left", "typing", "delivered", "read", "ended"] as const;
export type EventName = (typeof eventNames)[number];

/** Something that happens in the chat; `role` tells by whom. */
export interface EventMatcher {
  readonly event: EventName;
  readonly role?: string;
}

/** An interactive message: its template, its title, and elements by their titles, in any order. */
export interface InteractiveMatcher {
  readonly interactive: {
    readonly template?: string;
    readonly title?: TextMatcher;
    readonly elements?: readonly TextMatcher[];
  };
}

/** A file that somebody sends, by its name. */
export interface AttachmentMatcher {
  readonly attachment: TextMatcher;
}

/** What becomes of the contact. `flow` is known to the emulator alone. */
export interface ContactMatcher {
  readonly attributes?: Readonly<Record<string, TextMatcher>>;
  /** The name of the queue that it waits in. */
  readonly queue?: TextMatcher;
  /** The name of a flow that it came to. */
  readonly flow?: TextMatcher;
}

/** What must be seen: a message, an event, or a state of the contact. */
export type Expectation = Matcher | EventMatcher | InteractiveMatcher | AttachmentMatcher | ContactMatcher;

const event = exactly({
  event: about(
    "Something that happens in the chat; `ended` is its end.",
    v.picklist(eventNames, `Expected one of ${eventNames.join(", ")}`),
  ),
  role: v.optional(about("By whom: CUSTOMER, AGENT, …", someText)),
});
const interactive = exactly({
  interactive: exactly({
    template: v.optional(about("ListPicker, TimePicker, Panel, QuickReply, Carousel or ViewResource.", someText)),
    title: v.optional(about("Of a view its id.", textMatcherSchema)),
    elements: v.optional(
      about(
        "Titles of elements that it has, in any order; there may be others.",
        v.array(textMatcherSchema, "Expected a list"),
      ),
    ),
  }),
});
const attachment = exactly({ attachment: about("The name of a file that somebody sends.", textMatcherSchema) });
/** What becomes of the contact. */
export const contactSchema = v.pipe(
  exactly({
    attributes: v.optional(about("The contact's attributes that matter.", named(text, textMatcherSchema))),
    queue: v.optional(about("The name of the queue that the contact waits in.", textMatcherSchema)),
    flow: v.optional(
      about("The name of a flow that the contact came to; only an emulator can tell.", textMatcherSchema),
    ),
  }),
  v.minEntries(1, "Expected attributes, queue or flow"),
);

const message = messageSchemaBeside(["event", "interactive", "attachment", "attributes", "queue", "flow"]);
const refusedList = refusing(() => "Expected one expectation, not a list; several stand under expectAll");

/** Chosen by its keys, so that a mistake is told in the words of what was meant. */
export const expectationSchema: v.GenericSchema<Expectation> = v.lazy((value) => {
  if (value === undefined) return v.union([matcherSchema, event, interactive, attachment, contactSchema]);
  return schemaFor(value);
}) as v.GenericSchema<Expectation>;

/** What is seen in the chat. */
export const seenSchema: v.GenericSchema<Expectation> = v.lazy((value) =>
  value === undefined ? v.union([matcherSchema, event, interactive, attachment]) : schemaFor(value),
) as v.GenericSchema<Expectation>;

function schemaFor(value: unknown): v.GenericSchema {
  if (typeof value !== "object" || value === null) return matcherSchema;
  if (Array.isArray(value)) return refusedList;
  if ("event" in value) return event;
  if ("interactive" in value) return interactive;
  if ("attachment" in value) return attachment;
  if (isContactMatcher(value)) return contactSchema;
  return "contains" in value || "pattern" in value ? matcherSchema : message;
}

export function isContactMatcher(value: object): value is ContactMatcher {
  return "attributes" in value || "queue" in value || "flow" in value;
}

export function isEventMatcher(value: object): value is EventMatcher {
  return "event" in value;
}

export function isInteractiveMatcher(value: object): value is InteractiveMatcher {
  return "interactive" in value;
}

export function isAttachmentMatcher(value: object): value is AttachmentMatcher {
  return "attachment" in value;
}
