import { ServiceError } from "./errors.js";
import { type MemberModel, type OperationModel, type ServiceModel, type ServiceName, services } from "./model/model.js";

export interface Route {
  readonly service: ServiceName;
  readonly operation: string;
  /** Absent for an operation that is known by name only. */
  readonly model?: OperationModel;
  readonly labels: Readonly<Record<string, string>>;
}

interface Entry {
  readonly service: ServiceName;
  readonly operation: string;
  readonly model?: OperationModel;
  readonly start: string;
  readonly path: RegExp;
  /** The same with empty labels, which clients that do not look at their input send. */
  readonly loosePath: RegExp;
  readonly labels: readonly string[];
}

/** Far more than any request of the model has. */
const mostDepth = 512;

const entries: readonly Entry[] = (Object.entries(services) as [ServiceName, ServiceModel][])
  .flatMap(([service, { operations, routes }]) => [
    ...Object.entries(operations).map(([name, model]) => entryOf(service, name, model.method, model.uri, model)),
    ...Object.entries(routes).map(([name, [method, uri]]) => entryOf(service, name, method, uri)),
  ])
  .sort((a, b) => a.labels.length - b.labels.length);

const entriesByStart = new Map<string, Entry[]>();
for (const entry of entries) {
  entriesByStart.set(entry.start, [...(entriesByStart.get(entry.start) ?? []), entry]);
}

/**
 * The operation that a method and a path (still percent-encoded) belong to, of either service; with an empty label only
 * where no other fits, so that its length is told as a problem.
 */
export function routeOf(method: string, path: string): Route | undefined {
  const possible = entriesByStart.get(startOf(method, path)) ?? [];
  return matching(possible, "path", path) ?? matching(possible, "loosePath", path);
}

function matching(possible: readonly Entry[], form: "path" | "loosePath", path: string): Route | undefined {
  for (const entry of possible) {
    const match = entry[form].exec(path);
    if (!match) continue;
    const labels = Object.fromEntries(entry.labels.map((label, index) => [label, decoded(match[index + 1] ?? "")]));
    const { service, operation, model } = entry;
    return { service, operation, model, labels };
  }
  return undefined;
}

function startOf(method: string, path: string): string {
  return `${method} ${path.split("/", 2)[1] ?? ""}`;
}

/** Puts labels, query, headers and body together, as the model binds them. */
export function inputOf(
  { service, model, labels }: Route,
  query: URLSearchParams,
  header: (name: string) => string | undefined,
  body: string,
): Record<string, unknown> {
  const { shapes } = services[service];
  const input = bodyOf(service, body);
  const members = shapes[model?.input ?? ""]?.members ?? {};
  for (const name in members) {
    const member = members[name];
    if (!member?.location) continue;
    const wireName = member.locationName ?? name;
    if (member.location === "uri") input[name] = labels[wireName];
    else if (member.location === "header") input[name] = header(wireName.toLowerCase());
    else if (member.location === "querystring") input[name] = queryValue(service, member, query.getAll(wireName));
    if (input[name] === undefined) delete input[name];
  }
  return input;
}

/** A member that is null counts as left out. */
function bodyOf(service: ServiceName, body: string): Record<string, unknown> {
  if (body.trim() === "") return {};
  const name = service === "connect" ? "InvalidRequestException" : "ValidationException";
  if (isDeeperThan(mostDepth, body)) {
    throw new ServiceError(name, 400, `The body is nested more than ${mostDepth} levels deep.`);
  }
  let json: unknown;
  try {
    json = body.includes("null") ? JSON.parse(body, (_name, value: unknown) => value ?? undefined) : JSON.parse(body);
  } catch {
    json = undefined;
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return { ...json };
  throw new ServiceError(name, 400, "The body is not a JSON object.");
}

/** What follows a value down (parsing, constraints, answers) has a stack that a client must not fill. */
function isDeeperThan(most: number, json: string): boolean {
  if (json.length <= most) return false;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < json.length; index++) {
    const character = json[index];
    if (quoted) {
      if (character === "\\") index += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

function queryValue(service: ServiceName, member: MemberModel, values: readonly string[]): unknown {
  const { shapes } = services[service];
  const shape = shapes[member.shape];
  if (values.length === 0) return undefined;
  if (shape?.type === "list") return values;
  const [value = ""] = values;
  if (shape?.type === "integer" || shape?.type === "long") return /^-?\d+$/.test(value) ? Number(value) : value;
  if (shape?.type === "boolean") return value === "true" ? true : value === "false" ? false : value;
  return value;
}

function entryOf(service: ServiceName, operation: string, method: string, uri: string, model?: OperationModel): Entry {
  const labels: string[] = [];
  const path = (uri.split("?")[0] ?? "").replace(/\{(\w+)\+?\}|[^{}]+/g, (part, label: string | undefined) => {
    if (!label) return part.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    labels.push(label);
    return "{}";
  });
  const form = (label: string) => new RegExp(`^${path.replaceAll("{}", label)}/?$`);
  const start = startOf(method, uri);
  return { service, operation, start, labels, path: form("([^/]+)"), loosePath: form("([^/]*)"), model };
}

function decoded(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}
