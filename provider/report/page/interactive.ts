import { type Html, html } from "./html.js";

const interactive = "application/vnd.amazonaws.connect.message.interactive";

export function isInteractive(contentType: string): boolean {
  return contentType === interactive || contentType === `${interactive}.response`;
}

type Json = Readonly<Record<string, unknown>>;

/** An interactive message as a card with what can be chosen, or what was chosen; what is no JSON, as it is. */
export function interactiveCard(contentType: string, content: string): Html {
  const message = parsed(content);
  if (!message) return html`<p class="said" dir="auto">${content}</p>`;
  return contentType === interactive ? templateCard(message) : responseCard(message);
}

const templateNames: Readonly<Record<string, string>> = {
  ListPicker: "List picker",
  TimePicker: "Time picker",
  QuickReply: "Quick reply",
  ViewResource: "View",
};

function templateCard(message: Json): Html {
  const template = textOf(message.templateType);
  const content = objectOf(objectOf(message.data).content);
  const lists = template === "Carousel" ? listOf(content.elements) : [];
  return html`<div class="interactive"><span class="kind">${templateNames[template] ?? template ?? "Interactive message"}</span>
${headMarkup(content)}
${template === "ViewResource" && viewMarkup(content)}
${template === "TimePicker" && choices(listOf(content.timeslots).map((slot) => [slotText(slot), ""]))}
${lists.length > 0 ? lists.map((list) => html`<div class="slide">${templateCard(list)}</div>`) : choices(listOf(content.elements).map((element) => [textOf(element.title), textOf(element.subtitle)]))}
</div>`;
}

function headMarkup({ title, subtitle, imageDescription, imageData, location }: Json): Html {
  const image = textOf(imageDescription) || textOf(imageData);
  return html`${textOf(title) !== "" && html`<p class="head" dir="auto">${textOf(title)}</p>`}${
    textOf(subtitle) !== "" && html`<p class="sub" dir="auto">${textOf(subtitle)}</p>`
  }${image !== "" && html`<p class="image">Picture: <bdi>${image}</bdi></p>`}${
    location !== undefined && html`<p class="sub" dir="auto">${textOf(objectOf(location).title)}</p>`
  }`;
}

function choices(entries: readonly (readonly [string, string])[]): Html | undefined {
  if (entries.length === 0) return undefined;
  return html`<ul class="choices">${entries.map(
    ([title, subtitle]) =>
      html`<li dir="auto">${title}${subtitle !== "" && html`<span class="sub">${subtitle}</span>`}</li>`,
  )}</ul>`;
}

function slotText({ date, duration }: Json): string {
  const time = textOf(date).replace("T", " ");
  return typeof duration === "number" ? `${time}, ${duration} min` : time;
}

function viewMarkup({ viewId, viewData }: Json): Html {
  const data = typeof viewData === "string" ? (parsed(viewData) ?? viewData) : viewData;
  return html`<p class="head"><bdi>${textOf(viewId).split("/").at(-1)}</bdi></p>${
    data !== undefined &&
    html`<details><summary>Data of the view</summary><pre dir="ltr">${JSON.stringify(data, null, 2)}</pre></details>`
  }`;
}

function responseCard({ action, data }: Json): Html {
  const entries = Object.entries(objectOf(data));
  return html`<div class="interactive"><span class="kind">Choice</span><p class="head" dir="auto">${textOf(action) || "(no action)"}</p>${
    entries.length > 0 &&
    html`<dl>${entries.map(([name, value]) => html`<dt dir="auto">${name}</dt><dd dir="auto">${typeof value === "string" ? value : JSON.stringify(value)}</dd>`)}</dl>`
  }</div>`;
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
