/** `1 branch`, `2 branches` */
export function count(number: number, noun: string, ending = "s"): string {
  return `${number} ${noun}${number === 1 ? "" : ending}`;
}
