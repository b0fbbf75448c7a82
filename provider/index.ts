export {
  type AssumeRole,
  ChatCheck,
  type ChatCheckArgs,
  type Durations,
  type Matcher,
  type SegmentAttribute,
  type TextMatcher,
  type TranscriptItem,
} from "./resource/chat-check.js";
export { type PolicyDocumentArgs, policyDocument } from "./resource/policy-document.js";
