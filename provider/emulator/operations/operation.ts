import type { Attachments } from "../attachments.js";
import type { Clock } from "../clock.js";
import type { Contact } from "../contact.js";
import type { ContactRecords } from "../contact-records.js";
import type { Contacts } from "../contacts.js";
import type { Faults } from "../faults.js";
import type { Identifiers } from "../identifiers.js";
import type { Instance } from "../instance.js";
import type { Behaviour } from "../options.js";
import type { Quotas } from "../quotas.js";
import type { RateLimits } from "../rate-limits.js";
import type { ViewTokens } from "../view-tokens.js";

/** What operations may touch; each picks its own. */
export interface Services {
  readonly clock: Clock;
  readonly contacts: Contacts;
  readonly attachments: Attachments;
  readonly contactRecords: ContactRecords;
  readonly identifiers: Identifiers;
  readonly instance: Instance;
  readonly behaviour: Behaviour;
  readonly quotas: Quotas;
  readonly rateLimits: RateLimits;
  readonly faults: Faults;
  readonly viewTokens: ViewTokens;
  /** Starts the contact's flow, once. */
  readonly runFlow: (contact: Contact) => void;
  /** `ws://127.0.0.1:PORT`, for socket URLs. */
  readonly socketOrigin: () => string;
}

/** One AWS operation: a function of the services that it picks and of its validated input. */
export type Operation = (services: Services, input: never) => unknown;
