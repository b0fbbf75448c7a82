import { services } from "./model/model.js";

/** A token bucket: how fast it fills, and how much it holds. */
export interface Rate {
  /** Calls a second that may go on for ever. */
  readonly perSecond: number;
  /** Calls that may come at once. */
  readonly burst: number;
}

/** How much an account may have; the defaults are AWS's for a new account, and every number can be changed. */
export interface Quotas {
  /**
   * How often an operation may be called: `false` (default) as often as one likes; `true` as AWS's table has it; or
   * that table with rates of your own, by operation. A name that both services have (DescribeView) means both.
   */
  readonly rates: boolean | Readonly<Record<string, Rate>>;
  /** Chats that are open at once; the next StartChatContact is refused with LimitExceededException. Default 500. */
  readonly concurrentActiveChats: number;
  /** Flows of the instance; the next CreateContactFlow is refused with LimitExceededException. Default 100. */
  readonly flows: number;
  /** Flow modules of the instance; the next CreateContactFlowModule is refused. Default 200. */
  readonly flowModules: number;
  /** Participants of a chat who are in it or may join it, the customer included and the flow's voice not. Default 6. */
  readonly participantsPerChat: number;
  /** Custom participants (CreateParticipant) of a chat. Default 1. */
  readonly customParticipantsPerChat: number;
  /** Attachments of a chat. Default 35. */
  readonly attachmentsPerChat: number;
  /** Bytes of an attachment. Default 20,971,520 (20 MiB). */
  readonly attachmentBytes: number;
  /** Streaming endpoints of a contact. Default 2. */
  readonly streamingEndpointsPerContact: number;
  /** UTF-8 bytes over the keys and values of all of a contact's attributes, to the operations that set them. Default 32,768. */
  readonly contactAttributeBytes: number;
  /** Tags of a contact that users set. Default 6. */
  readonly tagsPerContact: number;
  /** Weeks that the time range of a SearchContacts may span. Default 8. */
  readonly searchContactsWeeks: number;
}

export const defaultQuotas: Quotas = {
  rates: false,
  concurrentActiveChats: 500,
  flows: 100,
  flowModules: 200,
  participantsPerChat: 6,
  customParticipantsPerChat: 1,
  attachmentsPerChat: 35,
  attachmentBytes: 20 * 1024 * 1024,
  streamingEndpointsPerContact: 2,
  contactAttributeBytes: 32_768,
  tagsPerContact: 6,
  searchContactsWeeks: 8,
};

/** Sentences on what is wrong with quotas that a program without a type checker gave. */
export function quotaProblems(quotas: Partial<Quotas>): string[] {
  const { rates, ...counts } = quotas;
  return [
    ...Object.keys(quotas)
      .filter((name) => !Object.hasOwn(defaultQuotas, name))
      .map((name) => `There is no quota ${name}.`),
    ...Object.entries(counts)
      .filter(([name, count]) => Object.hasOwn(defaultQuotas, name) && !isCount(count))
      .map(([name]) => `The quota ${name} is a number from 0 up.`),
    ...rateProblems(rates),
  ];
}

function rateProblems(rates: unknown): string[] {
  if (rates === undefined || typeof rates === "boolean") return [];
  if (typeof rates !== "object" || rates === null) return ["rates is true, false or rates by operation."];
  return Object.entries(rates as Record<string, Partial<Rate>>).flatMap(([operation, rate]) => {
    if (!Object.values(services).some((service) => Object.hasOwn(service.operations, operation))) {
      return [`rates knows no operation ${operation}.`];
    }
    const valid = isCount(rate?.perSecond) && isCount(rate?.burst);
    return valid ? [] : [`The rate of ${operation} is a perSecond and a burst, both from 0 up.`];
  });
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && value >= 0;
}
