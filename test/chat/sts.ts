import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Listening } from "./listening.js";

export const roleKeyId = "ASIAROLE";

/** Answers as AWS's Security Token Service does: every role may be taken, or none. */
export class SecurityTokenService extends Listening {
  /** The parameters of each request. */
  readonly requests: Readonly<Record<string, string>>[] = [];

  private constructor(refuses: boolean) {
    super(createServer());
    this.server.on("request", async (request, response) => {
      const parameters = Object.fromEntries(new URLSearchParams(await text(request)));
      this.requests.push(parameters);
      const refused = refuses && parameters.Action === "AssumeRole";
      response.writeHead(refused ? 403 : 200, { "content-type": "text/xml" });
      response.end(refused ? refusal(parameters) : answers[parameters.Action ?? ""]);
    });
  }

  static async listening({ refuses = false } = {}): Promise<SecurityTokenService> {
    const service = new SecurityTokenService(refuses);
    await service.listen();
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
}

const answers: Readonly<Record<string, string>> = {
  AssumeRole: `<AssumeRoleResponse><AssumeRoleResult><Credentials>
    <AccessKeyId>${roleKeyId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken>
    <Expiration>2099-01-01T00:00:00Z</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  GetCallerIdentity: `<GetCallerIdentityResponse><GetCallerIdentityResult>
    <Arn>arn:aws:sts::123456789012:assumed-role/deploy/ci</Arn>
  </GetCallerIdentityResult></GetCallerIdentityResponse>`,
};

function refusal({ RoleArn }: Readonly<Record<string, string>>): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
    <Message>User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}</Message>
  </Error><RequestId>11111111-2222-4333-8444-666666666666</RequestId></ErrorResponse>`;
}
