/** What everything in an instance has. */
export interface Resource {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

/** The things of one kind in an instance, in the order in which they came. */
export class Collection<T extends Resource> {
  private readonly byId = new Map<string, T>();
  private readonly names = new Map<string, string>();

  /** `idOf` tells the id from an id or an ARN as a flow has it. */
  constructor(private readonly idOf: (reference: string) => string = lastSegment) {}

  get all(): T[] {
    return [...this.byId.values()];
  }

  /**
   * By id or ARN; of an ARN only the id counts, since exports carry those of the instance that they come from. An id that
   * an export gives a name is that of the thing with this name.
   */
  find(reference: string): T | undefined {
    const id = this.idOf(reference);
    const found = this.byId.get(id);
    if (found) return found;
    const name = this.names.get(id);
    return name === undefined ? undefined : this.named(name);
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  named(name: string): T | undefined {
    return this.all.find((resource) => resource.name === name);
  }

  /** By name, id or ARN, as an instance file may have it. */
  any(reference: string): T | undefined {
    return this.named(reference) ?? this.find(reference);
  }

  /** Adds a thing, or puts it in the place of the one with the same id. */
  put<Given extends T>(resource: Given): Given {
    this.byId.set(resource.id, resource);
    return resource;
  }

  /** Whether there was one of that id. */
  remove(id: string): boolean {
    return this.byId.delete(id);
  }

  /** Notes the name that an export gives to an id or ARN. */
  call(reference: string, name: string): void {
    this.names.set(this.idOf(reference), name);
  }

  /** The name that an export gives to an id or ARN. */
  nameOf(reference: string): string | undefined {
    return this.names.get(this.idOf(reference));
  }
}

/** `arn:aws:connect:…/queue/ID` or `ID`, either with a qualifier such as `:$LATEST`. */
export function lastSegment(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
