import { chatNames } from "./chat-names.js";
import { endRun, startRun } from "./current-session.js";
import { loadConversationFiles } from "./yaml-files.js";

export type { Conversation, Values } from "../conversation/conversation.js";
export type { Expectation } from "../conversation/expectation.js";
export type { Choice, Step } from "../conversation/step.js";
export type { ContactState, Target } from "../conversation/target.js";
export type { TranscriptItem } from "../conversation/transcript.js";
export type { ChatInit, ConversationInit, ExpectationInit, StepInit } from "./builders.js";
export { describeFlow, itConverses } from "./describe-flow.js";
export { type ListenOptions, type OpenedChat, type OpenOptions, open } from "./opened-chat.js";

loadConversationFiles();

/** Called by mocha before a run, in its main process: `require: connect-chat-check/mocha`. */
export const mochaGlobalSetup = startRun;

/** Called by mocha around each attempt of a test, outside of all other hooks. */
export const mochaHooks = {
  beforeEach(this: { readonly currentTest?: { currentRetry(): number } }): void {
    chatNames.begin(this.currentTest);
  },
};

/** Called by mocha after a run. */
export const mochaGlobalTeardown = endRun;
