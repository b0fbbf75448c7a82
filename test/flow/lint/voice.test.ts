import { action, disconnect, say } from "../../flows.js";
import { describeRule, ofType } from "./rule-cases.js";

const byChannel = (channel: string, target: string, otherwise: string) =>
  action(
    "channel",
    "Compare",
    { ComparisonValue: "$.Channel" },
    { next: otherwise, when: { [channel]: target }, errors: { NoMatchingCondition: otherwise } },
  );
const input = (error?: string) =>
  action(
    "input",
    "GetParticipantInput",
    { Text: "Press 1" },
    { next: "end", when: { "1": "end" }, errors: error === undefined ? {} : { NoMatchingError: error } },
  );
const failing = { next: "end", errors: { NoMatchingError: "end" } };

describeRule("voice-only-action", {
  holds: {
    "what works on chat": [say("hello", "Hello", "end"), disconnect()],
    "what no chat comes to": [byChannel("VOICE", "input", "end"), input("end"), disconnect()],
    "what no chat comes to behind what is for voice": [byChannel("CHAT", "end", "input"), input("end"), disconnect()],
    "a hold flow": ofType("customerHold", action("a", "MessageParticipantIteratively")),
    "a whisper for outgoing calls": ofType(
      "outboundWhisper",
      action("a", "CompleteOutboundCall", {}, failing),
      disconnect(),
    ),
    "an event flow for chat": [
      action("a", "UpdateContactEventHooks", { EventHooks: { CustomerQueue: "x" } }, failing),
      disconnect(),
    ],
    "a message that is for voice, of which another rule tells": [action("a", "MessageParticipant", { SSML: "x" })],
  },
  finds: {
    "an action that leads to the end of the chat": {
      flow: [input("end"), disconnect()],
      at: '«"GetParticipantInput"»',
      message:
        'GetParticipantInput "input" does not work on chat: it takes the branch NoMatchingError at once, to DisconnectParticipant "end", which ends the chat.',
      hint: "On chat ask with ConnectParticipantWithLexBot or ShowView; branch on $.Channel before it.",
    },
    "an action that leads elsewhere": {
      flow: [input("sorry"), say("sorry", "Sorry", "end"), disconnect()],
      at: '«"GetParticipantInput"»',
      message:
        'GetParticipantInput "input" does not work on chat: it takes the branch NoMatchingError at once, to MessageParticipant "sorry".',
    },
    "an action without a branch for it": {
      flow: [input(), disconnect()],
      at: '«"GetParticipantInput"»',
      message:
        'GetParticipantInput "input" does not work on chat: it fails with NoMatchingError, has no branch for that, and no source says what follows.',
    },
    "an action with an error of its own": {
      flow: [
        action(
          "a",
          "UpdateContactCallbackNumber",
          { CallbackNumber: "$.Attributes.phone" },
          { next: "end", errors: { InvalidCallbackNumber: "end", CallbackNumberNotDialable: "end" } },
        ),
        disconnect(),
      ],
      at: '«"UpdateContactCallbackNumber"»',
      message:
        'UpdateContactCallbackNumber "a" does not work on chat: it takes the branch InvalidCallbackNumber at once, to DisconnectParticipant "end", which ends the chat.',
    },
    "loop prompts in a queue": {
      flow: ofType("customerQueue", action("a", "MessageParticipantIteratively")),
      at: '«"MessageParticipantIteratively"»',
      message:
        'MessageParticipantIteratively "a" does not work on chat: the flow stops here, and the customer goes on waiting without a word.',
    },
    "an event flow for voice": {
      flow: [action("a", "UpdateContactEventHooks", { EventHooks: { CustomerHold: "x" } }, failing), disconnect()],
      at: '«"UpdateContactEventHooks"»',
      message:
        'UpdateContactEventHooks "a" does not work on chat: it takes the branch NoMatchingError at once, to DisconnectParticipant "end", which ends the chat.',
      hint: "Set CustomerHold for voice alone; branch on $.Channel before it.",
    },
    "recording for voice, by its own error": {
      flow: [
        action(
          "a",
          "UpdateContactRecordingAndAnalyticsBehavior",
          { VoiceBehavior: {} },
          {
            next: "end",
            errors: { NoMatchingError: "end", ChannelMismatch: "end" },
          },
        ),
        disconnect(),
      ],
      at: '«"UpdateContactRecordingAndAnalyticsBehavior"»',
      message:
        'UpdateContactRecordingAndAnalyticsBehavior "a" does not work on chat: it takes the branch ChannelMismatch at once, to DisconnectParticipant "end", which ends the chat.',
    },
    "an action of which nobody says what it does": {
      flow: [action("a", "TransferContactToAgent")],
      at: '«"TransferContactToAgent"»',
      message: 'TransferContactToAgent "a" is for voice only; no source says what becomes of a chat that comes to it.',
    },
    "nothing behind an action that never goes on": {
      flow: [
        action(
          "input",
          "GetParticipantInput",
          {},
          { next: "hidden", when: { "1": "hidden" }, errors: { NoMatchingError: "end" } },
        ),
        action("hidden", "StartVoiceIdStream", {}, failing),
        disconnect(),
      ],
      at: '«"GetParticipantInput"»',
      message:
        'GetParticipantInput "input" does not work on chat: it takes the branch NoMatchingError at once, to DisconnectParticipant "end", which ends the chat.',
    },
  },
});

