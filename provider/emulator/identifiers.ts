import { createHash, randomBytes, randomUUID } from "node:crypto";

/** The one source of ids, tokens and chance in the emulator. */
export interface Identifiers {
  /** A UUID of version 4. */
  id(): string;
  /** An opaque token that can be told from anything else by its first characters. */
  token(): string;
  /** A number from 0 up to, not including, 1. */
  random(): number;
}

/** From the system's randomness, or repeatable when a seed is given. */
export function identifiers(seed?: number): Identifiers {
  const bytes = seed === undefined ? randomBytes : seededBytes(seed);
  return {
    id: seed === undefined ? () => randomUUID() : () => uuid(bytes(16), 4),
    token: () => `emulated_token_${bytes(72).toString("base64url")}`,
    random: () => bytes(4).readUInt32BE() / 2 ** 32,
  };
}

/** The same UUID for the same name, so that a flow keeps its id from start to start. */
export function nameBasedId(...names: readonly string[]): string {
  return uuid(createHash("sha1").update(names.join("\0")).digest().subarray(0, 16), 5);
}

function uuid(source: Buffer, version: number): string {
  const bytes = Buffer.from(source);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function seededBytes(seed: number): (size: number) => Buffer {
  let count = 0;
  let rest = Buffer.alloc(0);
  return (size) => {
    while (rest.length < size) {
      rest = Buffer.concat([rest, createHash("sha256").update(`${seed}:${count++}`).digest()]);
    }
    const bytes = rest.subarray(0, size);
    rest = rest.subarray(size);
    return bytes;
  };
}
