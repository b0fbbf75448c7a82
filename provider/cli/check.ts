import { resolve } from "node:path";
import { validatesParameters } from "../chat/aws-configuration.js";
import type { LeftContact } from "../chat/chat.js";
import { toProgram } from "../chat/request-shapes.js";
import { runCheck } from "../check/check.js";
import { CheckFailure } from "../check/failure.js";
import { type CheckInput, inputProblems } from "../check/input.js";
import type { CheckOutcome } from "../check/outcome.js";
import type { StageEvent } from "../check/stages.js";
import { withDefaults } from "../check/start-members.js";
import { conversationOf } from "../conversation/file.js";
import type { ChatCheckError } from "../errors.js";
import { type Arguments, type Arity, parseArguments } from "./aws/arguments.js";
import { type GlobalOption, inputOptions, placeOptions } from "./aws/global-options.js";
import { globalHelp, memberHelp } from "./aws/help.js";
import { memberOptions } from "./aws/member-options.js";
import { writtenRequest } from "./aws/request.js";
import { judged, missingMember } from "./aws/request-problems.js";
import { type Command, type CommandIo, exitCodes } from "./command.js";
import { wrapped, wrongUse } from "./options.js";
import { StageLines } from "./stage-lines.js";

const checkOptions = {
  "connect-within": {
    arity: "value",
    value: "SECONDS",
    description: "From the start of the contact to the subscription, 1 to 300; default 30",
  },
  timeout: { arity: "value", value: "SECONDS", description: "For the whole check, at most 600; default 60" },
  "expect-first-message": {
    arity: "value",
    value: "TEXT|JSON",
    description: 'What the first message must be: its text, {"contains": …}, {"pattern": …} or a part of a message',
  },
  conversation: {
    arity: "value",
    value: "FILE[#NAME]",
    description: "A .chat.yaml file, held after the chat is connected",
  },
  "allow-agents": { arity: "switch", description: "The conversation's chat may come to a person" },
  "allow-end": { arity: "switch", description: "The flow may end the chat during the check" },
  "on-failure": {
    arity: "value",
    choices: ["fail", "warn"],
    description: "warn tells of a failure, and exits with 0; default fail",
  },
  retries: {
    arity: "value",
    value: "NUMBER",
    description: "Further attempts when the flow is not found or access is denied, at most 10; default 0",
  },
  "retry-delay": { arity: "value", value: "SECONDS", description: "Between attempts; default 10" },
  "assume-role-arn": { arity: "value", value: "ARN", description: "A role to take before the first call" },
  "assume-role-external-id": { arity: "value", value: "ID", description: "The external id that the role asks for" },
  "keep-open": { arity: "switch", description: "Leaves the contact, and tells how to end it" },
  json: { arity: "switch", description: "Prints one JSON document in place of lines" },
} satisfies Readonly<Record<string, GlobalOption>>;

const globals = { ...checkOptions, ...inputOptions, ...placeOptions };

const options: ReadonlyMap<string, Arity> = new Map([
  ...memberOptions.map(({ name, arity }) => [name, arity] as const),
  ...Object.entries(globals).map(([name, { arity }]) => [name, arity] as const),
]);

/** The whole gate without Pulumi. */
export const check: Command = {
  name: "check",
  help: checkHelp,
  async run(args, io) {
    if (args.some((word) => word === "--help" || word === "-h")) {
      io.out(checkHelp());
      return exitCodes.held;
    }
    const line = parseArguments(args, options);
    const input = await inputOf(line, io);
    return line.words.has("json") ? checkAsJson(input, line, io) : checkInLines(input, line, io);
  },
};

async function checkInLines(input: CheckInput, line: Arguments, io: CommandIo): Promise<number> {
  const stages = new StageLines(io);
  let after = "";
  const options = {
    ...common(line, io),
    stage: (event: StageEvent) => stages.tell(event),
    left: (contact: LeftContact) => {
      after = howToEnd(contact);
    },
  };
  try {
    const { verdict, contactId, participantId } = await runCheck(input, options);
    io.out(`Held. ${verdict}\ncontact ${contactId}, participant ${participantId}\n${after}`);
    return exitCodes.held;
  } catch (failure) {
    io.out(`${failedCheck(failure).message}\n${after}`);
    if (input.onFailure === "warn") io.err("Let through by --on-failure warn.\n");
    return exitCodeOf(input);
  } finally {
    stages.stop();
  }
}

async function checkAsJson(input: CheckInput, line: Arguments, io: CommandIo): Promise<number> {
  const print = (document: CheckOutcome | object) => io.out(`${JSON.stringify(document, null, 2)}\n`);
  const options = { ...common(line, io), left: (contact: LeftContact) => io.err(howToEnd(contact)) };
  try {
    print(await runCheck(input, options));
    return exitCodes.held;
  } catch (failure) {
    const { reason, evidence, verdict, message } = failedCheck(failure);
    const { code, hint, answer } = reason;
    const { reached, stage, transcript } = evidence;
    print({ held: false, code, verdict, hint, stage, answer, ...reached, transcript, report: message });
    return exitCodeOf(input);
  }
}

function common(line: Arguments, io: CommandIo) {
  return {
    surroundings: io.surroundings,
    keepOpen: line.words.has("keep-open"),
    say: (sentence: string) => io.err(`${sentence}\n`),
  };
}

function howToEnd({ contactId, instanceId, recorded }: LeftContact): string {
  const instance = recorded ? "" : ` --instance-id ${instanceId}`;
  return `The contact was left open. To end it: chat-check end ${contactId}${instance}\n`;
}

/** What is no failure of a check is told as wrong use, by whoever called. */
function failedCheck(failure: unknown): CheckFailure {
  if (failure instanceof CheckFailure) return failure;
  throw failure;
}

