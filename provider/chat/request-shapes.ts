import table from "./start-chat-contact.json";

interface Member {
  readonly shape: string;
}

/** A shape of AWS's service model. */
export interface Shape {
  readonly type: "structure" | "map" | "list" | "string" | "integer";
  readonly required?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
  readonly key?: Member;
  readonly value?: Member;
  readonly member?: Member;
  readonly members?: Readonly<Record<string, Member>>;
}

export const requestShape = "StartChatContactRequest";
export const responseShape = "StartChatContactResponse";

const shapes = table.shapes as unknown as Readonly<Record<string, Shape>>;

export function shapeOf(name: string | undefined): Shape | undefined {
  return name === undefined ? undefined : shapes[name];
}

/** A structure's member of this name; none for a name that every object of JavaScript has. */
export function memberOf(shape: Shape | undefined, name: string): Member | undefined {
  const { members = {} } = shape ?? {};
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** The members of StartChatContact, as AWS writes them. */
export const requestMembers: readonly string[] = Object.keys(shapeOf(requestShape)?.members ?? {});

/** `participantDetails` as AWS writes it; keys of maps, such as attributes, are the user's and stay. */
export function toWire(value: unknown, shapeName: string = requestShape): unknown {
  const shape = shapeOf(shapeName);
  if (Array.isArray(value)) return value.map((entry) => (shape?.member ? toWire(entry, shape.member.shape) : entry));
  if (typeof value !== "object" || value === null || !shape) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => {
        if (shape.type === "map") return [key, toWire(entry, shape.value?.shape)];
        const name = key.charAt(0).toUpperCase() + key.slice(1);
        const member = memberOf(shape, name);
        return member ? [name, toWire(entry, member.shape)] : [key, entry];
      }),
  );
}

/** `ParticipantDetails` as a program writes it; the other way round of `toWire`. */
export function toProgram(value: unknown, shapeName: string = requestShape): unknown {
  const shape = shapeOf(shapeName);
  if (Array.isArray(value)) return value.map((entry) => toProgram(entry, shape?.member?.shape ?? ""));
  if (typeof value !== "object" || value === null || !shape) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      if (shape.type === "map") return [key, toProgram(entry, shape.value?.shape ?? "")];
      const member = memberOf(shape, key);
      return member ? [key.charAt(0).toLowerCase() + key.slice(1), toProgram(entry, member.shape)] : [key, entry];
    }),
  );
}

/** A path of the request in the words of a program: `["InitialMessage", "Content"]` is `initialMessage.content`. */
export function programPath(path: readonly string[]): string {
  let shape = shapeOf(requestShape);
  const words: string[] = [];
  for (const key of path) {
    const member = memberOf(shape, key);
    words.push(member ? key.charAt(0).toLowerCase() + key.slice(1) : key);
    shape = shapeOf((member ?? shape?.value ?? shape?.member)?.shape);
  }
  return words.join(".");
}
