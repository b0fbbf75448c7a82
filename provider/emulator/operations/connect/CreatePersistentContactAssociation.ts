import type {
  CreatePersistentContactAssociationRequest,
  CreatePersistentContactAssociationResponse,
} from "@aws-sdk/client-connect";
import { ServiceError } from "../../errors.js";
import { openContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { pastContact } from "../past-chat.js";

/** Lets a chat that goes on carry on a past one, whose transcript can be read in it from now on. */
export function CreatePersistentContactAssociation(
  { contacts, instance }: Pick<Services, "contacts" | "instance">,
  request: CreatePersistentContactAssociationRequest,
): CreatePersistentContactAssociationResponse {
  sameInstance(instance, request.InstanceId);
  const { chat } = openContact(contacts, request.InitialContactId);
  return chat.clientTokens.once("CreatePersistentContactAssociation", request.ClientToken, () => {
    if (chat.continuedFrom) {
      throw new ServiceError("InvalidRequestException", 400, "The chat carries on a past one already.");
    }
    const source = pastContact(contacts, request);
    chat.continueFrom(source);
    return { ContinuedFromContactId: source.id };
  });
}