function exitCodeOf({ onFailure }: CheckInput): number {
  return onFailure === "warn" ? exitCodes.held : exitCodes.didNotHold;
}

/** Throws `WRONG_USE` with every problem of the line, of the request and of the check, in the words of the line. */
async function inputOf(line: Arguments, io: CommandIo): Promise<CheckInput> {
  const { request, problems: unread } = await writtenRequest(line, io);
  const problems = [...line.problems, ...unread];
  const unknownIds = unread.some((problem) => problem.startsWith("--cli-input-"));
  const input = {
    ...(unknownIds ? { instanceId: unknown, contactFlowId: unknown } : {}),
    ...(toProgram(request) as CheckInput),
    ...ownInput(line, io, problems),
  } as CheckInput;
  const add = (found: readonly string[]) => {
    const told = new Set(problems.map(optionOf));
    problems.push(...found.filter((problem) => !told.has(optionOf(problem))));
  };
  const validate = await validatesParameters(input.profile, io.surroundings);
  const ofRequest = judged(withDefaults(request), input.region, validate).problems;
  add(
    ofRequest.filter((problem) => !problem.endsWith(missingMember) || !(unknownIds || /^--instance-id:/.test(problem))),
  );
  const ofCheck = inputProblems(input, { isUnknown: Number.isNaN, validate });
  add(ofCheck.map(({ path, message }) => `${optionAt(path)}: ${message.replace(/\b[a-z]+(?=[A-Z])\w+/g, optionAt)}`));
  if (problems.length > 0) throw wrongUse("check", problems);
  return input;
}

/** Stands for a value that was given and could not be read. */
const unknown = Number.NaN;

function ownInput(line: Arguments, io: CommandIo, problems: string[]) {
  const text = (name: keyof typeof globals) => line.words.get(name)?.[0];
  const number = (name: keyof typeof globals) => {
    const written = text(name);
    if (written === undefined || /^\d+(\.\d+)?$/.test(written))
      return written === undefined ? undefined : Number(written);
    problems.push(`--${name} is a number, not ${written}`);
    return unknown;
  };
  const roleArn = text("assume-role-arn");
  const externalId = text("assume-role-external-id");
  if (externalId !== undefined && roleArn === undefined) {
    problems.push("--assume-role-external-id goes with --assume-role-arn");
  }
  return {
    connectWithinSeconds: number("connect-within"),
    timeoutSeconds: number("timeout"),
    expectFirstMessage: matcherOf(text("expect-first-message"), problems),
    conversation: conversationIn(text("conversation"), io, problems),
    allowAgents: line.words.has("allow-agents"),
    allowEnd: line.words.has("allow-end"),
    onFailure: text("on-failure") as CheckInput["onFailure"],
    retries: number("retries"),
    retryDelaySeconds: number("retry-delay"),
    assumeRole: roleArn === undefined ? undefined : { roleArn, externalId },
    region: text("region"),
    profile: text("profile"),
    endpoint: text("endpoint-url"),
  };
}

function conversationIn(path: string | undefined, io: CommandIo, problems: string[]): CheckInput["conversation"] {
  if (path === undefined) return undefined;
  try {
    return conversationOf(resolve(io.folder, path));
  } catch (error) {
    problems.push(`--conversation: ${reasonOf(error)}`);
    return undefined;
  }
}

/** A list stays as it is; a sentence says what to do, and leaves the full stop to the list that it goes into. */
function reasonOf(error: unknown): string {
  const { message, hint = "" } = error as ChatCheckError;
  return message.includes("\n") ? message : `${message} ${hint}`.trim().replace(/\.$/, "");
}

function matcherOf(written: string | undefined, problems: string[]): CheckInput["expectFirstMessage"] {
  if (written === undefined || !written.trimStart().startsWith("{")) return written;
  try {
    return JSON.parse(written) as CheckInput["expectFirstMessage"];
  } catch (error) {
    problems.push(`--expect-first-message: ${(error as Error).message}`);
    return undefined;
  }
}

/** The option that a problem begins with. */
function optionOf(problem: string): string | undefined {
  return /^[\w-]+/.exec(problem)?.[0];
}

const optionsOfInputs: Readonly<Record<string, string>> = {
  connectWithinSeconds: "connect-within",
  timeoutSeconds: "timeout",
  retryDelaySeconds: "retry-delay",
  "assumeRole.roleArn": "assume-role-arn",
  "assumeRole.externalId": "assume-role-external-id",
  endpoint: "endpoint-url",
};

/** `expectFirstMessage.contains` is `--expect-first-message contains`. */
function optionAt(path: string): string {
  const whole = optionsOfInputs[path];
  if (whole) return `--${whole}`;
  const [name = "", ...rest] = path.split(".");
  const option = name.replace(/[A-Z]/g, "-$&").toLowerCase();
  return options.has(option) ? [`--${option}`, ...rest].join(" ") : path;
}

function checkHelp(): string {
  const description =
    "Starts a synthetic chat against a deployed flow, proves that it can be connected to and greets, and ends it. Exit codes: 0 it held, 1 it did not, 2 wrong use.";
  return `${[
    "Usage: chat-check check --contact-flow-id ID|ARN [--instance-id ID|ARN] [options]",
    "",
    ...wrapped(description, 100),
    "",
    "The check:",
    globalHelp(checkOptions),
    "",
    "The request, as in start-chat-contact (display name chat-check, duration 60 minutes by default):",
    memberHelp(["ContactFlowId"]),
    globalHelp(inputOptions),
    "",
    "Where to:",
    globalHelp(placeOptions),
  ].join("\n")}\n`;
}
