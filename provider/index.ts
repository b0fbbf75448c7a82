export {
  ChatCheck,
  type ChatCheckArgs,
  type Durations,
  type Matcher,
  type TextMatcher,
  type TranscriptItem,
} from "./resource/chat-check.js";
