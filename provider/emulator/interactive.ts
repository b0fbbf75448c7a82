import type { Item } from "@aws-sdk/client-connectparticipant";
import type { Chat } from "./chat.js";
import type { Participant } from "./participant.js";

export const interactiveMessage = "application/vnd.amazonaws.connect.message.interactive";
export const interactiveResponse = `${interactiveMessage}.response`;

const mostBytes = 20 * 1024;

/** Sends an interactive message of a flow, a bot or an agent; answers why not, where it cannot be sent. */
export function sendInteractive(
  chat: Chat,
  from: Participant,
  message: string | object,
): { readonly item: Item } | { readonly problems: readonly string[] } {
  const content = typeof message === "string" ? message : JSON.stringify(message);
  const problems = interactiveProblems(content, chat.behaviour.listPickerElements);
  if (!chat.request.SupportedMessagingContentTypes?.includes(interactiveMessage)) {
    problems.unshift(`The chat was started without ${interactiveMessage} in SupportedMessagingContentTypes.`);
  }
  return problems.length > 0 ? { problems } : { item: chat.say(from, interactiveMessage, content) };
}

/** Sentences on what keeps a content from being one of the templates that Amazon Connect has for web chat. */
export function interactiveProblems(content: string, listPickerElements = 10): string[] {
  const bytes = Buffer.byteLength(content);
  if (bytes >= mostBytes) return [`The interactive message has ${bytes} bytes; it must have fewer than ${mostBytes}.`];
  const message = parsed(content);
  if (!isRecord(message)) return ["The interactive message is not a JSON object."];
  return templateProblems(message, "", { ...templates, ListPicker: elements("elements", 1, listPickerElements) });
}

/** Sentences on what keeps a content from being the answer of a client to an interactive message. */
export function responseProblems(content: string): string[] {
  const response = parsed(content);
  if (!isRecord(response)) return ["The interactive response is not a JSON object."];
  const problems = texts(response, "", ["action"]);
  if (response.data !== undefined && !isRecord(response.data)) problems.push("data must be an object.");
  return problems;
}

type Check = (content: Record<string, unknown>, at: string, templates: Templates) => string[];
type Templates = Readonly<Record<string, Check>>;

const templates: Templates = {
  Panel: elements("elements", 1, 10),
  QuickReply: elements("elements", 2, 10),
  TimePicker: (content, at) => [
    ...texts(content, at, ["title"]),
    ...entries(content, at, "timeslots", 1, 40, slotProblems),
    ...locationProblems(content.location, `${at}location`),
  ],
  Carousel: (content, at, all) => [
    ...texts(content, at, ["title"]),
    ...entries(content, at, "elements", 2, 5, (element, where) => [
      ...texts(element, where, ["templateIdentifier"]),
      ...templateProblems(element, where, inCarousel(all)),
    ]),
  ],
  ViewResource: (content, at) => [
    ...texts(content, at, ["viewId", "viewToken"]),
    ...(content.viewData === undefined || typeof content.viewData === "string" || isRecord(content.viewData)
      ? []
      : [`${at}viewData must be an object or a text.`]),
  ],
};

function inCarousel({ ListPicker, Panel }: Templates): Templates {
  return Object.fromEntries(Object.entries({ ListPicker, Panel }).filter(([, check]) => check)) as Templates;
}

function templateProblems(message: Record<string, unknown>, at: string, known: Templates): string[] {
  const { templateType, data } = message;
  const problems = texts(message, at, ["version"]);
  const check = typeof templateType === "string" && Object.hasOwn(known, templateType) && known[templateType];
  if (!check) problems.push(`${at}templateType must be one of ${Object.keys(known).join(", ")}.`);
  if (!isRecord(data) || !isRecord(data.content)) problems.push(`${at}data.content must be an object.`);
  else if (check) problems.push(...check(data.content, `${at}data.content.`, known));
  if (isRecord(data) && data.replyMessage !== undefined) {
    problems.push(...headProblems(data.replyMessage, `${at}data.replyMessage`));
  }
  return problems;
}

function elements(name: string, least: number, most: number): Check {
  return (content, at) => [
    ...headProblems(content, at.slice(0, -1)),
    ...entries(content, at, name, least, most, elementProblems),
  ];
}

function headProblems(head: unknown, at: string): string[] {
  if (!isRecord(head)) return [`${at} must be an object.`];
  const { imageType } = head;
  const image = imageType === undefined || imageType === "URL" ? [] : [`${at}.imageType must be URL.`];
  return [...texts(head, `${at}.`, ["title"]), ...image];
}

const pages = ["SHOW_MORE", "PREVIOUS_OPTIONS"];

function elementProblems(element: Record<string, unknown>, at: string): string[] {
  const { type, actionDetail } = element;
  const problems = headProblems(element, at.slice(0, -1));
  if (type === "hyperlink") problems.push(...texts(element, at, ["url"]));
  if (actionDetail !== undefined && !pages.includes(String(actionDetail))) {
    problems.push(`${at}actionDetail must be one of ${pages.join(", ")}.`);
  }
  return problems;
}

function slotProblems({ date, duration }: Record<string, unknown>, at: string): string[] {
  const problems: string[] = [];
  if (typeof date !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)$/.test(date)) {
    problems.push(`${at}date must be a time such as 2020-10-31T17:00+00:00.`);
  }
  if (typeof duration !== "number" || !(duration > 0)) problems.push(`${at}duration must be a number of minutes.`);
  return problems;
}

function locationProblems(location: unknown, at: string): string[] {
  if (location === undefined) return [];
  if (!isRecord(location)) return [`${at} must be an object.`];
  const numbers = ["latitude", "longitude"].filter((name) => typeof location[name] !== "number");
  return [...numbers.map((name) => `${at}.${name} must be a number.`), ...texts(location, `${at}.`, ["title"])];
}

function entries(
  content: Record<string, unknown>,
  at: string,
  name: string,
  least: number,
  most: number,
  check: (entry: Record<string, unknown>, at: string) => string[],
): string[] {
  const list = content[name];
  if (!Array.isArray(list)) return [`${at}${name} must be a list.`];
  const size = list.length < least || list.length > most;
  return [
    ...(size ? [`${at}${name} must have ${least} to ${most} entries, not ${list.length}.`] : []),
    ...list.flatMap((entry: unknown, index) => {
      const where = `${at}${name}[${index}]`;
      return isRecord(entry) ? check(entry, `${where}.`) : [`${where} must be an object.`];
    }),
  ];
}

function texts(value: Record<string, unknown>, at: string, names: readonly string[]): string[] {
  return names
    .filter((name) => typeof value[name] !== "string" || value[name] === "")
    .map((name) => `${at}${name} must be a text that is not empty.`);
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
