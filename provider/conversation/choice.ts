import type { ChatItem } from "../chat/item.js";
import { quoted } from "./difference.js";
import { type InteractiveElement, interactiveParts, interactiveType } from "./judge.js";
import { textMatches } from "./matcher.js";
import type { Choice } from "./step.js";

/** What the customer's client sends for a choice. */
export interface Answer {
  readonly content: string;
  readonly contentType: string;
}

/** Why a message cannot be answered so. */
export interface NoAnswer {
  readonly problem: string;
  readonly expected: string;
  readonly actual: string;
}

const paging = ["SHOW_MORE", "PREVIOUS_OPTIONS"];
const view = "ViewResource";

/** The answer of a customer who chooses so, as Amazon Connect's own chat window sends it. */
export function answerTo(message: ChatItem, choice: Choice): Answer | NoAnswer {
  const parts = interactiveParts(message);
  const { template, elements } = parts;
  const not = (problem: string): NoAnswer => ({
    problem,
    expected: typeof choice === "string" ? quoted(choice) : JSON.stringify(choice),
    actual: `${template} ${elements.length === 0 ? quoted(parts.title) : elements.map(shown).join(", ")}`,
  });
  if (typeof choice === "object" && "action" in choice) {
    if (template !== view) return not("The interactive message is no view; an element is chosen by its title.");
    const answer = { action: choice.action, data: choice.data ?? {}, templateType: view, version: "1.0" };
    return response(answer);
  }
  if (template === view) return not("The interactive message is a view, which is answered with { action, data }.");
  const wanted = typeof choice === "string" ? { element: choice } : choice;
  const found = elements.filter((element) => isMeant(element, wanted));
  const [only, another] = found;
  if (!only) return not(`The interactive message has no element ${quoted(wanted.element)}.`);
  if (another && new Set(found.map((element) => element.list?.templateIdentifier)).size > 1) {
    return not(`The interactive message has ${found.length} elements ${quoted(wanted.element)}; name its list.`);
  }
  if (only.entry.type === "hyperlink") return not(`${quoted(only.title)} is a link, for which a client sends nothing.`);
  return chosen(only, parts);
}

function isMeant({ title, list }: InteractiveElement, wanted: { readonly element: string; readonly list?: string }) {
  if (!textMatches(wanted.element, title)) return false;
  return wanted.list === undefined || (list !== undefined && textMatches(wanted.list, list.title));
}

function chosen({ title, list, entry }: InteractiveElement, { template, inner }: ReturnType<typeof interactiveParts>) {
  const { actionDetail: action } = entry;
  if (typeof action === "string" && paging.includes(action)) {
    const { preIndex, nextIndex, listId, referenceId } = inner;
    const data = { actionName: action, preIndex, nextIndex, listId, templateType: template, referenceId };
    return response({ version: "1.0", data, action });
  }
  if (!list) return { content: title, contentType: "text/plain" };
  const { templateIdentifier, title: listTitle } = list;
  return {
    content: JSON.stringify({ templateIdentifier, listTitle, selectionText: title }),
    contentType: "text/plain",
  };
}

function response(answer: object): Answer {
  return { content: JSON.stringify(answer), contentType: `${interactiveType}.response` };
}

function shown({ title, list }: InteractiveElement): string {
  return list ? `${quoted(title)} of ${quoted(list.title)}` : quoted(title);
}
