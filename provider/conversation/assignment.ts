/** Whether each of the things can be given one of its own, `fits` telling which; the answer has it by thing. */
export function assigned(
  things: number,
  others: number,
  fits: (thing: number, other: number) => boolean,
): number[] | undefined {
  const owner = new Array<number | undefined>(others).fill(undefined);
  for (let thing = 0; thing < things; thing++) {
    if (!place(thing, new Set(), owner, fits)) return undefined;
  }
  const given = new Array<number>(things).fill(-1);
  for (const [other, thing] of owner.entries()) if (thing !== undefined) given[thing] = other;
  return given;
}

/** Gives a thing another one, for which others may have to move on. */
function place(
  thing: number,
  tried: Set<number>,
  owner: (number | undefined)[],
  fits: (thing: number, other: number) => boolean,
): boolean {
  for (const other of owner.keys()) {
    if (tried.has(other) || !fits(thing, other)) continue;
    tried.add(other);
    const before = owner[other];
    if (before === undefined || place(before, tried, owner, fits)) {
      owner[other] = thing;
      return true;
    }
  }
  return false;
}
