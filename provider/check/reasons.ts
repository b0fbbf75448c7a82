import type { ConversationFailure } from "../conversation/failure.js";
import { described, type Matcher } from "../conversation/matcher.js";
import { ChatCheckError } from "../errors.js";
import type { Stage } from "./stages.js";

export function windowMissed(seconds: number, stage: Stage): ChatCheckError {
  const missing =
    stage === "connect" ? "CreateParticipantConnection was not answered" : "the socket was not subscribed";
  return new ChatCheckError({
    code: "WINDOW_MISSED",
    message: `${missing} within connectWithinSeconds (${seconds} s) of the start of the contact.`,
    hint: "Look for a proxy or firewall in the way of the WebSocket; AWS ends a chat that nobody subscribes to within 5 minutes.",
  });
}

export function timedOut(seconds: number, stage: Stage): ChatCheckError {
  if (stage === "firstMessage") {
    return new ChatCheckError({
      code: "NO_FIRST_MESSAGE",
      message: `nobody said anything within timeoutSeconds (${seconds} s).`,
      hint: "Look at the branches before the flow's first message; if the flow is slow, raise timeoutSeconds.",
    });
  }
  return new ChatCheckError({
    code: "DEADLINE_EXCEEDED",
    message: `the check took longer than timeoutSeconds (${seconds} s).`,
    hint: "Look at the stage below; raise timeoutSeconds if the service is only slow.",
  });
}

export function endedByFlow(beforeFirstMessage: boolean): ChatCheckError {
  return new ChatCheckError({
    code: "ENDED_BY_FLOW",
    message: beforeFirstMessage ? "the flow ended the chat before its first message." : "the flow ended the chat.",
    hint: `Look in the flow for the way to Disconnect that this chat took; on chat, prompts and SSML take the error branch.${beforeFirstMessage ? "" : " If the flow is meant to end the chat so early, set allowEnd: true."}`,
  });
}

export function otherFirstMessage(matcher: Matcher, found: readonly string[], quote: boolean): ChatCheckError {
  return new ChatCheckError({
    code: "OTHER_FIRST_MESSAGE",
    message: quote
      ? `the first message is another than expected: ${found.join("; ")}.`
      : "the first message is another than expected.",
    hint: quote
      ? `Correct the flow, or expectFirstMessage, which is ${described(matcher)}.`
      : "Correct the flow or expectFirstMessage. Texts are left out, since an input is secret; transcriptInErrors: true shows them.",
  });
}

/** A conversation that did not go as it says; its texts are left out where they may be secret. */
export function conversationFailed(failure: ConversationFailure, quote: boolean): ChatCheckError {
  const { code, hint, details } = failure;
  const { step, written, expected, actual, differences = [] } = details;
  const said = [
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(actual === undefined ? [] : [`it was ${actual}`]),
    ...differences,
  ];
  const at =
    step === undefined ? "the conversation" : `step ${step} of the conversation${quote ? ` (${written})` : ""}`;
  return new ChatCheckError({
    code,
    message: `${at} did not hold: ${quote ? [failure.verdict, ...said].join(" ") : failure.verdict}`,
    hint: quote ? hint : `${hint} Texts are left out, since an input is secret; transcriptInErrors: true shows them.`,
    cause: failure,
  });
}

/** A failure whose contact could not be ended either. */
export function bothReasons(reason: ChatCheckError, notEnded: ChatCheckError): ChatCheckError {
  const { code, message, hint, answer } = reason;
  return new ChatCheckError({
    code,
    message: `${message} Besides (${notEnded.code}): ${notEnded.message}`,
    hint: `${hint} ${notEnded.hint}`,
    answer,
    cause: reason,
  });
}
