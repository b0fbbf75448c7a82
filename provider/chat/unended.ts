import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { ServiceTarget } from "./client-settings.js";
import { regionOf } from "./client-settings.js";
import type { Surroundings } from "./surroundings.js";

/** A contact that stayed open: ids, and where to find it. It holds no token. */
export interface UnendedContact {
  readonly instanceId: string;
  readonly contactId: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly roleArn?: string;
  /** ISO 8601: when it was recorded. */
  readonly since: string;
}

/** No chat lives longer than 7 days, AWS's maximum. */
const mostMilliseconds = 7 * 24 * 3_600_000;

/** Records a contact in the user's state folder; answers whether there is one that can be written. */
export function recordUnended(
  { instanceId, contactId }: Pick<UnendedContact, "instanceId" | "contactId">,
  target: ServiceTarget,
  surroundings: Surroundings,
): boolean {
  const file = fileOf(contactId, surroundings);
  // What does not look at credentials is an emulator, whose contacts end with it.
  if (!file || target.credentials) return false;
  const { profile, endpoint, assumeRole } = target;
  const { AWS_PROFILE, AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_CONNECT } = surroundings.environment;
  const record: UnendedContact = {
    instanceId,
    contactId,
    region: regionOf(target, surroundings),
    profile: profile || AWS_PROFILE,
    endpoint: endpoint || AWS_ENDPOINT_URL_CONNECT || AWS_ENDPOINT_URL,
    roleArn: assumeRole?.roleArn,
    since: new Date(surroundings.now()).toISOString(),
  };
  try {
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `${JSON.stringify(record)}\n`);
    return true;
  } catch {
    return false;
  }
}

/** What is recorded, oldest first; contacts that have ended by their age alone are forgotten. */
export function unendedContacts(surroundings: Surroundings): UnendedContact[] {
  const folder = folderOf(surroundings);
  const records = (folder ? namesIn(folder) : []).map((name) => recordIn(join(folder ?? "", name)));
  const known = records.filter((record) => record !== undefined);
  const old = (record: UnendedContact) => !(surroundings.now() - Date.parse(record.since) <= mostMilliseconds);
  for (const { contactId } of known.filter(old)) forgetUnended(contactId, surroundings);
  return known.filter((record) => !old(record)).sort((a, b) => a.since.localeCompare(b.since));
}

export function forgetUnended(contactId: string, surroundings: Surroundings): void {
  const file = fileOf(contactId, surroundings);
  try {
    if (file) rmSync(file, { force: true });
  } catch {
    // It is recorded for longer than it need be; to end it again is no error.
  }
}

function fileOf(contactId: string, surroundings: Surroundings): string | undefined {
  const folder = folderOf(surroundings);
  return folder && /^[\w-]{1,256}$/.test(contactId) ? join(folder, `${contactId}.json`) : undefined;
}

/** The XDG state folder, which is an absolute path or none; on Windows the local application data. */
function folderOf({ environment }: Surroundings): string | undefined {
  const { XDG_STATE_HOME: state, LOCALAPPDATA: local, HOME: home } = environment;
  const base =
    (state && isAbsolute(state) ? state : undefined) || local || (home ? join(home, ".local/state") : undefined);
  return base ? join(base, "connect-chat-check/contacts") : undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}

function recordIn(file: string): UnendedContact | undefined {
  try {
    const record = JSON.parse(readFileSync(file, "utf8")) as Partial<UnendedContact>;
    const whole = [record.instanceId, record.contactId, record.since].every((value) => typeof value === "string");
    return whole ? (record as UnendedContact) : undefined;
  } catch {
    return undefined;
  }
}
