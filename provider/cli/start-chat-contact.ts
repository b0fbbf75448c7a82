import { StartChatContactCommand, type StartChatContactRequest } from "@aws-sdk/client-connect";
import { configuredProfile, validatesParameters } from "../chat/aws-configuration.js";
import { regionOf, type ServiceTarget } from "../chat/client-settings.js";
import { openConnectClient } from "../chat/connect-client.js";
import { serviceError } from "../chat/service-error.js";
import { ChatCheckError, problemList } from "../errors.js";
import { type Arguments, type Arity, parseArguments } from "./aws/arguments.js";
import { logRequests } from "./aws/debug.js";
import { answerOptions, inputOptions, placeOptions } from "./aws/global-options.js";
import { startChatContactHelp } from "./aws/help.js";
import { memberOptions } from "./aws/member-options.js";
import { checkQuery, formatted, type OutputFormat, QueryError } from "./aws/output.js";
import { missingOptions, writtenRequest } from "./aws/request.js";
import { judged, missingMember } from "./aws/request-problems.js";
import { inputSkeleton, outputSkeleton, yamlInputSkeleton } from "./aws/skeleton.js";
import type { Command, CommandIo } from "./command.js";

/** Those of version 2 of the AWS CLI. */
const exitCodes = { done: 0, wrongUse: 252, configuration: 253, service: 254, other: 255 } as const;

const globals = { ...placeOptions, ...inputOptions, ...answerOptions };

const options: ReadonlyMap<string, Arity> = new Map([
  ...memberOptions.map(({ name, arity }) => [name, arity] as const),
  ...Object.entries(globals).map(([name, { arity }]) => [name, arity] as const),
]);

const configurationCodes: ReadonlySet<string> = new Set(["REGION_MISSING", "CREDENTIALS_MISSING", "PROFILE_NOT_FOUND"]);

/** In all, as the AWS CLI makes. */
const defaultAttempts = 3;

/** `aws connect start-chat-contact`, with better errors. */
export const startChatContact: Command = {
  name: "start-chat-contact",
  help: startChatContactHelp,
  async run(args, io) {
    if (args.includes("--help") || args[0] === "help" || args[0] === "-h") {
      io.out(startChatContactHelp());
      return exitCodes.done;
    }
    try {
      return await answer(parseArguments(args, options), io);
    } catch (error) {
      if (!(error instanceof ChatCheckError)) throw error;
      io.err(told(error));
      return exitCodeOf(error);
    }
  },
};

async function answer(line: Arguments, io: CommandIo): Promise<number> {
  const skeleton = skeletonOf(line);
  const written = await writtenRequest(line, io);
  const problems = [...line.problems, ...choiceProblems(line), ...endpointProblems(line), ...written.problems];
  const query = only(line, "query");
  if (query !== undefined) await tried(query).catch((error: Error) => problems.push(`--query: ${error.message}`));
  if (skeleton === "input" || skeleton === "yaml-input") {
    if (problems.length > 0) throw invalid(problems);
    io.out(skeleton === "input" ? inputSkeleton() : yamlInputSkeleton());
    return exitCodes.done;
  }
  const target = targetOf(line);
  const missing = missingOptions(line);
  if (missing.length > 0) problems.push(`These are missing: ${missing.join(", ")}`);
  const broken = problems.length > 0;
  const validate = await validatesParameters(target.profile, io.surroundings);
  const { problems: found, warnings } = judged(written.request, regionOf(target, io.surroundings), validate);
  problems.push(...found.filter((problem) => !broken || !problem.endsWith(missingMember)));
  if (problems.length > 0) throw invalid(problems);
  await refuseUnknownProfile(target.profile, io);
  for (const warning of warnings) io.err(`Warning: ${warning}.\n`);
  const format = await formatOf(line, io);
  const response = skeleton ? outputSkeleton() : await send(written.request, target, line, io);
  return show(response, format, query, io);
}

/** A query that fails on the answer must not lose its ids: then the whole answer is shown. */
async function show(
  response: unknown,
  format: OutputFormat,
  query: string | undefined,
  io: CommandIo,
): Promise<number> {
  try {
    io.out(await formatted(response, format, query));
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const unanswered = new ChatCheckError({
      code: "QUERY_FAILED",
      message: `The contact was started, and --query cannot be answered from its answer: ${error.message}.`,
      hint: "The whole answer is on standard output.",
    });
    io.err(told(unanswered));
    io.out(await formatted(response, format));
    return exitCodes.other;
  }
}

