import type { Branch } from "../flow/branch.js";

/** One action that a flow ran, or one thing that befell the contact. */
export interface TraceRecord {
  /** Milliseconds since the epoch, on the emulator's clock. */
  readonly time: number;
  readonly contactId: string;
  /** The flow's or module's name. */
  readonly flow: string;
  readonly flowId: string;
  readonly action: string;
  readonly type: string;
  /** After references were resolved. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** `success`, a result such as `True`, or the error type. */
  readonly result: string;
  /** Absent where the flow ended or left by other means than an edge. */
  readonly branch?: Branch;
  /** What no source settles, or what a reader should know. */
  readonly warnings: readonly string[];
}

/** One line for people: `MessageParticipant greeting → success → hours`. */
export function traceLine({ action, type, result, branch, warnings }: TraceRecord): string {
  const target = branch ? ` → ${branch.nextAction}` : "";
  const label = branch?.label && branch.label !== result ? ` (${branch.label})` : "";
  const notes = warnings.map((warning) => `\n    ${warning}`).join("");
  return `${type} ${action === type ? "" : `${action} `}→ ${result}${label}${target}${notes}`;
}
