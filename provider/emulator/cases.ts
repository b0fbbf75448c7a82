import type { Identifiers } from "./identifiers.js";
import type { Instance } from "./instance.js";
import { textOf } from "./record.js";

/** A case: its fields by field id, `case_id` among them. */
export interface Case {
  readonly id: string;
  readonly fields: Record<string, unknown>;
  /** Contacts that are linked to it. */
  readonly contacts: Set<string>;
  /** When it last changed, as a count of changes. */
  updated: number;
}

/** The instance's cases: those of the instance file, and those that flows create. */
export class Cases {
  private readonly cases: Case[] = [];
  private readonly linkedFromStart: ReadonlySet<Case>;
  private changes = 0;

  constructor(
    private readonly instance: Instance,
    private readonly identifiers: Identifiers,
  ) {
    const linked = new Set<Case>();
    for (const [index, { id, customerId, fields, linked: toAll }] of (
      instance.definition.cases?.cases ?? []
    ).entries()) {
      const own = this.add(id ?? `case-${index + 1}`, {
        ...(customerId ? { customer_id: customerId } : {}),
        ...fields,
      });
      if (toAll) linked.add(own);
    }
    this.linkedFromStart = linked;
  }

  /** Whether the instance has a template of that id; where it names no templates, every id is one. */
  hasTemplate(id: string): boolean {
    const { templates } = this.instance.definition.cases ?? {};
    return templates === undefined || templates.some((template) => template.id === id || template.name === id);
  }

  create(fields: Readonly<Record<string, unknown>>): Case {
    return this.add(this.identifiers.id(), fields);
  }

  update(one: Case, fields: Readonly<Record<string, unknown>>): void {
    Object.assign(one.fields, fields);
    one.updated = ++this.changes;
  }

  /** Cases with these fields, the one that changed last first. */
  find(fields: Readonly<Record<string, unknown>>): Case[] {
    const holds = (one: Case) =>
      Object.entries(fields).every(
        ([name, value]) => Object.hasOwn(one.fields, name) && textOf(one.fields[name]) === textOf(value),
      );
    return this.cases.filter(holds).sort((a, b) => b.updated - a.updated);
  }

  /** Cases that a contact is linked to, the one that changed last first. */
  linkedTo(contactId: string): Case[] {
    return this.cases
      .filter((one) => one.contacts.has(contactId) || this.linkedFromStart.has(one))
      .sort((a, b) => b.updated - a.updated);
  }

  private add(id: string, fields: Readonly<Record<string, unknown>>): Case {
    const own: Case = { id, fields: { case_id: id, ...fields }, contacts: new Set(), updated: ++this.changes };
    this.cases.push(own);
    return own;
  }
}
