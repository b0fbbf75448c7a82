import { type JsonNode, memberOf, memberValue, plain, textOf } from "../json-tree.js";
import { pathOf } from "../reference.js";
import { isDynamic } from "./operands.js";
import { named, quoted, type Rule } from "./rule.js";

const mostText = 6000;
const mostBilled = 3000;
const mostInitialMessage = 1024;
const mostAttributes = 32_768;
const mostViewData = 16_384;
const mostInteractive = 20_480;

/** Texts and data beyond their limits, or not of their form. */
export const limits: readonly Rule[] = [
  {
    id: "text-too-long",
    severity: "warning",
    description: `A text has more than ${mostText} characters, or ${mostBilled} without tags; an initial message more than ${mostInitialMessage}`,
    check({ actions }, report) {
      for (const action of actions) {
        for (const { node, text, name } of messagesOf(action.parameters)) {
          const length = name === "InitialMessage" ? text.length : text.replace(/<[^<>]*>/g, "").length;
          const most = name === "InitialMessage" ? mostInitialMessage : mostBilled;
          if (text.length <= mostText && length <= most) continue;
          report(
            node,
            `${named(action)}: its ${name} has ${text.length} characters, ${text.length > mostText ? `and may have ${mostText}` : `${length} of which count, and ${most} may`}.`,
            "Send it in parts.",
            action,
          );
        }
      }
    },
  },
  {
    id: "attributes-too-large",
    severity: "warning",
    description: `The attributes that an action sets have more than ${mostAttributes} bytes`,
    check({ actions }, report) {
      for (const action of actions) {
        for (const name of ["Attributes", "FlowAttributes"]) {
          const member = memberOf(action.parameters, name);
          const bytes = member ? bytesOf(member.value) : 0;
          if (!member || bytes <= mostAttributes) continue;
          report(
            member.keySpan,
            `${named(action)} sets ${bytes} bytes of attributes; a contact may have ${mostAttributes}, and none of them is set.`,
            "Keep the data elsewhere, and set what points to it.",
            action,
          );
        }
      }
    },
  },
  {
    id: "view-data-too-large",
    severity: "warning",
    description: `The data of a view have more than ${mostViewData} bytes`,
    check({ actions }, report) {
      for (const action of actions) {
        const member = action.type === "ShowView" ? memberOf(action.parameters, "ViewData") : undefined;
        const bytes = member ? bytesOf(member.value) : 0;
        if (!member || bytes <= mostViewData) continue;
        report(
          member.keySpan,
          `${named(action)} gives its view ${bytes} bytes; ${mostViewData} are taken.`,
          "Show it in parts.",
          action,
        );
      }
    },
  },
  {
    id: "bad-attribute-key",
    severity: "warning",
    description: "The name of an attribute holds a full stop or a dollar sign, and no reference can read it",
    check({ actions }, report) {
      for (const action of actions) {
        for (const name of ["Attributes", "FlowAttributes"]) {
          const map = memberValue(action.parameters, name);
          for (const { key, keySpan } of map?.kind === "object" ? map.members : []) {
            if (!/[.$]/.test(key) || pathOf(key) || isDynamic(key)) continue;
            report(
              keySpan,
              `${named(action)} sets an attribute ${quoted(key)}; names may not hold a full stop or a dollar sign.`,
              `Write ${quoted(key.replace(/[.$]+/g, "_"))}.`,
              action,
            );
          }
        }
      }
    },
  },
  {
    id: "several-event-hooks",
    severity: "warning",
    description: "An action sets more than one event hook",
    check({ actions }, report) {
      for (const action of actions) {
        if (action.type !== "UpdateContactEventHooks") continue;
        const hooks = memberValue(action.parameters, "EventHooks");
        const second = hooks?.kind === "object" ? hooks.members[1] : undefined;
        if (!second) continue;
        report(
          second.keySpan,
          `${named(action)} sets more than one event hook; the documentation allows one for each action.`,
          "Set each with an action of its own.",
          action,
        );
      }
    },
  },
  {
    id: "broken-interactive-message",
    severity: "warning",
    description: "A text looks like an interactive message, and chat shows it as it is written",
    check({ actions }, report) {
      for (const action of actions) {
        const node = memberValue(action.parameters, "Text");
        const text = textOf(node)?.trim() ?? "";
        if (!node || !text.startsWith("{") || !text.includes("templateType") || isDynamic(text)) continue;
        const problem = interactiveProblem(text);
        if (problem)
          report(node, `${named(action)}: its Text is no interactive message: ${problem}.`, "Mend it.", action);
      }
    },
  },
];

interface Message {
  readonly name: string;
  readonly node: JsonNode;
  readonly text: string;
}

function messagesOf(parameters: JsonNode | undefined): Message[] {
  const direct = ["Text", "SSML"].map((name) => ({ name, node: memberValue(parameters, name) }));
  const list = memberValue(parameters, "Messages");
  const looped = (list?.kind === "array" ? list.items : []).flatMap((item) =>
    ["Text", "SSML"].map((name) => ({ name, node: memberValue(item, name) })),
  );
  const initial = {
    name: "InitialMessage",
    node: memberValue(memberValue(parameters, "LexInitializationData"), "InitialMessage"),
  };
  return [...direct, ...looped, initial].flatMap(({ name, node }) => {
    const text = textOf(node);
    return node && text !== undefined ? [{ name, node, text }] : [];
  });
}

function bytesOf(node: JsonNode): number {
  return new TextEncoder().encode(JSON.stringify(plain(node))).length;
}

const templates: ReadonlySet<unknown> = new Set([
  ...["ListPicker", "TimePicker", "Panel", "QuickReply", "Carousel", "ViewResource"],
  ...["AppleForm", "ApplePay", "AppleMessageExtension", "WhatsAppInteractiveList", "WhatsAppInteractiveReplyButton"],
]);

function interactiveProblem(text: string): string | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  const { templateType, data } = message as { readonly templateType?: unknown; readonly data?: unknown };
  if (!templates.has(templateType)) return `there is no template ${quoted(String(templateType))}`;
  if (typeof data !== "object" || data === null) return "it has no data";
  return text.length > mostInteractive
    ? `it has ${text.length} characters, and may have ${mostInteractive}`
    : undefined;
}
