import { nearest } from "../nearest.js";
import { namespaces, pathOf } from "../reference.js";
import { chatPaths } from "./chat-paths.js";
import type { LintedAction, LintedFlow } from "./linted-flow.js";
import { namespacesIn } from "./operands.js";
import { named, quoted, type Rule } from "./rule.js";
import { textsOf } from "./texts.js";

/** References such as `$.Attributes.x`. */
export const references: readonly Rule[] = [
  {
    id: "unknown-reference",
    severity: "warning",
    description: "A reference names a namespace that there is not, and stays as it is written",
    check({ actions }, report) {
      for (const action of actions) {
        for (const { text, span, path } of textsOf(action)) {
          const stranger = namespacesIn(text).find((name) => !namespaces.has(name));
          if (stranger === undefined) continue;
          const near = nearest(stranger, namespaces);
          report(
            span,
            `${named(action)}: ${path} refers to ${quoted(`$.${stranger}`)}, and there is no such namespace.`,
            near ? `Did you mean "$.${near}"?` : 'Attributes that you set are "$.Attributes.…".',
            action,
          );
        }
      }
    },
  },
  {
    id: "empty-reference",
    severity: "warning",
    description: "A reference has no value on chat, or in a flow of this type",
    check(flow, report) {
      const reached = chatPaths(flow).reached;
      for (const action of flow.actions) {
        if (!reached.has(action)) continue;
        for (const { text, span, path } of textsOf(action)) {
          const reason = emptiness(namespacesIn(text), flow);
          if (reason) report(span, `${named(action)}: ${path} ${reason.what}.`, reason.toDo, action);
        }
      }
    },
  },
  {
    id: "initial-message-needed",
    severity: "note",
    description: "A bot is given the customer's first message, and a chat without one takes the error branch",
    check({ actions }, report) {
      for (const action of actions) {
        const node = initialMessageOf(action);
        if (!node) continue;
        report(
          node.span,
          `${named(action)} takes its error branch when the chat was started without an InitialMessage.`,
          "Send an InitialMessage with StartChatContact, or lead that branch to a bot without it.",
          action,
        );
      }
    },
  },
];

function emptiness(
  names: readonly string[],
  { flowType }: LintedFlow,
): { readonly what: string; readonly toDo: string } | undefined {
  if (names.includes("StoredCustomerInput")) {
    return {
      what: "refers to $.StoredCustomerInput, which only touch tones fill",
      toDo: "Ask with ConnectParticipantWithLexBot or ShowView, and read $.Lex or $.Views.",
    };
  }
  if (names.includes("Agent") && (flowType === "CONTACT_FLOW" || flowType === "CUSTOMER_QUEUE")) {
    return {
      what: "refers to $.Agent, which has no value before an agent has the contact",
      toDo: "Use it in a whisper flow.",
    };
  }
  return undefined;
}

function initialMessageOf(action: LintedAction) {
  return [...textsOf(action)].find(
    ({ text, path }) =>
      path === "Parameters.LexInitializationData.InitialMessage" && pathOf(text)?.join(".") === "Media.InitialMessage",
  );
}
