import type { Clock } from "./clock.js";
import { ServiceError } from "./errors.js";
import { type ServiceName, services } from "./model/model.js";
import type { Behaviour } from "./options.js";
import type { Quotas, Rate } from "./quotas.js";

const rate = (perSecond: number, burst: number): Rate => ({ perSecond, burst });

/** AWS's table. Of the connect API the rates hold for an account and region, of the participant API for an instance. */
const rates: Readonly<Record<ServiceName, Readonly<Record<string, Rate>>>> = {
  connect: {
    StartChatContact: rate(5, 8),
    StartContactStreaming: rate(5, 8),
    StopContactStreaming: rate(5, 8),
    CreateParticipant: rate(5, 8),
    CreatePersistentContactAssociation: rate(5, 8),
    UpdateParticipantRoleConfig: rate(5, 8),
    StopContact: rate(10, 15),
    DescribeContact: rate(10, 15),
    UpdateContact: rate(10, 15),
    GetContactAttributes: rate(10, 15),
    UpdateContactAttributes: rate(10, 15),
    TagContact: rate(20, 25),
    UntagContact: rate(20, 25),
    SearchContacts: rate(0.5, 1),
  },
  connectparticipant: {
    CreateParticipantConnection: rate(6, 9),
    SendMessage: rate(10, 15),
    SendEvent: rate(10, 15),
    GetTranscript: rate(8, 12),
    GetAttachment: rate(8, 12),
    DisconnectParticipant: rate(3, 5),
    StartAttachmentUpload: rate(2, 5),
    CompleteAttachmentUpload: rate(2, 5),
  },
};

/** Of an operation that the table does not name. */
const otherwise = rate(2, 5);

/** Tokens of a call: a thousand, so that a bucket gains `perSecond` tokens a millisecond, and nothing is rounded. */
const aCall = 1000;

/** How often each operation may still be called, on the emulator's clock. */
export class RateLimits {
  private readonly buckets = new Map<string, { tokens: number; filled: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly quotas: Pick<Quotas, "rates">,
    private readonly behaviour: Pick<Behaviour, "throttledConnect">,
  ) {}

  /** Counts a call; throws the service's 429 when it is one too many. */
  take(service: ServiceName, operation: string): void {
    const { rates: own } = this.quotas;
    if (own === false) return;
    const limit = (own !== true && own[operation]) || rates[service][operation] || otherwise;
    const key = `${service} ${operation}`;
    const now = this.clock.now();
    const full = limit.burst * aCall;
    const { tokens, filled } = this.buckets.get(key) ?? { tokens: full, filled: now };
    const current = Math.min(full, tokens + Math.max(0, now - filled) * limit.perSecond);
    const allowed = current >= aCall;
    this.buckets.set(key, { tokens: allowed ? current - aCall : current, filled: now });
    if (!allowed) throw throttled(service, operation, this.behaviour);
  }

  /** Fills every bucket. */
  reset(): void {
    this.buckets.clear();
  }
}

function throttled(
  service: ServiceName,
  operation: string,
  { throttledConnect }: Pick<Behaviour, "throttledConnect">,
): ServiceError {
  const body = { message: "Too Many Requests" };
  const error = (name: string) => new ServiceError(name, 429, body.message, body);
  if (service === "connectparticipant") return error("ThrottlingException");
  if (throttledConnect === "unnamed") return error("");
  const declares = services.connect.operations[operation]?.errors.ThrottlingException !== undefined;
  return error(throttledConnect === "declared" && declares ? "ThrottlingException" : "TooManyRequestsException");
}
