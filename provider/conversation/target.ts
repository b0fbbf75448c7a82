import type { ServiceTarget } from "../chat/client-settings.js";

/** How a chat stands on an emulator, which can let its time pass. */
export interface Moment {
  /** Whether time was let pass. */
  readonly moved: boolean;
  /** Whether a function of the user's own is at work, whose answer will come by itself. */
  readonly working: boolean;
  readonly ended: boolean;
  /** Whether somebody from outside takes part, such as a bot of the user's own, who acts when they like. */
  readonly others?: boolean;
  /** Of the chat's last message or attachment. */
  readonly lastItemId?: string;
  /** ISO 8601: the chat's own time. */
  readonly time?: string;
  /** Milliseconds until something goes on by itself; absent where nothing does, or nobody can tell. */
  readonly untilNext?: number;
}

/** An action that a flow took, for failures to show. */
export interface TakenAction {
  readonly flow: string;
  readonly action: string;
  readonly type: string;
  readonly result: string;
  /** The branch that it took; absent where the flow ended or went elsewhere. */
  readonly branch?: { readonly label: string; readonly nextAction: string };
  readonly warnings: readonly string[];
}

/** What an action is to come to: an error, or a result that conditions look at. */
export type DecidedOutcome = { readonly error: string } | { readonly result: string | number };

/** What became of a contact; what the target cannot tell is absent. */
export interface ContactState {
  readonly attributes?: Readonly<Record<string, string>>;
  readonly queue?: string;
  /** Names of the flows that it came to, oldest first. */
  readonly flows?: readonly string[];
  readonly disconnectReason?: string;
  readonly trace?: readonly TakenAction[];
  /** The action that the flow waits in, which is in the trace when it is over. */
  readonly pending?: TakenAction;
}

/** Where conversations are held: an emulator, or an instance of Amazon Connect. */
export interface Target {
  /** For people: `the emulator`, or the instance's id. */
  readonly name: string;
  readonly service: ServiceTarget;
  readonly instanceId: string;
  /** The id of a flow that a conversation names by id, ARN or name; throws a `ChatCheckError` when there is none. */
  contactFlowId(flow: string | undefined): Promise<string>;
  state(contactId: string): Promise<ContactState>;
  /** Decides what actions of the flow come to, by identifier; absent where nobody can. */
  decide?(contactId: string, outcomes: Readonly<Record<string, DecidedOutcome>>): Promise<void>;
  /**
   * Absent where time passes as it does. Lets time pass in one chat: so many milliseconds, or until its flow goes on;
   * with 0 it only looks.
   */
  passTime?(contactId: string, milliseconds?: number): Promise<Moment>;
}
