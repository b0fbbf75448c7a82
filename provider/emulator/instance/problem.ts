/** What is wrong with an instance, and where. */
export interface Problem {
  readonly file?: string;
  /** Both from 1; absent where the instance is no text. */
  readonly line?: number;
  readonly column?: number;
  /** `queues[0].hours`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Every problem of an instance at once. */
export class InstanceError extends Error {
  override readonly name = "InstanceError";

  constructor(readonly problems: readonly Problem[]) {
    super(`The instance cannot be used:\n${problems.map((problem) => `  ${problemLine(problem)}`).join("\n")}`);
  }
}

/** `instance.yaml:12:5 queues[0].hours: There are no hours of operation named Office.` */
export function problemLine({ file, line, column, path, message }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const subject = [place, path].filter((part) => part !== "").join(" ");
  return subject === "" ? message : `${subject}: ${message}`;
}

/** `queues[0].hours`, of the keys on the way. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
