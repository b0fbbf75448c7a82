import type { SegmentAttributeValue, UpdateContactRequest, UpdateContactResponse } from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import type { Behaviour } from "../../options.js";
import { existingContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

const ofExternalAudio = ["QueueInfo", "UserInfo", "CustomerEndpoint", "SystemEndpoint"] as const;
const contactExpiry = "connect:ContactExpiry";

/** Of open contacts and of those that have ended; references and segment attributes are added or replaced by key. */
export function UpdateContact(
  { contacts, instance, behaviour }: Pick<Services, "contacts" | "instance" | "behaviour">,
  request: UpdateContactRequest,
): UpdateContactResponse {
  refuseNothingToUpdate(request);
  refuseExternalAudio(request, behaviour);
  refuseSegmentAttributes(request.SegmentAttributes);
  sameInstance(instance, request.InstanceId);
  const contact = existingContact(contacts, request.ContactId);
  const { Name, Description, References = {}, SegmentAttributes = {} } = request;
  if (typeof Name === "string") contact.data.Name = Name;
  if (typeof Description === "string") contact.data.Description = Description;
  for (const [key, reference] of Object.entries(References)) contact.references.set(key, reference);
  for (const [key, value] of Object.entries(SegmentAttributes)) contact.segmentAttributes.set(key, value);
  contact.touch();
  return {};
}

function refuseNothingToUpdate({ InstanceId, ContactId, ...updates }: UpdateContactRequest): void {
  if (Object.values(updates).some((value) => value !== undefined && value !== null)) return;
  throw new ServiceError("InvalidRequestException", 400, "At least one field to be updated must be present.");
}

function refuseExternalAudio(request: UpdateContactRequest, { externalAudioMembers }: Behaviour): void {
  const given = ofExternalAudio.filter((name) => request[name] !== undefined && request[name] !== null);
  if (given.length === 0 || externalAudioMembers === "ignored") return;
  const message = `${given.join(", ")}: only an external audio contact can be updated so.`;
  throw new ServiceError("InvalidRequestException", 400, message);
}

/** Users set strings under keys of their own; of the system's, the time at which a contact expires. */
function refuseSegmentAttributes(attributes: Readonly<Record<string, SegmentAttributeValue>> = {}): void {
  const problems = Object.entries(attributes).flatMap(([key, { ValueString }]) => {
    if (key === contactExpiry) return [];
    if (!/^[A-Za-z0-9_-]+$/.test(key)) {
      return [`SegmentAttributes.${key} cannot be updated; keys hold letters, digits, - and _ only.`];
    }
    return typeof ValueString === "string" ? [] : [`SegmentAttributes.${key} must be a ValueString.`];
  });
  if (problems.length > 0) throw new ServiceError("InvalidParameterException", 400, problems.join(" "));
}
