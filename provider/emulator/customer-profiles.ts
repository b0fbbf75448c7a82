import type { Identifiers } from "./identifiers.js";
import type { CustomerProfileDefinition } from "./instance/definition.js";
import type { Instance } from "./instance.js";

/** A profile of Customer Profiles: its fields as `$.Customer` has them, and by what it is found. */
export interface CustomerProfile {
  readonly id: string;
  readonly arn: string;
  readonly fields: Record<string, unknown>;
  readonly identifiers: Readonly<Record<string, readonly string[]>>;
  readonly objects: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly calculatedAttributes: Readonly<Record<string, unknown>>;
}

/** What a search of the older kind names, and what a field holds, in the words of the newer kind. */
const fieldIdentifiers: ReadonlyMap<string, string> = new Map([
  ["PhoneNumber", "_phone"],
  ["MobilePhoneNumber", "_phone"],
  ["HomePhoneNumber", "_phone"],
  ["BusinessPhoneNumber", "_phone"],
  ["EmailAddress", "_email"],
  ["PersonalEmailAddress", "_email"],
  ["BusinessEmailAddress", "_email"],
  ["AccountNumber", "_account"],
  ["ProfileId", "_profileId"],
]);

/** The instance's customer profiles: those of the instance file, and those that flows create. */
export class CustomerProfiles {
  private readonly profiles: CustomerProfile[];

  constructor(
    private readonly instance: Instance,
    private readonly identifiers: Identifiers,
  ) {
    this.profiles = (instance.definition.customerProfiles ?? []).map((definition, index) =>
      this.defined(definition, index),
    );
  }

  get(id: string): CustomerProfile | undefined {
    return this.profiles.find((profile) => profile.id === id || profile.arn === id);
  }

  /** Profiles that one of the identifiers finds, or all of them where `every` says so. */
  find(wanted: readonly (readonly [identifier: string, value: string])[], every = false): CustomerProfile[] {
    return this.profiles.filter((profile) =>
      every ? wanted.every((one) => has(profile, one)) : wanted.some((one) => has(profile, one)),
    );
  }

  create(fields: Readonly<Record<string, unknown>>): CustomerProfile {
    const id = this.identifiers.id().replaceAll("-", "");
    const profile = {
      id,
      arn: this.arnOf(id),
      fields: { ...fields },
      identifiers: {},
      objects: {},
      calculatedAttributes: {},
    };
    this.profiles.push(profile);
    return profile;
  }

  private defined(definition: CustomerProfileDefinition, index: number): CustomerProfile {
    const {
      id = `profile-${index + 1}`,
      identifiers,
      profile = {},
      objects = {},
      calculatedAttributes = {},
    } = definition;
    return {
      id,
      arn: this.arnOf(id),
      fields: { ...profile },
      identifiers: Object.fromEntries(Object.entries(identifiers).map(([name, value]) => [name, [value].flat()])),
      objects,
      calculatedAttributes,
    };
  }

  private arnOf(id: string): string {
    const { region, accountId } = this.instance;
    return `arn:aws:profile:${region}:${accountId}:domains/emulated/profiles/${id}`;
  }
}

/** By its identifiers, by a field of that name, or by a field that holds such an identifier. */
function has({ id, identifiers, fields }: CustomerProfile, [name, value]: readonly [string, string]): boolean {
  const identifier = fieldIdentifiers.get(name) ?? name;
  const values = Object.hasOwn(identifiers, identifier) ? identifiers[identifier] : undefined;
  if (values?.includes(value) || (Object.hasOwn(fields, name) && fields[name] === value)) return true;
  if (identifier === "_profileId") return id === value;
  return name === identifier && [...fieldIdentifiers].some(([field, of]) => of === name && fields[field] === value);
}
