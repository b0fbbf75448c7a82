import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ConnectClient, CreateContactFlowCommand } from "@aws-sdk/client-connect";
import { type CheckOptions, runCheck } from "../../provider/check/check.js";
import { CheckFailure } from "../../provider/check/failure.js";
import type { CheckInput } from "../../provider/check/input.js";
import {
  type Emulator,
  type Fault,
  type FaultPoint,
  manualClock,
  startEmulator,
} from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { useStateFolder } from "../chat/state-folder.js";
import { disconnect, flow, greeting, wait } from "../flows.js";
import { root } from "../project/root.js";
import { fast, normalised } from "./failures.js";

const golden = join(__dirname, "failures.golden.txt");
const refused = (error: string, status: number): Fault => ({ error, status });

interface Case {
  readonly title: string;
  readonly faults?: readonly (readonly [at: FaultPoint, fault: Fault, times?: number])[];
  readonly flow?: string;
  readonly input?: Partial<CheckInput>;
  readonly options?: CheckOptions;
}

const cases: readonly Case[] = [
  { title: "invalid input", input: { timeoutSeconds: 0, attributes: { "a b": "x" } } },
  { title: "credentials expired", faults: [["StartChatContact", refused("ExpiredTokenException", 403)]] },
  { title: "credentials refused", faults: [["StartChatContact", refused("UnrecognizedClientException", 403)]] },
  { title: "access denied", faults: [["StartChatContact", refused("AccessDeniedException", 403)]] },
  { title: "flow not found", input: { contactFlowId: "00000000-0000-0000-0000-000000000000" } },
  { title: "instance not found", input: { instanceId: "00000000-0000-0000-0000-000000000000" } },
  {
    title: "rate exceeded until the deadline",
    faults: [["StartChatContact", refused("TooManyRequestsException", 429), 50]],
    input: { timeoutSeconds: 1 },
  },
  { title: "active-chat quota full", faults: [["StartChatContact", refused("LimitExceededException", 429)]] },
  { title: "request refused", faults: [["StartChatContact", refused("InvalidRequestException", 400), 2]] },
  { title: "service error", faults: [["StartChatContact", refused("InternalServiceException", 500), 4]] },
  {
    title: "connection refused, contact open",
    faults: [["CreateParticipantConnection", refused("AccessDeniedException", 403)]],
  },
  {
    title: "connection refused, nothing known",
    faults: [
      ["CreateParticipantConnection", refused("AccessDeniedException", 403)],
      ["DescribeContact", refused("AccessDeniedException", 403)],
    ],
  },
  {
    title: "window missed by CreateParticipantConnection",
    faults: [["CreateParticipantConnection", "no answer"]],
    input: { connectWithinSeconds: 1 },
  },
  { title: "window missed by the subscription", faults: [["subscribe", "ignore"]], input: { connectWithinSeconds: 1 } },
  { title: "socket refused", faults: [["socket open", "refuse"]] },
  { title: "socket dropped before the subscription", faults: [["subscribe", { close: 1011 }]] },
  {
    title: "socket dropped while waiting",
    faults: [["frame", { close: 1001 }]],
    flow: "mute",
    input: { expectFirstMessage: "Hello" },
  },
  { title: "subscription refused", faults: [["subscribe", "refuse"]] },
  { title: "no first message", flow: "mute", input: { expectFirstMessage: "Hello", timeoutSeconds: 1 } },
  { title: "other first message", input: { expectFirstMessage: { contains: "Good day" } } },
  {
    title: "other first message, texts left out",
    input: { expectFirstMessage: "Good day" },
    options: { quoteMessages: false },
  },
  { title: "ended by the flow before its first message", flow: "ends", input: { expectFirstMessage: "Hello" } },
  { title: "ended by the flow", flow: "ends" },
  { title: "deadline", faults: [["GetTranscript", "no answer"]], input: { timeoutSeconds: 1 } },
  {
    title: "contact could not be ended",
    faults: [
      ["DisconnectParticipant", refused("AccessDeniedException", 403)],
      ["StopContact", refused("AccessDeniedException", 403)],
    ],
  },
  {
    title: "contact could not be ended after another failure",
    faults: [
      ["DisconnectParticipant", refused("AccessDeniedException", 403)],
      ["StopContact", refused("AccessDeniedException", 403)],
    ],
    input: { expectFirstMessage: "Good day" },
  },
  { title: "nobody listens", input: { endpoint: "http://127.0.0.1:1" } },
  { title: "name not resolved", input: { endpoint: "http://name.invalid" } },
  { title: "not emulated", faults: [["StartChatContact", refused("NotEmulated", 501)]] },
  {
    title: "after three attempts",
    faults: [["StartChatContact", refused("AccessDeniedException", 403), 3]],
    input: { retries: 2, retryDelaySeconds: 1 },
  },
];

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Titles and whole texts, as `UPDATE_GOLDEN=1` wrote them and a person has read them. */
const expected = new Map(
  readFileSync(golden, "utf8")
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = "", ...lines] = section.split("\n");
      return [title, lines.join("\n").trim()] as const;
    }),
);

