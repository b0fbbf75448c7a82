import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Readable } from "node:stream";
import { flowName, instanceName } from "../chat/arn.js";
import { validatesParameters } from "../chat/aws-configuration.js";
import type { ChatRequest } from "../chat/chat.js";
import { toProgram } from "../chat/request-shapes.js";
import { serviceError } from "../chat/service-error.js";
import { withDefaults } from "../check/start-members.js";
import { type Conversation, everyContentType, startProperties } from "../conversation/conversation.js";
import type { ChatCheckError } from "../errors.js";
import { type Arguments, type Arity, parseArguments } from "./aws/arguments.js";
import { type GlobalOption, inputOptions, placeOptions } from "./aws/global-options.js";
import { globalHelp, memberHelp } from "./aws/help.js";
import { memberOptions } from "./aws/member-options.js";
import { writtenRequest } from "./aws/request.js";
import { judged } from "./aws/request-problems.js";
import { type ChatInput, Keyboard, PipedLines } from "./chat-input.js";
import { helpLines } from "./chat-line.js";
import { type ChatPlace, openLive, openLocal } from "./chat-place.js";
import { RecordFile } from "./chat-record-file.js";
import { BubbleScreen, LineScreen, type Screen } from "./chat-screen.js";
import { ChatSession, type SessionEnd } from "./chat-session.js";
import { type Command, type CommandIo, exitCodes, type InputStream } from "./command.js";
import { wrapped, wrongUse } from "./options.js";

const chatOptions = {
  flows: { arity: "value", value: "DIR", description: "On this machine: a folder of exported flows, or one such file" },
  instance: { arity: "value", value: "FILE", description: "On this machine: what the instance has, in YAML or JSON" },
  record: {
    arity: "value",
    value: "FILE",
    description: "Writes the chat as it happens into a file that ends in .chat.yaml, which chat-check test can run",
  },
  force: { arity: "switch", description: "Writes over a record that is there" },
  quiet: {
    arity: "value",
    value: "SECONDS",
    description: "In AWS, for lines from a pipe: how long nothing must come before the next line is sent; default 3",
  },
} satisfies Readonly<Record<string, GlobalOption>>;

const globals = { ...chatOptions, ...inputOptions, ...placeOptions };
const options: ReadonlyMap<string, Arity> = new Map([
  ...memberOptions.map(({ name, arity }) => [name, arity] as const),
  ...Object.entries(globals).map(([name, { arity }]) => [name, arity] as const),
]);

const defaultQuietSeconds = 3;
const defaultColumns = 80;
const unknown = "unknown";

/** Talks to a flow, on this machine or in AWS. */
export const chat: Command = {
  name: "chat",
  help: chatHelp,
  async run(args, io) {
    if (args.some((word) => word === "--help" || word === "-h")) {
      io.out(chatHelp());
      return exitCodes.held;
    }
    const plan = await planOf(args, io);
    const place = await plan.open();
    try {
      return await hold(plan, place, io);
    } finally {
      await place.close();
    }
  },
};

interface Plan {
  open(): Promise<ChatPlace>;
  /** In AWS's words, without the two ids. */
  readonly request: Readonly<Record<string, unknown>>;
  /** The same as a conversation has it. */
  readonly start: Omit<Conversation, "steps">;
  /** As it was written. */
  readonly record?: string;
  readonly quietSeconds: number;
  /** A sentence each, without the full stop. */
  readonly warnings: readonly string[];
}

async function hold(plan: Plan, place: ChatPlace, io: CommandIo): Promise<number> {
  const { environment } = io.surroundings;
  const source: InputStream = io.input ?? Readable.from([]);
  const isScript = source.isTTY !== true;
  const isKeyboard = !isScript && io.output?.isTTY === true && environment.TERM !== "dumb";
  let input: ChatInput | undefined = isKeyboard ? undefined : new PipedLines(source, io.out);
  const screen = screenOf(io, (text) => (input ?? { write: io.out }).write(text));
  let record: RecordFile | undefined;
  const session = new ChatSession({
    request: requestOf(plan, place),
    ...place,
    surroundings: io.surroundings,
    folder: io.folder,
    screen,
    started: (contactId) =>
      screen.note(`Contact ${contactId} on ${place.target.name}.${isScript ? "" : " /help tells what you can do."}`),
    quietSeconds: plan.quietSeconds,
    recorder: (began) => {
      if (plan.record === undefined) return undefined;
      const start = { ...(place.flow === undefined ? {} : { flow: place.flow }), ...plan.start };
      const file = resolve(io.folder, plan.record);
      record = new RecordFile({ file, start, paced: place.emulator !== undefined, began }, io.surroundings);
      return record;
    },
  });
  for (const warning of plan.warnings) screen.note(`Warning: ${warning}.`);
  if (place.warning) screen.note(place.warning);
  const reader = readerGone(io);
  const problems: (string | ChatCheckError)[] = [];
  try {
    await session.open();
    if (isKeyboard && io.output) input = new Keyboard(source, io.output);
    const talking = input as ChatInput;
    problems.push(...(await talk(session, talking, screen, isScript, Promise.race([reader.gone, talking.left]))));
  } catch (cause) {
    problems.push(serviceError("the chat", cause));
  }
  input?.close();
  await session.close().catch((cause: unknown) => problems.push(serviceError("StopContact", cause)));
  reader.forget();
  if (record?.problem) problems.push(`The record could not be written: ${record.problem.message}.`);
  else if (record) screen.note(`Recorded in ${plan.record}.`);
  for (const problem of problems) io.err(told(problem));
  return problems.length > 0 ? exitCodes.didNotHold : exitCodes.held;
}

