import type { StartChatContactRequest, StartChatContactResponse } from "@aws-sdk/client-connect";
import { parseFlow } from "../../../flow/document.js";
import type { Chat } from "../../chat.js";
import { attributeProblems } from "../../contact-attributes.js";
import { ServiceError } from "../../errors.js";
import type { Flow, Instance } from "../../instance.js";
import { interactiveMessage, interactiveResponse } from "../../interactive.js";
import { messageProblems } from "../../message-rules.js";
import type { Behaviour } from "../../options.js";
import { existingContact, notFound, sameInstance } from "../access.js";
import { connectionOf } from "../connection.js";
import type { Services } from "../operation.js";
import { pastContact } from "../past-chat.js";
import { startStreaming } from "../streaming.js";

/** Members that are newer than the SDK, which drops them without a word. */
interface Request extends StartChatContactRequest {
  readonly ConnectionTypes?: readonly string[];
  readonly ChatStreamingConfiguration?: { readonly StreamingEndpointArn: string };
}

interface Response extends StartChatContactResponse, ReturnType<typeof connectionOf> {
  StreamingId?: string;
}

export function StartChatContact(
  services: Pick<Services, "contacts" | "instance" | "quotas" | "behaviour" | "runFlow" | "socketOrigin" | "clock">,
  request: Request,
): Response {
  const { contacts, instance, quotas, behaviour, runFlow } = services;
  const problems = [...attributeProblems(request.Attributes, quotas), ...crossFieldProblems(request, behaviour)];
  if (problems.length > 0) throw new ServiceError("InvalidParameterException", 400, problems.join(" "));
  sameInstance(instance, request.InstanceId);
  const flow = startable(instance, request.ContactFlowId ?? "", behaviour);
  const { PersistentChat: past, RelatedContactId: relatedId } = request;
  const source = past && pastContact(contacts, past);
  const related = source ?? (relatedId ? existingContact(contacts, relatedId) : undefined);
  services.clock.stir?.();
  const { contact, replayed } = contacts.start(instance, flow, request, quotas.concurrentActiveChats, related);
  const { chat, customer } = contact;
  if (!replayed && source) chat.continueFrom(source);
  if (!replayed && behaviour.flowStart === "created") runFlow(contact);
  return {
    ContactId: contact.id,
    ParticipantId: customer.id,
    ParticipantToken: contacts.participantToken(customer),
    ...(chat.continuedFrom ? { ContinuedFromContactId: chat.continuedFrom.id } : {}),
    ...(chat.ended ? {} : connectionOf(services, customer, request.ConnectionTypes ?? [])),
    ...streamingOf(request, { chat, replayed }, quotas),
  };
}

function streamingOf(
  { ChatStreamingConfiguration: streaming }: Request,
  { chat, replayed }: { readonly chat: Chat; readonly replayed: boolean },
  quotas: Services["quotas"],
): Pick<Response, "StreamingId"> {
  if (!streaming) return {};
  if (!replayed) return { StreamingId: startStreaming(chat, streaming.StreamingEndpointArn, quotas) };
  const [StreamingId] = chat.streams?.keys() ?? [];
  return { StreamingId };
}

/** The published flow of an id; other ways to name one, and flows that were only saved, are the options' matter. */
function startable(instance: Instance, reference: string, behaviour: Behaviour): Flow {
  const [id = "", alias] = reference.split(":$");
  if (id.includes("/") && !behaviour.startByFlowArn) throw notFound();
  const flow = instance.flow(id);
  if (!flow) throw notFound();
  if (alias !== undefined) {
    if (alias === "SAVED" && behaviour.startSavedFlow === "runs") return asSaved(flow);
    throw notFound();
  }
  if (flow.status === "PUBLISHED") return flow;
  if (behaviour.startUnpublishedFlow === "runs") return asSaved(flow);
  if (behaviour.startUnpublishedFlow === "not found") throw notFound();
  throw new ServiceError("InvalidRequestException", 400, "The flow has not been published.");
}

/** Nothing looked at what was saved until now. */
function asSaved(flow: Flow): Flow {
  if (flow.draft === undefined) return flow;
  const { document } = parseFlow(flow.draft);
  if (document) return { ...flow, document };
  throw new ServiceError("InvalidRequestException", 400, "What was saved of the flow cannot be run.");
}

/** The documented rules that the service model does not express. */
function crossFieldProblems(request: Request, behaviour: Behaviour): string[] {
  const { SupportedMessagingContentTypes: types, SegmentAttributes: segment, InitialMessage: initial } = request;
  const { PersistentChat: past } = request;
  const problems: string[] = [];
  if (types && !types.includes("text/plain")) {
    problems.push("SupportedMessagingContentTypes must include text/plain.");
  }
  if (past && request.RelatedContactId) problems.push("PersistentChat and RelatedContactId exclude each other.");
  if (past && !past.RehydrationType) problems.push("PersistentChat.RehydrationType is required.");
  if (past && !past.SourceContactId) problems.push("PersistentChat.SourceContactId is required.");
  if (segment?.["connect:Subtype"]?.ValueString === "connect:Guide") {
    for (const type of [interactiveMessage, interactiveResponse]) {
      if (!types?.includes(type)) problems.push(`SupportedMessagingContentTypes must include ${type} for a guide.`);
    }
  }
  if (initial) {
    const found = messageProblems(initial.ContentType ?? "", initial.Content ?? "", "CUSTOMER", request, behaviour);
    problems.push(...found.map((problem) => `InitialMessage: ${problem}`));
  }
  return problems;
}
