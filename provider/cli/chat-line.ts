import type { Choice, Step } from "../conversation/step.js";

/** What the last message of the other side lets the customer choose from, by number. */
export type Offer =
  | { readonly kind: "elements"; readonly elements: readonly OfferedElement[] }
  | { readonly kind: "view"; readonly actions: readonly string[] };

/** An element of a message, with the title of the list of a carousel that it is in. */
export interface OfferedElement {
  readonly title: string;
  readonly list?: string;
}

/** What a customer does; it can be recorded as it is. */
export type Deed = Exclude<
  Step,
  | { readonly expect: unknown }
  | { readonly waitFor: unknown }
  | { readonly expectAll: unknown }
  | { readonly never: unknown }
>;

/** What somebody means by a line. */
export type Meaning =
  | { readonly deed: Deed }
  /** An empty line: go on to what the flow waits for. */
  | { readonly ask: "go on" | "help" | "quit" }
  /** What is wrong with it, in one sentence. */
  | { readonly problem: string };

export const helpLines = [
  "A line is sent as a message; one that begins with // is sent with one slash.",
  "NUMBER: chooses from the last message. Of a view NUMBER {JSON} sends form data, and a text answers it as free text.",
  "/attach FILE: sends a file.",
  "/typing: tells that you are typing.",
  "/wait SECONDS: lets time pass; on the emulator at once.",
  "An empty line: lets the emulator's time pass up to what the flow waits for.",
  "/reconnect: drops the connection and opens a new one.",
  "/leave: leaves the chat, which a disconnect flow may go on with.",
  "/quit, Ctrl-D or Ctrl-C: ends the contact.",
] as const;

const longestWait = 7 * 24 * 3600;

/** Reads a line; `offer` is what can be chosen from at that moment. */
export function meaningOf(line: string, offer?: Offer): Meaning {
  if (line.trim() === "") return { ask: "go on" };
  if (line.startsWith("//")) return sent(line.slice(1), offer);
  if (line.startsWith("/") && !line.includes("\n")) return commandOf(line);
  const [, number = "", data] = /^([1-9]\d{0,2})(?:\s+(\{.*))?$/s.exec(line) ?? [];
  if (!offer || number === "") return sent(line, offer);
  if (offer.kind === "view") return actionOf(offer.actions[Number(number) - 1], data, line, offer);
  const element = data === undefined ? offer.elements[Number(number) - 1] : undefined;
  return element?.title ? { deed: { choose: choiceOf(element, offer.elements) } } : sent(line, offer);
}

/** With its list, where the title alone would not tell which element is meant. */
function choiceOf({ title, list }: OfferedElement, elements: readonly OfferedElement[]): Choice {
  const isClear = elements.every((other) => other.title !== title || other.list === list);
  return isClear || !list ? title : { element: title, list };
}

/** While a view is shown, text answers it as Amazon Connect's own chat window does. */
function sent(text: string, offer: Offer | undefined): Meaning {
  if (offer?.kind !== "view") return { deed: { say: text } };
  return { deed: { choose: { action: " ", data: { content: text } } } };
}

function actionOf(action: string | undefined, data: string | undefined, line: string, offer: Offer): Meaning {
  if (action === undefined) return sent(line, offer);
  if (data === undefined) return { deed: { choose: { action } } };
  try {
    return { deed: { choose: { action, data: JSON.parse(data) as Extract<Choice, { action: unknown }>["data"] } } };
  } catch (error) {
    return { problem: `The form data is no JSON object: ${(error as Error).message}.` };
  }
}

function commandOf(line: string): Meaning {
  const [, name = "", rest = ""] = /^\/(\S*)\s*(.*?)\s*$/s.exec(line) ?? [];
  switch (name) {
    case "attach":
      return rest === "" ? { problem: "/attach needs a file." } : { deed: { attach: unquoted(rest) } };
    case "wait":
      return waitOf(rest);
    case "typing":
      return alone(name, rest, { deed: { type: true } });
    case "leave":
      return alone(name, rest, { deed: { leave: true } });
    case "reconnect":
      return alone(name, rest, { deed: { reconnect: true } });
    case "help":
    case "quit":
      return alone(name, rest, { ask: name });
  }
  return { problem: `There is no command /${name}; /help tells which there are, and // sends one slash.` };
}

function waitOf(written: string): Meaning {
  const seconds = Number(written);
  if (written === "" || !(seconds >= 0 && seconds <= longestWait)) {
    return { problem: `/wait needs a number of seconds, at most ${longestWait}.` };
  }
  return { deed: { pause: seconds } };
}

function alone(name: string, rest: string, meaning: Meaning): Meaning {
  return rest === "" ? meaning : { problem: `/${name} stands alone; // sends one slash.` };
}

function unquoted(path: string): string {
  return /^(["']).+\1$/.test(path) ? path.slice(1, -1) : path;
}
