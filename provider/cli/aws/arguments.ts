/** How many words an option of the AWS CLI takes: one, any number, one or none, or none at all. */
export type Arity = "value" | "list" | "optional" | "switch";

export interface Arguments {
  /** By option, without the dashes; a switch has no words. Of an option that is repeated the last one counts. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly string[];
}

/**
 * Reads a command line as the AWS CLI does: `--name value`, `--name=value`, and unambiguous beginnings of a name.
 * Operands are problems, unless somebody takes them.
 */
export function parseArguments(
  args: readonly string[],
  options: ReadonlyMap<string, Arity>,
  takeOperand?: (word: string) => void,
): Arguments {
  const words = new Map<string, readonly string[]>();
  const problems: string[] = [];
  const rest = [...args].reverse();
  for (let word = rest.pop(); word !== undefined; word = rest.pop()) {
    if (!isOption(word, options)) {
      if (takeOperand) takeOperand(word);
      else problems.push(`There is no operand: ${word}`);
      continue;
    }
    if (!word.startsWith("--")) {
      problems.push(`There is no option ${word}`);
      takeWords(rest, "list", options);
      continue;
    }
    const [written = "", ...inline] = word.slice(2).split("=");
    const matching = namesOf(written, options);
    const [name] = matching;
    if (name === undefined) {
      problems.push(`There is no option --${written}`);
      takeWords(rest, "list", options);
    } else if (matching.length > 1) {
      problems.push(`--${written} may be ${matching.map((match) => `--${match}`).join(" or ")}`);
      takeWords(rest, "list", options);
    } else {
      const arity = options.get(name) ?? "switch";
      const taken = inline.length > 0 ? [inline.join("=")] : takeWords(rest, arity, options);
      if (arity === "value" && taken.length === 0) problems.push(`--${name} needs a value`);
      else if (arity === "switch" && taken.length > 0) problems.push(`--${name} takes no value`);
      else words.set(name, taken);
    }
  }
  return { words, problems };
}

function namesOf(written: string, options: ReadonlyMap<string, Arity>): string[] {
  if (options.has(written)) return [written];
  return written === "" ? [] : [...options.keys()].filter((name) => name.startsWith(written));
}

/** Takes words from the end of `rest`, which is the wrong way round so that this takes no time. */
function takeWords(rest: string[], arity: Arity, options: ReadonlyMap<string, Arity>): string[] {
  const most = arity === "list" ? Number.POSITIVE_INFINITY : arity === "switch" ? 0 : 1;
  const taken: string[] = [];
  for (let word = rest.at(-1); taken.length < most && word !== undefined; word = rest.at(-1)) {
    if (isOption(word, options)) break;
    taken.push(word);
    rest.pop();
  }
  return taken;
}

/** A word that begins with a dash is an option, unless it is a number, or has a space in it and no option's name. */
function isOption(word: string, options: ReadonlyMap<string, Arity>): boolean {
  if (!word.startsWith("-") || word === "-" || /^-\d+$|^-\d*\.\d+$/.test(word)) return false;
  if (!word.includes(" ")) return true;
  const [written = ""] = word.slice(2).split("=", 1);
  return word.startsWith("--") && namesOf(written, options).length > 0;
}
