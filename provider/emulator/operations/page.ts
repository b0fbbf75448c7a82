import { ServiceError } from "../errors.js";

const defaultSize = 100;

/** A page of a list that only grows at its end; refuses a NextToken that was not given out with a page before it. */
export function pageOf<T>(
  all: readonly T[],
  { MaxResults: size = defaultSize, NextToken: token }: { readonly MaxResults?: number; readonly NextToken?: string },
): { readonly entries: T[]; readonly nextToken?: string } {
  const start = token === undefined ? 0 : offsetOf(token);
  const end = start + size;
  const nextToken = end < all.length ? Buffer.from(`from ${end}`).toString("base64url") : undefined;
  return { entries: all.slice(start, end), nextToken };
}

function offsetOf(token: string): number {
  const offset = /^from (\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  if (offset === undefined) throw new ServiceError("InvalidParameterException", 400, "NextToken is not valid.");
  return Number(offset);
}
