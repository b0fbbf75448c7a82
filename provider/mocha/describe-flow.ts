import { ChatCheckError } from "../errors.js";
import { type Bdd, bdd, currentSuite } from "./bdd.js";
import { type ChatInit, type ConversationInit, conversationFrom, type StepInit } from "./builders.js";
import { type CallPlace, callPlace } from "./call-place.js";
import { registerConversations, registerFailure } from "./register.js";
import { shownFile } from "./shown-file.js";
import { suiteNames } from "./suite-names.js";

/** What all conversations of a suite have in common; the innermost suite last. */
const suites: ChatInit[] = [];

/** A suite of conversations that begin in a flow, or that have more in common than that. */
export function describeFlow(flow: string | (ChatInit & { readonly flow: string }), body: () => void): void {
  const common = typeof flow === "string" ? { flow } : flow;
  const { describe } = runner("describeFlow");
  const { name: title = common.flow, ...shared } = common;
  describe(title, () => {
    suites.push(shared);
    try {
      body();
    } finally {
      suites.pop();
    }
  });
}

type Rest = Omit<ConversationInit, "name">;

interface ItConverses {
  /** A test that holds a conversation: its steps, or all of it. */
  (name: string, conversation: readonly StepInit[] | Rest): void;
  /** Runs this conversation, and others with it, alone. */
  only(name: string, conversation: readonly StepInit[] | Rest): void;
  /** Leaves it out. */
  skip(name: string, conversation: readonly StepInit[] | Rest): void;
}

/** A test that holds a conversation. */
export const itConverses: ItConverses = Object.assign(
  function itConverses(name: string, conversation: readonly StepInit[] | Rest) {
    register(name, conversation, {}, callPlace(itConverses));
  },
  {
    only(name: string, conversation: readonly StepInit[] | Rest) {
      register(name, conversation, { only: true }, callPlace(itConverses.only));
    },
    skip(name: string, conversation: readonly StepInit[] | Rest) {
      register(name, conversation, { skip: true }, callPlace(itConverses.skip));
    },
  },
);

function register(
  name: string,
  written: readonly StepInit[] | Rest,
  how: { readonly only?: boolean; readonly skip?: boolean },
  { file, line, column }: CallPlace,
): void {
  const own = Array.isArray(written) ? { steps: written as readonly StepInit[] } : (written as Rest);
  const around = runner("itConverses");
  const names = suiteNames(currentSuite(around), file);
  const place = () => ({ file: shownFile(file), line, column });
  try {
    const conversation = {
      ...conversationFrom(merged([...suites, { ...own, name }])),
      ...how,
    };
    registerConversations([{ name, conversation, place }], file, around, names);
  } catch (failure) {
    registerFailure(name, failure, file, around, { ...names, place });
  }
}

/** Variables, attributes and tags add up; of all else the innermost counts. */
function merged(parts: readonly (ChatInit | ConversationInit)[]): ConversationInit {
  const all = Object.assign({}, ...parts) as ConversationInit;
  const variables = Object.assign({}, ...parts.map((part) => part.variables ?? {}));
  const attributes = Object.assign({}, ...parts.map((part) => part.attributes ?? {}));
  return { ...all, variables, attributes, tags: parts.flatMap(({ tags = [] }) => tags) };
}

function runner(name: string): Bdd {
  const found = bdd();
  if (found) return found;
  throw new ChatCheckError({
    code: "NO_TEST_RUNNER",
    message: `${name} makes tests of mocha, and mocha does not run this program.`,
    hint: "Run it with mocha or chat-check test; with another runner, use open.",
  });
}
