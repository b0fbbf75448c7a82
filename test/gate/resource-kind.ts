/** Properties of a resource, as the engine sends them. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a provider does for one type of resource. */
export interface ResourceKind {
  /** Outputs that are not known before the resource is made. */
  readonly computed: readonly string[];
  /** Inputs of which a change makes another resource. */
  readonly replacing: readonly string[];
  create(inputs: Properties): Promise<{ id: string; outputs: Properties }>;
  /** Answers what is there, or `undefined` when it is gone. */
  read(id: string, inputs: Properties): Promise<{ inputs: Properties; outputs: Properties } | undefined>;
  update(id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(id: string): Promise<void>;
}

/** What stands in for a value that is not known at preview. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The names of the properties that differ; two JSON texts of the same meaning do not. */
export function changedKeys(olds: Properties, news: Properties): string[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...keys].filter((key) => meaning(olds[key]) !== meaning(news[key]));
}

function meaning(value: unknown): string | undefined {
  if (typeof value !== "string") return JSON.stringify(value);
  try {
    return JSON.stringify(JSON.parse(value));
  } catch {
    return JSON.stringify(value);
  }
}
