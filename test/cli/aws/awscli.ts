import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";

/** A member of StartChatContact, and a text for it. */
export type WrittenMember = readonly [member: string, text: string];

/**
 * What the AWS CLI makes of a text: nothing where it refuses it; else the value that it reads, and the value by the
 * member's shape unless the text does not fit it.
 */
export type Reading = readonly [] | readonly [read: unknown] | readonly [read: unknown, shaped: unknown];

const program = `
import copy, json, sys
import awscli
from awscli.shorthand import BackCompatVisitor, ShorthandParser
import botocore.session

service = botocore.session.get_session().get_service_model("connect")
members = service.operation_model("StartChatContact").input_shape.members

def reading(member, text):
    try:
        read = ShorthandParser().parse(text)
    except Exception:
        return []
    shaped = copy.deepcopy(read)
    try:
        BackCompatVisitor().visit(shaped, members[member])
    except Exception:
        return [read]
    return [read, shaped]

json.dump([reading(*row) for row in json.load(sys.stdin)], sys.stdout)
`;

/** Asks the Python beside the `aws` of a virtual environment, in one process. */
export function awsCliReads(aws: string, rows: readonly WrittenMember[]): Reading[] {
  const python = join(dirname(aws), process.platform === "win32" ? "python.exe" : "python");
  const answer = execFileSync(python, ["-c", program], { input: JSON.stringify(rows), maxBuffer: 2 ** 28 });
  return JSON.parse(answer.toString()) as Reading[];
}

/** What `--generate-cli-skeleton` prints, which asks no service and needs no account. */
export function skeletonOf(
  aws: string,
  kind: "input" | "yaml-input" | "output",
  ...options: readonly string[]
): string {
  const required = ["--instance-id", "i", "--contact-flow-id", "f", "--participant-details", "DisplayName=Ada"];
  const args = ["connect", "start-chat-contact", ...required, "--generate-cli-skeleton", kind, ...options];
  return execFileSync(aws, args, {
    encoding: "utf8",
    env: {
      PATH: process.env.PATH,
      LC_ALL: "C.UTF-8",
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    },
  });
}
