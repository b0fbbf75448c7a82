import assert from "node:assert/strict";
import { DescribeContactFlowCommand, ListContactFlowsCommand } from "@aws-sdk/client-connect";
import { type Clients, openClients } from "../../provider/chat/clients.js";
import { processSurroundings } from "../../provider/chat/surroundings.js";
import { runCheck } from "../../provider/check/check.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { normalised } from "../check/failures.js";
import { greeting } from "../flows.js";
import { failureOf, inputFor } from "./check-of.js";
import { useCleanEnvironment } from "./environment.js";
import { Front } from "./front.js";
import { Relay } from "./relay.js";
import { roleKeyId, SecurityTokenService } from "./sts.js";

const roleArn = "arn:aws:iam::123456789012:role/chat-check";

async function withClients(use: (clients: Clients) => Promise<void>, endpoint?: string): Promise<void> {
  const clients = openClients({ region: "us-east-1", endpoint }, processSurroundings);
  try {
    await use(clients);
  } finally {
    clients.close();
  }
}

describe("a check in a role", () => {
  useCleanEnvironment();
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator({ flows: [greeting()] });
  });

  afterEach(() => emulator.close());

  const keyIds = ({ seen }: Front, line: string) =>
    seen
      .filter((request) => request.line === line)
      .map((request) => /Credential=(\w+)/.exec(request.authorization ?? "")?.[1]);

  it("takes the role as it is told to, and signs with its credentials", async () => {
    await using sts = await SecurityTokenService.listening();
    await using front = await Front.of(emulator, { host: "127.0.0.1" });
    process.env.AWS_ENDPOINT_URL_STS = sts.url;
    const assumeRole = { roleArn, sessionName: "ci-42", externalId: "external", durationSeconds: 900 };
    assert.equal((await runCheck(inputFor(emulator, { endpoint: front.url, assumeRole }))).held, true);
    const { Version: _version, ...parameters } = sts.requests[0] ?? {};
    assert.deepEqual(parameters, {
      Action: "AssumeRole",
      RoleArn: roleArn,
      RoleSessionName: "ci-42",
      ExternalId: "external",
      DurationSeconds: "900",
    });
    assert.deepEqual(keyIds(front, "PUT /contact/chat"), [roleKeyId]);
  });

  it("is named chat-check and leaves the rest to AWS when it is not told more", async () => {
    await using sts = await SecurityTokenService.listening();
    process.env.AWS_ENDPOINT_URL_STS = sts.url;
    await runCheck(inputFor(emulator, { endpoint: emulator.url, assumeRole: { roleArn } }));
    const { Version: _version, ...parameters } = sts.requests[0] ?? {};
    assert.deepEqual(parameters, { Action: "AssumeRole", RoleArn: roleArn, RoleSessionName: "chat-check" });
  });

  it("signs with the credentials of the environment without a role", async () => {
    await using front = await Front.of(emulator, { host: "127.0.0.1" });
    await runCheck(inputFor(emulator, { endpoint: front.url }));
    assert.deepEqual(keyIds(front, "PUT /contact/chat"), ["test"]);
  });

  it("fails when the role is refused, and starts no contact", async () => {
    await using sts = await SecurityTokenService.listening({ refuses: true });
    process.env.AWS_ENDPOINT_URL_STS = sts.url;
    const failure = await failureOf(inputFor(emulator, { endpoint: emulator.url, assumeRole: { roleArn } }));
    assert.equal(failure.code, "ACCESS_DENIED");
    assert.equal(
      normalised(failure.message),
      [
        "The chat check failed: The role of assumeRole may not be taken.",
        "code: ACCESS_DENIED",
        `AWS said to AssumeRole: AccessDenied (403): User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
        "stage: StartChatContact, T s after the check began",
        "flow ID-1 of instance ID-2; no contact was made known",
        "seen in the chat: nothing",
        "to do: Allow sts:AssumeRole on the role, and let the role's trust policy name the caller (and its external id).",
      ].join("\n"),
    );
    assert.deepEqual(emulator.contacts(), []);
  });
});

describe("clients of the AWS SDK", () => {
  useCleanEnvironment();

  it("go on with their calls when who calls has been found out", async () => {
    await using emulator = await startEmulator({ flows: [greeting()] });
    await using sts = await SecurityTokenService.listening();
    let pass: (fate: "pass") => void = () => {};
    const told = new Promise<"pass">((resolve) => {
      pass = resolve;
    });
    await using relay = await Relay.to(emulator.url, () => told);
    Object.assign(process.env, { AWS_ENDPOINT_URL_STS: sts.url, HTTP_PROXY: "http://proxy.test" });
    await withClients(async ({ connect, caller }) => {
      const { id: ContactFlowId = "", arn } = emulator.flow("greeting");
      const path = `/contact-flows/${emulator.instanceId}/${ContactFlowId}`;
      const answered = relay.answered(path);
      const describing = connect.send(
        new DescribeContactFlowCommand({ InstanceId: emulator.instanceId, ContactFlowId }),
      );
      describing.catch(() => {});
      await answered;
      assert.match((await caller(new AbortController().signal)) ?? "", /assumed-role/);
      pass("pass");
      assert.equal((await describing).ContactFlow?.Arn, arn);
      assert.equal(relay.countOf(path), 1);
    }, relay.url);
  });

  for (const [environment, host] of [
    [{}, "connect.us-east-1.amazonaws.com"],
    [{ AWS_USE_FIPS_ENDPOINT: "true" }, "connect-fips.us-east-1.amazonaws.com"],
    [{ AWS_USE_DUALSTACK_ENDPOINT: "true" }, "connect.us-east-1.api.aws"],
    [{ AWS_USE_FIPS_ENDPOINT: "true", AWS_USE_DUALSTACK_ENDPOINT: "true" }, "connect-fips.us-east-1.api.aws"],
  ] as const) {
    it(`call ${host} with ${Object.keys(environment).join(" and ") || "nothing set"}`, async () => {
      Object.assign(process.env, environment);
      await withClients(async ({ connect }) => {
        let hostname = "";
        connect.middlewareStack.add(
          () =>
            async ({ request }) => {
              hostname = (request as { hostname: string }).hostname;
              throw new Error("not sent");
            },
          { step: "finalizeRequest", priority: "low" },
        );
        await assert.rejects(connect.send(new ListContactFlowsCommand({ InstanceId: "i-1" })), /not sent/);
        assert.equal(hostname, host);
      });
    });
  }
});
