/** The value of an option that cannot be understood; the message shows the line and points to the place. */
export class ShorthandError extends Error {
  override readonly name = "ShorthandError";
  readonly text: string;
  /** Index in `text`, in UTF-16 units. */
  readonly position: number;
  /** What was expected there and what stands there, without the full stop. */
  readonly reason: string;

  constructor(title: string, text: string, position: number, reason: string) {
    super(`${title}:\n${pointedAt(text, position)} ${reason}`);
    this.text = text;
    this.position = position;
    this.reason = reason;
  }
}

const around = 60;

/** The characters of one line around the place, a caret below it. */
function pointedAt(text: string, position: number): string {
  const begin = position === 0 ? 0 : text.lastIndexOf("\n", position - 1) + 1;
  const end = text.indexOf("\n", position);
  const before = [...text.slice(Math.max(begin, position - 2 * around), position)];
  const after = [...text.slice(position, Math.min(end === -1 ? text.length : end, position + 2 * around))];
  const shown = before.length > around ? ["…", ...before.slice(-around)] : before;
  const rest = after.length > around ? [...after.slice(0, around), "…"] : after;
  const line = [...shown, ...rest].map((character) => (/\p{Cc}/u.test(character) ? " " : character)).join("");
  return `    ${line}\n    ${" ".repeat(shown.length)}^`;
}