/** Takes line by line until somebody or something ends it; answers what went wrong. */
async function talk(
  session: ChatSession,
  input: ChatInput,
  screen: Screen,
  isScript: boolean,
  left: Promise<"quit">,
): Promise<(string | ChatCheckError)[]> {
  const noMore = Promise.race([session.over, left]).then(() => undefined);
  for (;;) {
    if (isScript && (await Promise.race([session.settled(), session.over, left])) === "quit") return [];
    if (session.end) return problemsOf(session.end, input.waiting, isScript);
    const line = await Promise.race([noMore, input.next()]);
    const unsaid = line === undefined ? [] : [line];
    if (session.end) return problemsOf(session.end, [...unsaid, ...input.waiting], isScript);
    if (line === undefined) return [];
    const taken = await Promise.race([session.take(line), left]);
    if (taken === "quit") return [];
    if (taken === "taken") continue;
    if (session.end) return problemsOf(session.end, [line, ...input.waiting], isScript);
    if (isScript) return [`${line}\n${taken.refused}`];
    screen.note(taken.refused);
  }
}

/** A script that was not said to its end has not had the chat that it was written for. */
function problemsOf(end: SessionEnd, unsaid: readonly string[], isScript: boolean): (string | ChatCheckError)[] {
  // What a signal has ended, the process tells.
  if (end.kind === "failed") return end.reason.code === "INTERRUPTED" ? [] : [end.reason];
  const next = unsaid.find((line) => line.trim() !== "" && line.trim() !== "/quit");
  return isScript && next !== undefined
    ? [`The chat ended before everything was said; the next line was: ${next}`]
    : [];
}

function requestOf({ request }: Plan, { target, contactFlowId }: ChatPlace): ChatRequest {
  return {
    SupportedMessagingContentTypes: everyContentType,
    ...withDefaults(request),
    InstanceId: target.instanceId,
    ContactFlowId: contactFlowId,
  } as unknown as ChatRequest;
}

function screenOf(
  { output, out, err, surroundings: { environment } }: CommandIo,
  write: (text: string) => void,
): Screen {
  if (output?.isTTY !== true) return new LineScreen(out, err);
  const colours = !environment.NO_COLOR && environment.TERM !== "dumb";
  return new BubbleScreen(() => ({ columns: output.columns || defaultColumns, colours }), write);
}

/** Whoever reads standard output may go away. */
function readerGone({ output }: CommandIo): { readonly gone: Promise<"quit">; forget(): void } {
  let quit: () => void = () => {};
  const gone = new Promise<"quit">((resolve) => {
    quit = () => resolve("quit");
  });
  output?.once("error", quit);
  return { gone, forget: () => void output?.off("error", quit) };
}

function told(problem: string | ChatCheckError): string {
  if (typeof problem === "string") return `${problem}\n`;
  const { message, code, hint } = problem;
  return `${message}\ncode: ${code}\nto do: ${hint}\n`;
}

/** Throws `WRONG_USE` with every problem of the line, in the words of the line. */
async function planOf(args: readonly string[], io: CommandIo): Promise<Plan> {
  const operands: string[] = [];
  const line = parseArguments(args, options, (word) => operands.push(word));
  const { request, problems: unread } = await writtenRequest(line, io);
  const problems = [...line.problems, ...unread];
  if (operands.length > 1) problems.push(`There is more than one flow: ${operands.join(", ")}`);
  const { InstanceId: instanceId, ContactFlowId: contactFlowId, ...members } = request;
  if (operands.length > 0 && contactFlowId !== undefined) problems.push("--contact-flow-id goes without another flow");
  const flow = operands[0] ?? (typeof contactFlowId === "string" ? contactFlowId : undefined);
  const text = (name: keyof typeof globals) => line.words.get(name)?.[0];
  const instance = typeof instanceId === "string" ? instanceId : undefined;
  const { open, isLive } = placeOf(line, flow, instance, io, problems);
  const validate = !isLive || (await validatesParameters(text("profile"), io.surroundings));
  const ids = {
    InstanceId: instanceId ?? (flow && flowName(flow)?.instanceId) ?? unknown,
    ContactFlowId: isLive && flow?.startsWith("arn:") ? flow : unknown,
  };
  const { problems: found, warnings } = judged({ ...withDefaults(members), ...ids }, text("region"), validate);
  problems.push(...found);
  const plan = {
    open,
    request: members,
    start: conversationStart(members),
    record: recordOf(line, io, problems),
    quietSeconds: quietOf(text("quiet"), problems),
    warnings,
  };
  if (problems.length > 0) throw wrongUse("chat", problems);
  return plan;
}

