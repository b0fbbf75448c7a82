import type { ChatRequest } from "../chat/chat.js";
import { requestProblems } from "../chat/constraints.js";
import { programPath, toWire } from "../chat/request-shapes.js";
import { ChatCheckError } from "../errors.js";
import { type Conversation, everyContentType, startProperties, type Values } from "./conversation.js";
import type { Target } from "./target.js";
import { UnknownVariable, withVariables } from "./variables.js";

type Start = Omit<Conversation, "steps">;

/** What is wrong with a conversation's members of StartChatContact, and where. */
export interface StartProblem {
  readonly keys: readonly PropertyKey[];
  readonly message: string;
}

const displayName = "chat-check";
const contentType = "text/plain";

/** The request that starts a conversation's chat; throws `INVALID_CONVERSATION` before anything is sent. */
export async function startRequest(conversation: Start, values: Values, target: Target): Promise<ChatRequest> {
  const { name = "The conversation" } = conversation;
  const start = filledStart(conversation, values);
  const contactFlowId = await target.contactFlowId(start.contactFlowId as string | undefined);
  const request = toWire({ ...start, instanceId: target.instanceId, contactFlowId }) as ChatRequest;
  const problems = requestProblems(request).filter(({ severity }) => severity !== "warning");
  if (problems.length === 0) return request;
  const lines = problems.map(({ path, message }) => `${programPath(path)}: ${message}`);
  throw new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: `${name} cannot be started: ${lines.join("; ")}.`,
    hint: "Correct the conversation; nothing was sent.",
  });
}

/** AWS's rules for what a chat is started with, as far as the variables are known; of rows the first that breaks one. */
export function startProblems({ rows = [{}], variables, ...conversation }: Conversation): StartProblem[] {
  for (const row of rows) {
    const problems = requestProblems(requestOf(conversation, { ...variables, ...row }))
      .filter(({ severity, path }) => severity !== "warning" && isWritten(conversation, keysOf(path)))
      .map(({ path, message }) => ({ keys: keysOf(path), message }));
    if (problems.length > 0) return problems;
  }
  return [];
}

function requestOf(conversation: Start, values: Values): unknown {
  try {
    return toWire({ ...filledStart(conversation, values), instanceId: "i", contactFlowId: "f" });
  } catch {
    return toWire({ ...startOf({}), instanceId: "i", contactFlowId: "f" });
  }
}

/** Whether a member is the conversation's own and not one of ours. */
function isWritten(conversation: Start, [first]: readonly PropertyKey[]): boolean {
  return first !== undefined && (conversation as Readonly<Record<PropertyKey, unknown>>)[first] !== undefined;
}

/** The way to a member of the request in the words of a conversation. */
function keysOf(path: readonly string[]): PropertyKey[] {
  return path.map((key, index) => {
    const before = programPath(path.slice(0, index));
    const word = programPath(path.slice(0, index + 1)).slice(before === "" ? 0 : before.length + 1);
    return /^\d+$/.test(key) ? Number(key) : word;
  });
}

function filledStart(conversation: Start, values: Values): Readonly<Record<string, unknown>> {
  try {
    return withVariables(startOf(conversation), values);
  } catch (cause) {
    if (!(cause instanceof UnknownVariable)) throw cause;
    throw new ChatCheckError({
      code: "UNKNOWN_VARIABLE",
      message: cause.message,
      hint: "Give it in variables or in the rows; nothing was sent.",
    });
  }
}

function startOf(conversation: Start): Readonly<Record<string, unknown>> {
  const given = startProperties.map((property) => [property, conversation[property]] as const);
  const { initialMessage, participantDetails } = conversation;
  return {
    supportedMessagingContentTypes: everyContentType,
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    participantDetails: { displayName, ...participantDetails },
    ...(initialMessage ? { initialMessage: { contentType, ...initialMessage } } : {}),
    contactFlowId: conversation.flow,
  };
}
