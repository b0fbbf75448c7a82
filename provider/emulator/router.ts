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
  readonly method: string;
  readonly path: RegExp;
  readonly labels: readonly string[];
}

const entries: readonly Entry[] = (Object.entries(services) as [ServiceName, ServiceModel][])
  .flatMap(([service, { operations, routes }]) => [
    ...Object.entries(operations).map(([name, model]) => entryOf(service, name, model.method, model.uri, model)),
    ...Object.entries(routes).map(([name, [method, uri]]) => entryOf(service, name, method, uri)),
  ])
  .sort((a, b) => a.labels.length - b.labels.length);

/** The operation that a method and a path (still percent-encoded) belong to, of either service. */
export function routeOf(method: string, path: string): Route | undefined {
  for (const entry of entries) {
    const match = entry.method === method ? entry.path.exec(path) : null;
    if (!match) continue;
    const labels = Object.fromEntries(entry.labels.map((label, index) => [label, decoded(match[index + 1] ?? "")]));
    const { service, operation, model } = entry;
    return { service, operation, model, labels };
  }
  return undefined;
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
  for (const [name, member] of Object.entries(shapes[model?.input ?? ""]?.members ?? {})) {
    const wireName = member.locationName ?? name;
    if (member.location === "uri") input[name] = labels[wireName];
    else if (member.location === "header") input[name] = header(wireName.toLowerCase());
    else if (member.location === "querystring") input[name] = queryValue(service, member, query.getAll(wireName));
    if (member.location && input[name] === undefined) delete input[name];
  }
  return input;
}

function bodyOf(service: ServiceName, body: string): Record<string, unknown> {
  if (body.trim() === "") return {};
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    json = undefined;
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return { ...json };
  const name = service === "connect" ? "InvalidRequestException" : "ValidationException";
  throw new ServiceError(name, 400, "The body is not a JSON object.");
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
  const source = (uri.split("?")[0] ?? "").replace(/\{(\w+)\+?\}|[^{}]+/g, (part, label: string | undefined) => {
    if (!label) return part.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    labels.push(label);
    return "([^/]+)";
  });
  return { service, operation, method, labels, path: new RegExp(`^${source}/?$`), model };
}

function decoded(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    return label;
  }
}
