import { type JsonMember, memberOf, textOf } from "../json-tree.js";
import { branchOfError, certainOnChat, chatPaths } from "./chat-paths.js";
import type { LintedAction, LintedFlow } from "./linted-flow.js";
import { listed, named, type Rule } from "./rule.js";

/** What is made for voice, and what chat makes of it. */
export const voice: readonly Rule[] = [
  {
    id: "voice-only-action",
    severity: "warning",
    description: "A chat comes to an action that is for voice, and goes on over its error branch, if it has one",
    check(flow, report) {
      for (const action of chatPaths(flow).reached) {
        const { definition, type, typeSpan } = action;
        if (!definition || type === "MessageParticipant") continue;
        if (definition.chat === "voice only") {
          report(
            typeSpan,
            `${named(action)} is for voice only; no source says what becomes of a chat that comes to it.`,
            keepAway,
            action,
          );
        }
        const error = certainOnChat(action);
        if (error === undefined) continue;
        report(
          typeSpan,
          `${named(action)} does not work on chat: ${whereto(action, error, flow)}.`,
          insteadOf(action),
          action,
        );
      }
    },
  },
  {
    id: "voice-only-message",
    severity: "warning",
    description: "A chat comes to a message that is SSML or a prompt, which chat does not show",
    check(flow, report) {
      for (const action of chatPaths(flow).reached) {
        const message = spokenMessage(action);
        if (!message) continue;
        const error = certainOnChat(action);
        const isBot = action.type === "ConnectParticipantWithLexBot";
        report(
          message.keySpan,
          `${named(action)} has ${message.key}, which chat does not show${
            error === undefined
              ? isBot
                ? "; no source says whether the bot is connected all the same"
                : "; the flow goes on without a word"
              : `: ${whereto(action, error, flow)}`
          }.`,
          isBot
            ? "Write it as Text, or give chats LexInitializationData."
            : "Write it as Text, or branch on $.Channel before it.",
          action,
        );
      }
    },
  },
  {
    id: "ssml-in-text",
    severity: "warning",
    description: "A text holds SSML, which chat shows as it is written",
    check(flow, report) {
      for (const action of chatPaths(flow).reached) {
        const member = memberOf(action.parameters, "Text");
        const tag = /<\/?(?:speak|break|prosody|say-as|phoneme|amazon:[a-z-]+|emphasis|sub|w)\b[^>]*>/i.exec(
          textOf(member?.value) ?? "",
        )?.[0];
        if (!member || tag === undefined) continue;
        report(
          member.value,
          `${named(action)}: its Text holds ${tag}, which a customer on chat reads as it stands.`,
          "Write the text without tags, or branch on $.Channel before it.",
          action,
        );
      }
    },
  },
  {
    id: "no-effect-on-chat",
    severity: "note",
    optional: true,
    description: "A chat comes to an action that succeeds and sets what chat does not have",
    check(flow, report) {
      for (const action of chatPaths(flow).reached) {
        if (action.definition?.chat !== "no effect") continue;
        report(
          action.typeSpan,
          `${named(action)} has no effect on chat.`,
          "Nothing, unless the flow is for chat alone.",
          action,
        );
      }
    },
  },
];

const keepAway = "Branch on $.Channel before it, so that chats go another way.";
const orKeepAway = "branch on $.Channel before it";

function spokenMessage({ type, parameters }: LintedAction): JsonMember | undefined {
  if (type !== "MessageParticipant" && type !== "ConnectParticipantWithLexBot") return undefined;
  if (memberOf(parameters, "Text") || memberOf(parameters, "LexInitializationData")) return undefined;
  return ["SSML", "PromptId", "Media"].map((name) => memberOf(parameters, name)).find((member) => member);
}

/** What follows the error that a chat takes, as a clause. */
function whereto(action: LintedAction, error: string, { byIdentifier }: LintedFlow): string {
  const branch = branchOfError(action, error);
  if (!branch) {
    return action.type === "MessageParticipantIteratively"
      ? "the flow stops here, and the customer goes on waiting without a word"
      : `it fails with ${error}, has no branch for that, and no source says what follows`;
  }
  const target = byIdentifier.get(branch.target);
  const ending = target?.type === "DisconnectParticipant" ? ", which ends the chat" : "";
  return `it takes the branch ${branch.label} at once, to ${target ? named(target) : "nowhere"}${ending}`;
}

function insteadOf({ type, parameterValues }: LintedAction): string {
  switch (type) {
    case "GetParticipantInput":
      return `On chat ask with ConnectParticipantWithLexBot or ShowView; ${orKeepAway}.`;
    case "MessageParticipantIteratively":
      return `On chat repeat MessageParticipant and Wait; ${orKeepAway}.`;
    case "UpdateContactEventHooks":
      return `Set ${listed(Object.keys(parameterValues.EventHooks ?? {}))} for voice alone; ${orKeepAway}.`;
    case "UpdateContactRecordingAndAnalyticsBehavior":
      return `Use ChatBehavior on chat; ${orKeepAway}.`;
    default:
      return keepAway;
  }
}
