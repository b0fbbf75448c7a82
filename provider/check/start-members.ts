import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import { requestMembers, toWire } from "../chat/request-shapes.js";
import { everyContentType } from "../conversation/conversation.js";

/** The members of StartChatContact but for the two ids, as a program writes them. AWS's reference tells what they do. */
export interface StartMembers {
  /** Default display name: `chat-check`. */
  readonly participantDetails?: { readonly displayName?: string };
  readonly attributes?: Readonly<Record<string, string>>;
  /** Default content type: `text/plain`. */
  readonly initialMessage?: { readonly contentType?: string; readonly content: string };
  /** Default: a new one for each check. */
  readonly clientToken?: string;
  /** Minutes, 60 to 10,080; default 60, or AWS's own where the account may not set it. */
  readonly chatDurationInMinutes?: number;
  readonly supportedMessagingContentTypes?: readonly string[];
  readonly persistentChat?: { readonly rehydrationType: string; readonly sourceContactId: string };
  readonly relatedContactId?: string;
  readonly segmentAttributes?: Readonly<Record<string, SegmentAttribute>>;
  readonly participantConfiguration?: { readonly responseMode?: string };
  readonly customerId?: string;
  readonly disconnectOnCustomerExit?: readonly string[];
}

export interface SegmentAttribute {
  readonly valueString?: string;
  readonly valueInteger?: number;
  readonly valueMap?: Readonly<Record<string, SegmentAttribute>>;
  readonly valueList?: readonly SegmentAttribute[];
  readonly valueArn?: string;
}

const displayName = "chat-check";
const contentType = "text/plain";

/** Their names, those among them that this SDK cannot send. */
export const startMembers: readonly string[] = requestMembers
  .filter((name) => name !== "InstanceId" && name !== "ContactFlowId")
  .map((name) => name.charAt(0).toLowerCase() + name.slice(1));

/** An input with what its conversation says of the start; what the input says itself goes over that. */
export function withConversation<Input extends StartMembers & { readonly conversation?: unknown }>(
  input: Input,
): Input {
  const { conversation } = input;
  if (typeof conversation !== "object" || conversation === null) return input;
  const given = Object.entries(conversation).filter(([name]) => startMembers.includes(name));
  return { supportedMessagingContentTypes: everyContentType, ...Object.fromEntries(given), ...withoutUndefined(input) };
}

function withoutUndefined<Input extends object>(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Input;
}

/** The request as it is sent, with the defaults of a check. */
export function startRequest(
  input: StartMembers,
  { instanceId, contactFlowId }: { readonly instanceId: string; readonly contactFlowId: string },
): StartChatContactRequest & { readonly InstanceId: string } {
  const given = Object.fromEntries(Object.entries(input).filter(([name]) => startMembers.includes(name)));
  const request = toWire({ ...given, instanceId, contactFlowId }) as Readonly<Record<string, unknown>>;
  return withDefaults(request) as unknown as StartChatContactRequest & { readonly InstanceId: string };
}

/** Fills in the defaults of a check, except for ids. */
export function withDefaults(request: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { InitialMessage: message, ParticipantDetails: details } = request;
  return {
    ...request,
    ParticipantDetails: withDefault(details ?? {}, { DisplayName: displayName }),
    ...(message === undefined ? {} : { InitialMessage: withDefault(message, { ContentType: contentType }) }),
  };
}

function withDefault(value: unknown, added: object): unknown {
  return typeof value === "object" && value !== null ? { ...added, ...value } : value;
}
