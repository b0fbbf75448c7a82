import type {
  ChatMetrics,
  Contact as ContactRecord,
  ParticipantMetrics,
  ParticipantType,
} from "@aws-sdk/client-connect";
import type { Item } from "@aws-sdk/client-connectparticipant";

interface Message {
  readonly role: string;
  readonly participantId: string;
  readonly time: number;
  readonly characters: number;
}

const bots = ["SYSTEM", "CUSTOM_BOT"];

/**
 * ChatMetrics of a conversation. A turn is what the customer says until somebody answers; a response is what one
 * participant says after another, and took as long as the other had waited since speaking last.
 */
export function chatMetrics(
  items: readonly Item[],
  { DisconnectTimestamp: ended, AgentInfo: agent }: Pick<ContactRecord, "DisconnectTimestamp" | "AgentInfo">,
): ChatMetrics {
  const messages = items.filter(({ Type }) => Type === "MESSAGE").map(messageOf);
  const ofBots = messages.filter(({ role }) => bots.includes(role));
  const lastOfCustomer = messages.filter(({ role }) => role === "CUSTOMER").at(-1);
  const firstOfAgent = messages.find(({ role }) => role === "AGENT");
  const agents = new Set(
    items.filter(({ ParticipantRole: role }) => role === "AGENT").map((item) => item.ParticipantId),
  );
  return {
    ChatContactMetrics: {
      MultiParty: agents.size > 1,
      TotalMessages: messages.length,
      TotalBotMessages: ofBots.length,
      TotalBotMessageLengthInChars: charactersOf(ofBots),
      ConversationTurnCount: messages.filter(
        ({ role }, index) => role !== "CUSTOMER" && messages[index - 1]?.role === "CUSTOMER",
      ).length,
      ConversationCloseTimeInMillis: ended && lastOfCustomer && ended.getTime() - lastOfCustomer.time,
      AgentFirstResponseTimestamp: firstOfAgent && new Date(firstOfAgent.time),
      AgentFirstResponseTimeInMillis:
        firstOfAgent && agent?.ConnectedToAgentTimestamp
          ? firstOfAgent.time - agent.ConnectedToAgentTimestamp.getTime()
          : undefined,
    },
    CustomerMetrics: participantMetrics(messages, "CUSTOMER"),
    AgentMetrics: agents.size > 0 ? participantMetrics(messages, "AGENT") : undefined,
  };
}

function participantMetrics(messages: readonly Message[], type: ParticipantType): ParticipantMetrics {
  const own = messages.filter(({ role }) => role === type);
  const responseTimes = messages.flatMap(({ role, time }, index) => {
    const before = messages[index - 1];
    return role === type && before && before.role !== type ? [time - before.time] : [];
  });
  const last = own.at(-1);
  return {
    ParticipantId: last?.participantId,
    ParticipantType: type,
    MessagesSent: own.length,
    NumResponses: responseTimes.length,
    MessageLengthInChars: charactersOf(own),
    TotalResponseTimeInMillis: responseTimes.reduce((sum, time) => sum + time, 0),
    MaxResponseTimeInMillis: responseTimes.length > 0 ? Math.max(...responseTimes) : undefined,
    LastMessageTimestamp: last && new Date(last.time),
  };
}

function messageOf({ ParticipantRole, ParticipantId, AbsoluteTime, Content }: Item): Message {
  return {
    role: ParticipantRole ?? "",
    participantId: ParticipantId ?? "",
    time: Date.parse(AbsoluteTime ?? ""),
    characters: [...(Content ?? "")].length,
  };
}

function charactersOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { characters }) => sum + characters, 0);
}