async function refuseUnknownProfile(profile: string | undefined, { surroundings }: CommandIo): Promise<void> {
  const name = profile ?? surroundings.environment.AWS_PROFILE;
  if (!name || (await configuredProfile(name, surroundings))) return;
  throw new ChatCheckError({
    code: "PROFILE_NOT_FOUND",
    message: `The AWS configuration has no profile ${name}.`,
    hint: "Correct --profile or AWS_PROFILE, or add the profile to the AWS configuration.",
  });
}

/** A query that fails on the answer would lose its ids, so it is tried on a sample before anything is sent. */
async function tried(query: string): Promise<void> {
  await checkQuery(query);
  await formatted(outputSkeleton(), "json", query);
}

function targetOf(line: Arguments): ServiceTarget {
  return { region: only(line, "region"), profile: only(line, "profile"), endpoint: only(line, "endpoint-url") };
}

function endpointProblems(line: Arguments): string[] {
  const endpoint = only(line, "endpoint-url");
  if (endpoint === undefined || (/^https?:/.test(endpoint) && URL.canParse(endpoint))) return [];
  return [`--endpoint-url: Expected a URL such as https://host/, not ${endpoint}`];
}

async function send(
  request: Readonly<Record<string, unknown>>,
  target: ServiceTarget,
  line: Arguments,
  io: CommandIo,
): Promise<unknown> {
  const { environment } = io.surroundings;
  const bundle = only(line, "ca-bundle");
  const surroundings = bundle
    ? { ...io.surroundings, environment: { ...environment, AWS_CA_BUNDLE: bundle } }
    : io.surroundings;
  const attempts = Number(environment.AWS_MAX_ATTEMPTS) || defaultAttempts;
  const client = openConnectClient(target, surroundings, { attempts });
  if (line.words.has("debug")) logRequests(client, io);
  const command = new StartChatContactCommand({
    ClientToken: io.surroundings.newId(),
    ...request,
  } as unknown as StartChatContactRequest);
  try {
    const { $metadata, ...response } = await client.send(command);
    return response;
  } catch (cause) {
    throw serviceError("StartChatContact", cause);
  } finally {
    client.destroy();
  }
}

function skeletonOf(line: Arguments): string | undefined {
  const given = line.words.get("generate-cli-skeleton");
  return given && (given[0] ?? "input");
}

function choiceProblems(line: Arguments): string[] {
  return Object.entries(globals).flatMap(([name, option]) => {
    const given = only(line, name);
    if (given === undefined || !("choices" in option) || (option.choices as readonly string[]).includes(given))
      return [];
    return [`--${name} is one of ${option.choices.join(", ")}, not ${given}`];
  });
}

async function formatOf(line: Arguments, { surroundings }: CommandIo): Promise<OutputFormat> {
  const written = only(line, "output") ?? surroundings.environment.AWS_DEFAULT_OUTPUT;
  const format = written ?? (await configuredProfile(only(line, "profile"), surroundings))?.output ?? "json";
  if (format === "json" || format === "yaml" || format === "text") return format;
  throw invalid([`The output format ${format} is not one of json, yaml, text`]);
}

function only(line: Arguments, name: string): string | undefined {
  return line.words.get(name)?.[0];
}

function invalid(problems: readonly string[]): ChatCheckError {
  return new ChatCheckError({
    code: "WRONG_USE",
    message: problemList("The command line is not valid", problems),
    hint: "See chat-check start-chat-contact --help; nothing was sent.",
  });
}

function told({ code, message, hint, answer }: ChatCheckError): string {
  const aws = answer
    ? [`An error occurred (${answer.name}) when calling the ${answer.operation} operation: ${answer.message}`]
    : [];
  return `${[message, ...aws, `code: ${code}`, `to do: ${hint}`].join("\n")}\n`;
}

function exitCodeOf({ code, answer }: ChatCheckError): number {
  if (code === "WRONG_USE") return exitCodes.wrongUse;
  if (answer) return exitCodes.service;
  return configurationCodes.has(code) ? exitCodes.configuration : exitCodes.other;
}
