import type {
  ParticipantTimerConfiguration,
  UpdateParticipantRoleConfigRequest,
  UpdateParticipantRoleConfigResponse,
} from "@aws-sdk/client-connect";
import type { IdleTimes } from "../../idle-watch.js";
import { openContact, sameInstance } from "../access.js";
import type { Services } from "../operation.js";

const minutes = 60_000;

/** Sets when the customer or an agent is idle or disconnected, for the agents and custom participants who will join. */
export function UpdateParticipantRoleConfig(
  { contacts, instance }: Pick<Services, "contacts" | "instance">,
  { InstanceId, ContactId, ChannelConfiguration }: UpdateParticipantRoleConfigRequest,
): UpdateParticipantRoleConfigResponse {
  sameInstance(instance, InstanceId);
  const { chat } = openContact(contacts, ContactId);
  const times = new Map(chat.idleTimes);
  for (const timer of ChannelConfiguration?.Chat?.ParticipantTimerConfigList ?? []) {
    const { ParticipantRole: role } = timer;
    if (role) times.set(role, { ...times.get(role), ...timesOf(timer) });
  }
  chat.idleTimes = times;
  return {};
}

function timesOf({ TimerType: type, TimerValue: value }: ParticipantTimerConfiguration): IdleTimes {
  const length = value?.ParticipantTimerDurationInMinutes;
  const time = length === undefined ? undefined : length * minutes;
  return type === "IDLE" ? { idle: time } : { disconnect: time };
}
