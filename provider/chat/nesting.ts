/** What is deeper no service takes, and a walk through it might not come back. */
const mostLevels = 100;

export const tooDeep = `Expected values nested no more than ${mostLevels} deep`;

/** Whether a value holds values in values deeper than is any use; one that holds itself does. */
export function isTooDeep(value: unknown): boolean {
  let level = new Set([value]);
  for (let depth = 0; level.size > 0; depth++) {
    if (depth > mostLevels) return true;
    level = new Set([...level].flatMap(valuesIn));
  }
  return false;
}

function valuesIn(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}