describeRule("voice-only-message", {
  holds: {
    "a text": [say("hello", "Hello", "end"), disconnect()],
    "a bot that gets the first message": [
      action("a", "ConnectParticipantWithLexBot", { PromptId: "x", LexInitializationData: { InitialMessage: "y" } }),
    ],
    "what no chat comes to": [
      byChannel("VOICE", "a", "end"),
      action("a", "MessageParticipant", { PromptId: "x" }, failing),
      disconnect(),
    ],
  },
  finds: {
    SSML: {
      flow: [action("a", "MessageParticipant", { SSML: "<speak>Hello</speak>" }, failing), disconnect()],
      at: '«"SSML"»: ',
      message:
        'MessageParticipant "a" has SSML, which chat does not show: it takes the branch NoMatchingError at once, to DisconnectParticipant "end", which ends the chat.',
    },
    "a prompt of an old export, which has no error branch": {
      flow: [action("a", "MessageParticipant", { PromptId: "x" }, { next: "end" }), disconnect()],
      at: '«"PromptId"»: ',
      message: 'MessageParticipant "a" has PromptId, which chat does not show; the flow goes on without a word.',
    },
    "a bot that speaks": {
      flow: [action("a", "ConnectParticipantWithLexBot", { SSML: "x" }, failing), disconnect()],
      at: '«"SSML"»: ',
      message:
        'ConnectParticipantWithLexBot "a" has SSML, which chat does not show; no source says whether the bot is connected all the same.',
    },
  },
});

describeRule("ssml-in-text", {
  holds: {
    "a text": [say("hello", "1 < 2, and <name@example.org>", "end"), disconnect()],
    "SSML where it belongs": [action("a", "MessageParticipant", { SSML: "<speak>Hello</speak>" })],
  },
  finds: {
    "tags in a text": {
      flow: [say("hello", "<speak>Hello<break time='1s'/></speak>", "end"), disconnect()],
      at: "«\"<speak>Hello<break time='1s'/></speak>\"»",
      message: 'MessageParticipant "hello": its Text holds <speak>, which a customer on chat reads as it stands.',
    },
  },
});

describeRule("no-effect-on-chat", {
  holds: { "what is not seen, and works": [action("a", "UpdateContactRecordingBehavior", {}, failing), disconnect()] },
  finds: {
    "a voice": {
      flow: [action("a", "UpdateContactTextToSpeechVoice", { TextToSpeechVoice: "Joanna" }, failing), disconnect()],
      at: '«"UpdateContactTextToSpeechVoice"»',
      message: 'UpdateContactTextToSpeechVoice "a" has no effect on chat.',
    },
  },
});
