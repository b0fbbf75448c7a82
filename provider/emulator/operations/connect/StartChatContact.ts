import type { StartChatContactRequest, StartChatContactResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { notFound, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

const mostAttributeBytes = 32_768;
const interactive = "application/vnd.amazonaws.connect.message.interactive";

export function StartChatContact(
  { contacts, instance, behaviour, runFlow }: Pick<Services, "contacts" | "instance" | "behaviour" | "runFlow">,
  request: StartChatContactRequest,
): StartChatContactResponse {
  const problems = crossFieldProblems(request);
  if (problems.length > 0) throw new ServiceError("InvalidParameterException", 400, problems.join(" "));
  sameInstance(instance, request.InstanceId);
  const flow = instance.flow(request.ContactFlowId ?? "");
  if (!flow || flow.status === "SAVED") throw notFound();
  const { contact, replayed } = contacts.start(instance, flow, request);
  if (!replayed && behaviour.flowStart === "created") runFlow(contact);
  return {
    ContactId: contact.id,
    ParticipantId: contact.customer.id,
    ParticipantToken: contacts.participantToken(contact.customer),
  };
}

/** The documented rules that the service model does not express. */
function crossFieldProblems(request: StartChatContactRequest): string[] {
  const { Attributes: attributes = {}, SupportedMessagingContentTypes: types, SegmentAttributes: segment } = request;
  const problems: string[] = [];
  const bytes = Object.entries(attributes).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > mostAttributeBytes) problems.push(`Attributes have ${bytes} bytes; ${mostAttributeBytes} is the limit.`);
  const badKeys = Object.keys(attributes).filter((key) => !/^[A-Za-z0-9_-]+$/.test(key));
  if (badKeys.length > 0) problems.push(`Attribute keys hold letters, digits, - and _ only: ${badKeys.join(", ")}.`);
  if (types && !types.includes("text/plain")) {
    problems.push("SupportedMessagingContentTypes must include text/plain.");
  }
  if (request.PersistentChat && request.RelatedContactId) {
    problems.push("PersistentChat and RelatedContactId exclude each other.");
  }
  if (segment?.["connect:Subtype"]?.ValueString === "connect:Guide") {
    for (const type of [interactive, `${interactive}.response`]) {
      if (!types?.includes(type)) problems.push(`SupportedMessagingContentTypes must include ${type} for a guide.`);
    }
  }
  return problems;
}
