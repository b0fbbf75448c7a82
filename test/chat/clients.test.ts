import assert from "node:assert/strict";
import {
  LimitExceededException,
  StartChatContactCommand,
  StopContactCommand,
  TooManyRequestsException,
} from "@aws-sdk/client-connect";
import { SendMessageCommand, ThrottlingException } from "@aws-sdk/client-connectparticipant";
import type { ServiceTarget } from "../../provider/chat/client-settings.js";
import { type Clients, openClients } from "../../provider/chat/clients.js";
import { refusal, useTestCredentials } from "../emulator/customer.js";
import { Recorder } from "./recorder.js";
import { surroundings } from "./surroundings.js";

const start = (ClientToken = "token") =>
  new StartChatContactCommand({
    InstanceId: "i-1",
    ContactFlowId: "f-1",
    ParticipantDetails: { DisplayName: "Ada" },
    ClientToken,
  });
const message = () =>
  new SendMessageCommand({ ConnectionToken: "secret", ContentType: "text/plain", Content: "Hi", ClientToken: "token" });

const throttled = { status: 429, error: "TooManyRequestsException" };
const impatient = surroundings({
  after(_milliseconds, action) {
    const immediate = setImmediate(action);
    return () => clearImmediate(immediate);
  },
});

async function withClients(
  target: ServiceTarget,
  use: (clients: Clients) => Promise<unknown>,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const clients = openClients(target, surroundings({ environment }));
  try {
    await use(clients);
  } finally {
    clients.close();
  }
}

