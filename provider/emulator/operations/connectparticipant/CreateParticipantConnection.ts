import type {
  CreateParticipantConnectionRequest,
  CreateParticipantConnectionResponse,
} from "@aws-sdk/client-connectparticipant";
import { arrive } from "../../arrival.js";
import { NotEmulatedError, ServiceError } from "../../errors.js";
import type { Participant } from "../../participant.js";
import { invitee } from "../access.js";
import { connectionOf } from "../connection.js";
import type { Services } from "../operation.js";

/** @partial WEBRTC_CONNECTION is refused as not emulated. */
export function CreateParticipantConnection(
  services: Pick<Services, "contacts" | "socketOrigin" | "behaviour" | "runFlow" | "clock">,
  { ParticipantToken, Type: types = [], ConnectParticipant }: CreateParticipantConnectionRequest,
): CreateParticipantConnectionResponse {
  const participant = invitee(services.contacts, ParticipantToken);
  services.clock.stir?.();
  if (types.includes("WEBRTC_CONNECTION")) {
    throw new NotEmulatedError(["WEBRTC_CONNECTION"], "Connections of the type WEBRTC_CONNECTION are not emulated.");
  }
  if (ConnectParticipant) connect(participant, services);
  const { connectionEstablished } = services.behaviour;
  if (participant.role === "CUSTOMER" && connectionEstablished === "CreateParticipantConnection") {
    participant.chat.establish();
  }
  return connectionOf(services, participant, types);
}

/** A customer with a socket is connected by subscribing on it; this is for everybody else. */
function connect(participant: Participant, services: Pick<Services, "behaviour" | "runFlow" | "clock">): void {
  const { role, chat } = participant;
  if (role === "CUSTOMER" && !chat.streams?.size) {
    const message = "ConnectParticipant is for a customer in message streaming; this chat has no streaming.";
    throw new ServiceError("ValidationException", 400, message);
  }
  arrive(participant, services);
}
