import type { STSClientConfig } from "@aws-sdk/client-sts";
import { serviceError } from "./service-error.js";

/** A role to take before the first call. */
export interface AssumeRole {
  readonly roleArn: string;
  /** Default `chat-check`. */
  readonly sessionName?: string;
  readonly externalId?: string;
  /** Seconds; default 3600, AWS's own. */
  readonly durationSeconds?: number;
}

/** A source of credentials for SDK clients: those of the role, taken when they are first needed. */
export function roleCredentials(
  { roleArn, sessionName = "chat-check", externalId, durationSeconds }: AssumeRole,
  config: () => STSClientConfig,
) {
  return async () => {
    const { AssumeRoleCommand, STSClient } = await import("@aws-sdk/client-sts");
    const client = new STSClient(config());
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      ExternalId: externalId,
      DurationSeconds: durationSeconds,
    });
    try {
      const { Credentials: credentials } = await client.send(command);
      return {
        accessKeyId: credentials?.AccessKeyId ?? "",
        secretAccessKey: credentials?.SecretAccessKey ?? "",
        sessionToken: credentials?.SessionToken,
        expiration: credentials?.Expiration,
      };
    } catch (cause) {
      throw serviceError("AssumeRole", cause);
    } finally {
      client.destroy();
    }
  };
}

/** Who calls, such as `arn:aws:sts::123456789012:assumed-role/deploy/ci`; `undefined` when STS does not tell. */
export async function callerArn(config: STSClientConfig, abortSignal: AbortSignal): Promise<string | undefined> {
  const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient(config);
  try {
    return (await client.send(new GetCallerIdentityCommand({}), { abortSignal })).Arn;
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