describe("openClients", () => {
  useTestCredentials();

  describe("takes the region", () => {
    for (const [from, target, environment, expected] of [
      ["that it is given", { region: "eu-west-2" }, { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "b" }, "eu-west-2"],
      ["of AWS_REGION", {}, { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "us-west-2" }, "eu-west-1"],
      ["of AWS_DEFAULT_REGION", {}, { AWS_DEFAULT_REGION: "us-west-2" }, "us-west-2"],
    ] as const) {
      it(from, async () => {
        await using service = await Recorder.answering();
        const use = async ({ connect, participant }: Clients) => {
          assert.equal(await connect.config.region(), expected);
          assert.equal(await participant.config.region(), expected);
          await connect.send(new StopContactCommand({ InstanceId: "i-1", ContactId: "c-1" }));
        };
        await withClients({ ...target, endpoint: service.url }, use, environment);
        const authorization = service.requests[0]?.headers.authorization ?? "";
        assert.match(authorization, new RegExp(`/${expected}/connect/aws4_request`));
      });
    }
  });

  describe("takes the endpoint", () => {
    let before: string | undefined;
    beforeEach(() => {
      before = process.env.AWS_ENDPOINT_URL;
    });
    afterEach(() => {
      if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
      else process.env.AWS_ENDPOINT_URL = before;
    });

    it("that it is given, for both services, over one of the environment", async () => {
      await using service = await Recorder.answering();
      await using other = await Recorder.answering();
      process.env.AWS_ENDPOINT_URL = other.url;
      await withClients({ region: "us-east-1", endpoint: service.url }, async ({ connect, participant }) => {
        await connect.send(start());
        await participant.send(message());
      });
      assert.deepEqual(
        service.requests.map(({ path }) => path),
        ["/contact/chat", "/participant/message"],
      );
      assert.deepEqual(other.requests, []);
    });

    it("of AWS when none is given", async () => {
      delete process.env.AWS_ENDPOINT_URL;
      const hosts: string[] = [];
      const stopBeforeSending =
        () =>
        async ({ request }: { request: unknown }): Promise<never> => {
          hosts.push((request as { hostname: string }).hostname);
          throw new Error("not sent");
        };
      const step = { step: "finalizeRequest", priority: "low" } as const;
      await withClients({ region: "eu-central-1" }, async ({ connect, participant }) => {
        connect.middlewareStack.add(stopBeforeSending, step);
        participant.middlewareStack.add(stopBeforeSending, step);
        await assert.rejects(connect.send(start()), /not sent/);
        await assert.rejects(participant.send(message()), /not sent/);
      });
      assert.deepEqual(hosts, ["connect.eu-central-1.amazonaws.com", "participant.connect.eu-central-1.amazonaws.com"]);
    });
  });

  it("names this package in the user agent", async () => {
    await using service = await Recorder.answering();
    await withClients({ region: "us-east-1", endpoint: service.url }, async ({ connect, participant }) => {
      await connect.send(start());
      await participant.send(message());
    });
    const { version } = require("../../package.json") as { version: string };
    for (const { headers } of service.requests) {
      assert.ok(headers["user-agent"]?.includes(`connect-chat-check/${version}`), headers["user-agent"]);
    }
    assert.equal(service.requests.length, 2);
  });

  it("signs for connect, and gives the participant service its bearer token alone", async () => {
    await using service = await Recorder.answering();
    await withClients({ region: "us-east-1", endpoint: service.url }, async ({ connect, participant }) => {
      await connect.send(start());
      await participant.send(message());
    });
    const [connect, participant] = service.requests;
    assert.match(connect?.headers.authorization ?? "", /^AWS4-HMAC-SHA256 /);
    assert.equal(participant?.headers.authorization, undefined);
    assert.ok(participant?.headers["x-amz-bearer"] === "secret", "The bearer token is another.");
  });

  it("reaches the participant service without any credentials", async () => {
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    await using service = await Recorder.answering({ status: 200, body: { Id: "m-1" } });
    await withClients({ region: "us-east-1", endpoint: service.url }, async ({ participant }) => {
      assert.equal((await participant.send(message())).Id, "m-1");
    });
  });

  describe("when refused", () => {
    const opened: Clients[] = [];
    const open = (endpoint: string, patience = {}) => {
      const clients = openClients({ region: "us-east-1", endpoint }, impatient, patience);
      opened.push(clients);
      return clients;
    };
    afterEach(() => {
      for (const clients of opened.splice(0)) clients.close();
    });

    it("takes a full quota of chats as final", async () => {
      await using service = await Recorder.answering({ status: 429, error: "LimitExceededException" });
      await refusal(open(service.url).connect.send(start()), LimitExceededException);
      assert.equal(service.requests.length, 1);
    });

    it("waits out a rate limit, with the same client token", async () => {
      const started = { ContactId: "c-1", ParticipantId: "p-1", ParticipantToken: "t-1" };
      await using service = await Recorder.answering(throttled, throttled, { status: 200, body: started });
      const { ContactId } = await open(service.url).connect.send(start("once"));
      assert.equal(ContactId, "c-1");
      assert.deepEqual(
        service.requests.map(({ body }) => body.ClientToken),
        ["once", "once", "once"],
      );
    });

    it("waits out a rate limit of the participant service too", async () => {
      const limit = { status: 429, error: "ThrottlingException" };
      await using service = await Recorder.answering(limit, { status: 200, body: { Id: "m-1" } });
      assert.equal((await open(service.url).participant.send(message())).Id, "m-1");
      assert.equal(service.requests.length, 2);
    });

    it("gives up after as many attempts as it may make", async () => {
      await using service = await Recorder.answering(throttled);
      await refusal(open(service.url, { attempts: 4 }).connect.send(start()), TooManyRequestsException);
      assert.equal(service.requests.length, 4);
      await refusal(open(service.url, { attempts: 1 }).participant.send(message()), Error);
      assert.equal(service.requests.length, 5);
    });

    it("makes ten attempts unless told otherwise", async () => {
      await using service = await Recorder.answering({ status: 429, error: "ThrottlingException" });
      await refusal(open(service.url).participant.send(message()), ThrottlingException);
      assert.equal(service.requests.length, 10);
    });

    it("tries three times what fails in the service", async () => {
      await using service = await Recorder.answering({ status: 503, error: "Unavailable" });
      await refusal(open(service.url).connect.send(start("once")), Error);
      assert.deepEqual(
        service.requests.map(({ body }) => body.ClientToken),
        ["once", "once", "once"],
      );
    });

    it("does not try again what the service refuses", async () => {
      await using service = await Recorder.answering({ status: 400, error: "InvalidRequestException" });
      await refusal(open(service.url).connect.send(start()), Error);
      assert.equal(service.requests.length, 1);
    });

    for (const answer of [throttled, { status: 503, error: "Unavailable" }]) {
      it(`makes no further attempt at a ${answer.status} once the signal is aborted`, async () => {
        await using service = await Recorder.answering(answer);
        const { connect } = open(service.url, { signal: AbortSignal.abort() });
        await refusal(connect.send(start()), Error);
        assert.equal(service.requests.length, 1);
      });
    }

    it("stops waiting for a rate limit when the signal is aborted", async () => {
      await using service = await Recorder.answering(throttled);
      const controller = new AbortController();
      const cancelled: number[] = [];
      const patient = surroundings({
        after(milliseconds) {
          setImmediate(() => controller.abort());
          return () => void cancelled.push(milliseconds);
        },
      });
      const target = { region: "us-east-1", endpoint: service.url };
      const clients = openClients(target, patient, { signal: controller.signal });
      opened.push(clients);
      await refusal(clients.connect.send(start()), TooManyRequestsException);
      assert.equal(service.requests.length, 1);
      assert.equal(cancelled.length, 1);
    });
  });
});
