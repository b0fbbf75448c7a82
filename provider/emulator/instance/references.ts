import type { FlowAction, FlowDocument } from "../../flow/document.js";
import { resolveText } from "../../flow/reference.js";
import { placeholdersIn } from "./placeholders.js";

export type ReferenceKind =
  | "flow"
  | "module"
  | "queue"
  | "agent"
  | "hoursOfOperation"
  | "prompt"
  | "view"
  | "lambda"
  | "lex"
  | "caseTemplate"
  | "placeholder";

/** What an action needs of the instance. */
export interface Reference {
  readonly kind: ReferenceKind;
  /** As the flow has it: an id, an ARN, a name, or a placeholder that was not filled. */
  readonly reference: string;
  /** What the export's metadata calls it. */
  readonly name?: string;
  /** The action's identifier, its type, and its parameter: `EventHooks.CustomerQueue`. */
  readonly action: string;
  readonly type: string;
  readonly parameter: string;
}

/** Parameters that name something, by action type; `*` stands for any key or place in a list. */
const parameters: Readonly<Record<string, Readonly<Record<string, ReferenceKind>>>> = {
  CheckHoursOfOperation: { HoursOfOperationId: "hoursOfOperation" },
  CheckMetricData: { QueueId: "queue", AgentId: "agent" },
  ConnectParticipantWithLexBot: { "LexV2Bot.AliasArn": "lex", "LexBot.Name": "lex", PromptId: "prompt" },
  CreateCase: { CaseTemplateId: "caseTemplate" },
  CreateTask: { ContactFlowId: "flow" },
  DequeueContactAndTransferToQueue: { QueueId: "queue", AgentId: "agent" },
  GetMetricData: { QueueId: "queue", AgentId: "agent" },
  GetParticipantInput: { PromptId: "prompt" },
  InvokeFlowModule: { FlowModuleId: "module" },
  InvokeLambdaFunction: { LambdaFunctionARN: "lambda" },
  MessageParticipant: { PromptId: "prompt" },
  MessageParticipantIteratively: { "Messages.*.PromptId": "prompt" },
  ShowView: { "ViewResource.Id": "view" },
  StartOutboundChatContact: { ContactFlowArn: "flow" },
  TransferToFlow: { ContactFlowId: "flow" },
  UpdateContactEventHooks: { "EventHooks.*": "flow" },
  UpdateContactMediaProcessing: { "ChatProcessor.LambdaProcessorARN": "lambda" },
  UpdateContactTargetQueue: { QueueId: "queue", AgentId: "agent" },
};

const arns: readonly (readonly [ReferenceKind, RegExp])[] = [
  ["flow", /^arn:[\w-]+:connect:.*\/contact-flow\/[^/]+$/],
  ["module", /^arn:[\w-]+:connect:.*\/flow-module\/[^/]+$/],
  ["agent", /^arn:[\w-]+:connect:.*\/(?:queue\/)?agent\/[^/]+$/],
  ["queue", /^arn:[\w-]+:connect:.*\/queue\/[^/]+$/],
  ["hoursOfOperation", /^arn:[\w-]+:connect:.*\/operating-hours\/[^/]+$/],
  ["prompt", /^arn:[\w-]+:connect:.*\/prompt\/[^/]+$/],
  ["view", /^arn:[\w-]+:connect:.*[:/]view\/[^/]+$/],
  ["lambda", /^arn:[\w-]+:lambda:.*:function:.+$/],
  ["lex", /^arn:[\w-]+:lex:.*:bot-alias\/.+$/],
];

/**
 * Everything in the instance that a flow refers to: by the parameters that name something, and by any ARN among the other
 * parameters. What is only known when the flow runs (`$.Attributes.queue`) is left out.
 */
export function references(document: FlowDocument): Reference[] {
  const metadata = actionMetadata(document);
  return [...document.actions.values()].flatMap((action) => {
    const { identifier, type } = action;
    return texts(action.parameters).flatMap(({ path, text }) =>
      kindsOf(action, path, text).map(({ kind, reference }) => {
        const name = nameIn(record(metadata[identifier]), path, kind);
        const parameter = path.join(".");
        return { kind, reference, ...(name === undefined ? {} : { name }), action: identifier, type, parameter };
      }),
    );
  });
}

function kindsOf(
  { type }: FlowAction,
  path: readonly string[],
  text: string,
): { kind: ReferenceKind; reference: string }[] {
  if (text.trim() === "") return [];
  const placeholders = placeholdersIn(text);
  if (placeholders.length > 0) return placeholders.map((reference) => ({ kind: "placeholder", reference }));
  if (resolveText(text, () => undefined).missing.length > 0) return [];
  const declared = Object.entries(parameters[type] ?? {}).find(([pattern]) => matches(pattern.split("."), path));
  const kind = declared?.[1] ?? arns.find(([, pattern]) => pattern.test(text))?.[0];
  return kind ? [{ kind, reference: text }] : [];
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length === path.length && pattern.every((key, index) => key === "*" || key === path[index]);
}

function texts(value: unknown, path: readonly string[] = []): { path: readonly string[]; text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => texts(entry, [...path, key]));
}

const olderMetadata: Readonly<Partial<Record<ReferenceKind, readonly string[]>>> = {
  queue: ["queue"],
  agent: ["queue"],
  flow: ["ContactFlow", "contactFlow"],
};

/** Exports keep `parameters: {"QueueId": {"displayName": "Support"}}`; older ones `queue: {"text": "Support"}`. */
function nameIn(
  metadata: Readonly<Record<string, unknown>>,
  path: readonly string[],
  kind: ReferenceKind,
): string | undefined {
  if (kind === "placeholder") return undefined;
  let place: unknown = metadata.parameters;
  for (const key of path) place = Array.isArray(place) ? place[Number(key)] : record(place)[key];
  const older = olderMetadata[kind]?.map((key) => record(metadata[key]).text) ?? [];
  return [record(place).displayName, ...older].find((name): name is string => typeof name === "string" && name !== "");
}

function actionMetadata({ content }: FlowDocument): Readonly<Record<string, unknown>> {
  const { Metadata: metadata } = JSON.parse(content) as { Metadata?: unknown };
  return record(record(metadata).ActionMetadata);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
