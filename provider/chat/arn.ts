/** What an id or ARN of an Amazon Connect instance or flow tells; ARNs of every partition are read. */
export interface ResourceName {
  /** The last segment: the bare id. */
  readonly id: string;
  readonly partition?: string;
  readonly region?: string;
  readonly accountId?: string;
  /** Of a flow's ARN: the instance that the flow is in. */
  readonly instanceId?: string;
}

const instancePattern = /^arn:(aws[\w-]*):connect:([\w-]+):(\d{12}):instance\/([^/\s]+)$/;
const flowPattern = /^arn:(aws[\w-]*):connect:([\w-]+):(\d{12}):instance\/([^/\s]+)\/contact-flow\/([^/\s]+)$/;

/** Reads an instance's id or ARN; `undefined` for an ARN of something else. */
export function instanceName(value: string): ResourceName | undefined {
  const match = instancePattern.exec(value);
  if (!match) return bareId(value);
  const [, partition, region, accountId, id = ""] = match;
  return { id, partition, region, accountId, instanceId: id };
}

/** Reads a flow's id or ARN; `undefined` for an ARN of something else. */
export function flowName(value: string): ResourceName | undefined {
  const match = flowPattern.exec(value);
  if (!match) return bareId(value);
  const [, partition, region, accountId, instanceId, id = ""] = match;
  return { id, partition, region, accountId, instanceId };
}

/** The ARN of an instance; what is not known of its place is `aws` and `*`. */
export function instanceArn(
  { partition = "aws", region = "*", accountId = "*" }: Omit<ResourceName, "id">,
  instanceId: string,
): string {
  return `arn:${partition}:connect:${region}:${accountId}:instance/${instanceId}`;
}

function bareId(value: string): ResourceName | undefined {
  return value === "" || /[\s/]|^arn:/.test(value) ? undefined : { id: value };
}
