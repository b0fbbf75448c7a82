import { ServiceError } from "../errors.js";

/** Refuses a name that another thing of its kind has. */
export function refuseTaken(kind: string, name: string, other: { readonly id: string } | undefined, id?: string): void {
  if (!other || other.id === id) return;
  throw new ServiceError("DuplicateResourceException", 409, `There is a ${kind} named ${name} already.`);
}