function placeOf(
  { words }: Arguments,
  flow: string | undefined,
  instanceId: string | undefined,
  io: CommandIo,
  problems: string[],
): { readonly open: Plan["open"]; readonly isLive: boolean } {
  const text = (name: keyof typeof globals) => words.get(name)?.[0];
  const [flows, instance] = [text("flows"), text("instance")];
  const file = flow === undefined ? undefined : resolve(io.folder, flow);
  const isFile = file !== undefined && /\.json$/i.test(file) && isFileAt(file);
  const service = { region: text("region"), profile: text("profile"), endpoint: text("endpoint-url") };
  const elsewhere = ["instance-id", "region", "profile", "endpoint-url"].filter((name) => words.has(name));
  const isHere = flows !== undefined || instance !== undefined || isFile;
  if (isHere && (instanceId !== undefined || elsewhere.length > 0)) {
    const here = flows !== undefined ? "--flows" : instance !== undefined ? "--instance" : "A flow's file";
    problems.push(`${here} is for a chat on this machine, without ${optionList(elsewhere) || "--instance-id"}`);
  }
  if (isHere) return { isLive: false, open: () => openLocal({ flows, instance, flow: isFile ? { file } : flow }, io) };
  const place = flow === undefined ? undefined : flowName(flow);
  const id = instanceId === undefined ? place?.instanceId : instanceName(instanceId)?.id;
  if (id === undefined && instanceId === undefined) {
    problems.push("Where to is missing: --flows or --instance for this machine, --instance-id for AWS");
  } else if (flow === undefined) {
    problems.push("A flow is missing: its name, id or ARN");
  }
  const { endpoint } = service;
  if (endpoint !== undefined && !(/^https?:/.test(endpoint) && URL.canParse(endpoint))) {
    problems.push(`--endpoint-url: Expected a URL such as https://host/, not ${endpoint}`);
  }
  const region = service.region ?? place?.region ?? (instanceId && instanceName(instanceId)?.region);
  return { isLive: true, open: () => openLive(id ?? "", flow ?? "", { ...service, region }, io) };
}

function recordOf({ words }: Arguments, io: CommandIo, problems: string[]): string | undefined {
  const written = words.get("record")?.[0];
  if (written === undefined) return undefined;
  const file = resolve(io.folder, written);
  if (!/\.chat\.ya?ml$/.test(file)) problems.push("--record is a file that ends in .chat.yaml");
  else if (!existsSync(dirname(file))) problems.push(`--record: There is no folder ${dirname(written)}`);
  else if (existsSync(file) && !words.has("force")) {
    problems.push(`--record: ${written} is there already; --force writes over it`);
  }
  return written;
}

function quietOf(written: string | undefined, problems: string[]): number {
  if (written === undefined) return defaultQuietSeconds;
  const seconds = Number(written);
  if (!(seconds > 0 && seconds <= 600)) problems.push(`--quiet is a number of seconds, at most 600, not ${written}`);
  return seconds;
}

/** A client token would make all chats of a conversation one. */
function conversationStart(members: Readonly<Record<string, unknown>>): Plan["start"] {
  const { clientToken: _token, ...start } = toProgram(members) as Readonly<Record<string, unknown>>;
  const known = new Set<string>(startProperties);
  return Object.fromEntries(Object.entries(start).filter(([name]) => known.has(name))) as Plan["start"];
}

function isFileAt(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function optionList(names: readonly string[]): string {
  return names.map((name) => `--${name}`).join(", ");
}

function chatHelp(): string {
  const description =
    "Talks to a flow, as a customer: on this machine with --flows or --instance, where the flow may be the path of its file, or in AWS with --instance-id. The flow stands before the options. In a terminal it shows the chat as it goes on; from a pipe or a file it sends line by line, each when nothing more comes. Whatever ends it, the contact is ended. Exit codes: 0 the chat was had, 1 it could not be had to its end, 2 wrong use.";
  return `${[
    "Usage: chat-check chat [FLOW] [--flows DIR | --instance FILE | --instance-id ID|ARN] [options]",
    "",
    ...wrapped(description, 100),
    "",
    "What you can type:",
    ...helpLines.flatMap((line) => wrapped(line, 98)).map((line) => `  ${line}`),
    "",
    "The chat:",
    globalHelp(chatOptions),
    "",
    "The request, as in start-chat-contact (display name chat-check, duration 60 minutes by default):",
    memberHelp([]),
    globalHelp(inputOptions),
    "",
    "Where to, in AWS:",
    globalHelp(placeOptions),
  ].join("\n")}\n`;
}
