import { chatNames } from "./chat-names.js";
import { endRun, startRun } from "./current-session.js";
import { endForgotten } from "./forgotten.js";
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

/** Longer than the end of a chat may take. */
const endMilliseconds = 20_000;

/** Called by mocha around each attempt of a test, and after all tests (of a file, in parallel), outside of other hooks. */
export const mochaHooks = {
  beforeEach(this: { readonly currentTest?: { currentRetry(): number } }): void {
    chatNames.begin(this.currentTest);
  },
  async afterAll(this: { timeout(milliseconds: number): unknown }): Promise<void> {
    this.timeout(endMilliseconds);
    await endForgotten((text) => void process.stderr.write(text));
  },
};

/** Called by mocha after a run. */
export const mochaGlobalTeardown = endRun;