describe("every way in which a check fails", () => {
  useStateFolder();
  const reached = new Map<string, string>();
  let emulator: Emulator;
  let tokenService: Server;

  before(async () => {
    tokenService = createServer((_request, response) => {
      response.end(
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/deploy/ci</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
    });
    process.env.AWS_ENDPOINT_URL_STS = `http://127.0.0.1:${await listening(tokenService)}`;
    process.env.AWS_ACCESS_KEY_ID = "test";
    process.env.AWS_SECRET_ACCESS_KEY = "test";
    process.env.AWS_REGION = "us-east-1";
    emulator = await startEmulator({
      flows: [greeting(), flow("mute", wait("wait", 3600, "end"), disconnect()), flow("ends", disconnect())],
    });
  });

  after(async () => {
    await emulator.close();
    tokenService.closeAllConnections();
    tokenService.close();
    for (const name of ["AWS_ENDPOINT_URL_STS", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"])
      delete process.env[name];
    if (!process.env.UPDATE_GOLDEN) return;
    writeFileSync(golden, [...reached].map(([title, text]) => `## ${title}\n${text}\n`).join("\n"));
  });

  const failing = async (input: Partial<CheckInput>, options: CheckOptions = {}) => {
    const { id } = emulator.flow("greeting");
    const whole = { instanceId: emulator.instanceId, contactFlowId: id, endpoint: emulator.url, ...input };
    const failure = await runCheck(whole, { surroundings: fast, ...options }).then(
      () => assert.fail("the check holds"),
      (error: unknown) => error,
    );
    assert.ok(failure instanceof ChatCheckError);
    return failure;
  };

  const tell = (title: string, failure: ChatCheckError) => {
    const text =
      failure instanceof CheckFailure
        ? failure.message
        : `${failure.message}\ncode: ${failure.code}\nto do: ${failure.hint}`;
    assert.ok(Buffer.byteLength(text) <= 4_096);
    reached.set(title, normalised(text));
    if (!process.env.UPDATE_GOLDEN) assert.equal(normalised(text), expected.get(title));
  };

  for (const { title, faults = [], flow: name, input = {}, options } of cases) {
    it(`tells of: ${title}`, async () => {
      for (const [at, fault, times] of faults) emulator.once(at, fault, times);
      const flowId = name ? { contactFlowId: emulator.flow(name).id } : {};
      tell(title, await failing({ ...flowId, ...input }, options));
      emulator.reset();
    });
  }

  it("tells of: flow saved but not published", async () => {
    const client = new ConnectClient({ endpoint: emulator.url });
    const { content } = flow("draft", disconnect());
    const command = new CreateContactFlowCommand({
      InstanceId: emulator.instanceId,
      Name: "draft",
      Type: "CONTACT_FLOW",
      Status: "SAVED",
      Content: JSON.stringify(content),
    });
    const { ContactFlowId } = await client.send(command);
    client.destroy();
    tell("flow saved but not published", await failing({ contactFlowId: ContactFlowId }));
  });

  it("tells of: a client token that was used before", async () => {
    const input = { contactFlowId: emulator.flow("greeting").id, clientToken: "the same again" };
    await runCheck({ ...input, instanceId: emulator.instanceId, endpoint: emulator.url });
    tell("a client token that was used before", await failing(input));
  });

  it("tells of: socket URL expired", async () => {
    await using past = await startEmulator({ flows: [greeting()], clock: manualClock() });
    past.once("socket open", "refuse");
    tell("socket URL expired", await failing({ endpoint: past.url }));
  });

  it("tells of: no region", async () => {
    const { AWS_REGION, ...environment } = process.env;
    delete process.env.AWS_REGION;
    process.env.AWS_CONFIG_FILE = "/nowhere";
    const failure = await failing({}, { surroundings: { ...fast, environment } });
    process.env.AWS_REGION = AWS_REGION;
    delete process.env.AWS_CONFIG_FILE;
    tell("no region", failure);
  });

  it("tells of: credentials missing", async () => {
    const names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
    const elsewhere = {
      AWS_CONFIG_FILE: "/nowhere",
      AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
      AWS_EC2_METADATA_DISABLED: "true",
    };
    for (const name of names) delete process.env[name];
    Object.assign(process.env, elsewhere);
    const failure = await failing({});
    for (const name of Object.keys(elsewhere)) delete process.env[name];
    for (const name of names) process.env[name] = "test";
    tell("credentials missing", failure);
  });

  it("tells of: a proxy that refuses", async () => {
    const proxy = createServer().on("connect", (_request, socket) => socket.end("HTTP/1.1 407 No\r\n\r\n"));
    const url = `http://user:pass-word@127.0.0.1:${await listening(proxy)}`;
    process.env.HTTP_PROXY = url;
    const failure = await failing(
      { endpoint: "http://connect.example" },
      { surroundings: { ...fast, environment: { ...process.env } } },
    );
    delete process.env.HTTP_PROXY;
    proxy.close();
    assert.doesNotMatch(failure.message, /pass-word/);
    tell("a proxy that refuses", failure);
  });

  it("leaves no contact open, but where it could not be ended", () => {
    const open = emulator.contacts().filter(({ state }) => state === "open");
    assert.equal(open.length, 2);
  });

  it("has reached every code of the README", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const listed = [...readme.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, code]) => code ?? "");
    const texts = [...reached.values()].join("\n");
    const elsewhere = [
      ...[
        "INTERRUPTED",
        "NETWORK_CERTIFICATE",
        "WRONG_USE",
        "PROFILE_NOT_FOUND",
        "CANNOT_LISTEN",
        "INVALID_CONVERSATION",
      ],
      ...["FLOW_NOT_FOUND", "OTHER_MESSAGE", "NOT_IN_TIME", "NOTHING_COMES", "CHAT_ENDED", "FORBIDDEN"],
      ...["FILE_UNREADABLE", "INVALID_CONFIGURATION", "INVALID_SELECTION", "MAY_REACH_PEOPLE", "MOCHA_MISSING"],
      ...[
        "NO_EMULATOR",
        "NO_GOLDEN",
        "NO_TEST_RUNNER",
        "ONLY_EMULATOR",
        "OTHER_TRANSCRIPT",
        "RUN_IS_OVER",
        "QUERY_FAILED",
      ],
      ...["TARGET_NOT_FOUND", "NOTHING_TO_CHOOSE", "NOTHING_CAPTURED", "UNKNOWN_VARIABLE", "CONVERSATION_TIMEOUT"],
    ];
    assert.deepEqual(
      listed.filter((code) => !texts.includes(code) && !elsewhere.includes(code)),
      [],
    );
  });
});
