import type { TranscriptItem } from "../conversation/transcript.js";
import type { Durations } from "./stages.js";

/** What a check that held found out. */
export interface CheckOutcome {
  readonly held: true;
  readonly contactId: string;
  readonly participantId: string;
  /** Absent where no ARN was given and DescribeContact is not allowed. */
  readonly contactArn?: string;
  /** ISO 8601: when StartChatContact, CreateParticipantConnection and the subscription were answered. */
  readonly startedAt: string;
  readonly connectedAt: string;
  readonly subscribedAt: string;
  /** ISO 8601: until when AWS would have let a client use the WebSocket URL. */
  readonly connectionExpiry: string;
  readonly durations: Durations;
  readonly transcript: readonly TranscriptItem[];
  /** One sentence. */
  readonly verdict: string;
}
