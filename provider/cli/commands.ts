import type { Command } from "./command.js";

/** A command by what the overview says of it; its code is loaded when it is called. */
interface CommandEntry {
  /** Without the full stop. */
  readonly summary: string;
  /** Whether the build makes a bundle of it, which starts faster. */
  readonly bundled?: boolean;
  load(): Promise<Command>;
}

export const commands: Readonly<Record<string, CommandEntry>> = {
  check: {
    summary: "Hold a flow to its promise: start a chat, connect, hear the greeting, end it",
    load: async () => (await import("./check.js")).check,
  },
  chat: {
    summary: "Talk to a flow in the terminal, on this machine or in AWS",
    load: async () => (await import("./chat.js")).chat,
  },
  "start-chat-contact": {
    summary: "Start a chat contact, with the options and the output of `aws connect start-chat-contact`",
    bundled: true,
    load: async () => (await import("./start-chat-contact.js")).startChatContact,
  },
  end: {
    summary: "End a contact, or all that a check had to leave open",
    load: async () => (await import("./end.js")).end,
  },
  "iam-policy": {
    summary: "Print the least IAM policy that a check needs",
    load: async () => (await import("./iam-policy.js")).iamPolicy,
  },
  test: {
    summary: "Hold conversations as tests, against the emulator or an instance",
    load: async () => (await import("./test.js")).test,
  },
  emulate: {
    summary: "Run Amazon Connect chat on this machine, with the flows of a folder",
    bundled: true,
    load: async () => (await import("./emulate.js")).emulate,
  },
  instance: {
    summary: "Write a first instance file for the flows of a folder",
    load: async () => (await import("./instance.js")).instance,
  },
  lint: {
    summary: "Find what would surprise on chat, or be refused on publishing, in exported flows",
    load: async () => (await import("./lint.js")).lint,
  },
};

/** What `chat-check --help` prints. */
export function overview(): string {
  const widest = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(widest)}  ${summary}`);
  return `Usage: chat-check COMMAND [options]

Customers never reach a changed Amazon Connect chat flow before a synthetic customer has talked to it.

Commands:
${lines.join("\n")}

chat-check COMMAND --help tells the options of one; --version prints the version.
`;
}
