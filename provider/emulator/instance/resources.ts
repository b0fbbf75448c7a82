import type { FlowDocument } from "../../flow/document.js";
import type { Resource } from "./collection.js";
import type { AgentDefinition, LambdaDefinition, LexBotDefinition } from "./definition.js";
import type { WeeklyHours } from "./hours.js";

/** What flows and modules share; a change makes a new record, so that a chat goes on in the flow that it began in. */
export interface FlowRecord extends Resource {
  readonly description?: string;
  readonly state: "ACTIVE" | "ARCHIVED";
  /** `SAVED`: never published; `document` is empty then, and only `draft` has something. */
  readonly status: "PUBLISHED" | "SAVED";
  readonly document: FlowDocument;
  /** The content that was saved since the publication, not validated. */
  readonly draft?: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** The file that it was loaded from. */
  readonly file?: string;
}

export interface Flow extends FlowRecord {
  readonly type: string;
}

export interface FlowModule extends FlowRecord {
  /** The module's contract, a JSON text. */
  readonly settings?: string;
  readonly externalInvocation: boolean;
}

/** What a flow that was never published has to run. */
export const nothingPublished: FlowDocument = { startAction: "", actions: new Map(), content: "" };

export interface Queue extends Resource {
  readonly type: "STANDARD" | "AGENT";
  readonly description?: string;
  /** Absent where the instance file gives none. */
  readonly hours?: HoursOfOperation;
  readonly maxContacts?: number;
  readonly status: "ENABLED" | "DISABLED";
  readonly outboundCallerId?: string;
  readonly agents: readonly Agent[];
}

export interface HoursOfOperation extends Resource, WeeklyHours {
  readonly description?: string;
}

export interface View extends Resource {
  readonly type: "CUSTOMER_MANAGED" | "AWS_MANAGED";
  readonly description?: string;
  readonly version: number;
  readonly content: {
    /** JSON texts. */
    readonly template: string;
    readonly inputSchema: string;
    /** Names with which a customer can answer; absent where any will do. */
    readonly actions?: readonly string[];
  };
}

export interface Agent extends Resource {
  readonly definition: AgentDefinition;
}

export interface LambdaFunction extends Resource {
  readonly definition: LambdaDefinition;
}

export interface LexBot extends Resource {
  readonly definition: LexBotDefinition;
}
