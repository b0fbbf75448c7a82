import assert from "node:assert/strict";
import { type Emulator, type Fault, type FaultPoint, startEmulator } from "../../provider/emulator/index.js";
import { providerText } from "../../provider/resource/provider-text.js";
import { disconnect, flow, greeting, wait } from "../flows.js";
import { type DynamicProvider, startDynamicProvider } from "./dynamic-provider.js";

const refused = (error: string, status: number): Fault => ({ error, status });

/** A fault, and what each check that meets it comes to. */
type Row = readonly [
  at: FaultPoint,
  fault: Fault,
  comesTo: string,
  more?: { readonly input?: object; readonly times?: number; readonly flow?: string },
];

const brief = { connectWithinSeconds: 2, timeoutSeconds: 3 };
const rows: readonly Row[] = [
  ["StartChatContact", "drop", "held"],
  ["StartChatContact", "drop answer", "held"],
  ["StartChatContact", "half answer", "held"],
  ["StartChatContact", "drop answer", "NETWORK", { times: 3 }],
  ["StartChatContact", "no answer", "DEADLINE_EXCEEDED", { input: brief }],
  ["StartChatContact", { delayMilliseconds: 3_500 }, "DEADLINE_EXCEEDED", { input: brief }],
  ["StartChatContact", refused("InternalServiceException", 500), "SERVICE_ERROR", { times: 3 }],
  ["StartChatContact", refused("LimitExceededException", 429), "ACTIVE_CHAT_QUOTA_FULL"],
  ["StartChatContact", refused("AccessDeniedException", 403), "ACCESS_DENIED"],
  ["CreateParticipantConnection", "drop answer", "held"],
  ["CreateParticipantConnection", "drop", "NETWORK", { times: 3 }],
  ["CreateParticipantConnection", "no answer", "WINDOW_MISSED", { input: { ...brief, timeoutSeconds: 9 } }],
  ["CreateParticipantConnection", refused("AccessDeniedException", 403), "CONNECTION_REFUSED"],
  ["CreateParticipantConnection", refused("InternalServerException", 500), "SERVICE_ERROR", { times: 3 }],
  ["socket open", "refuse", "SOCKET_REFUSED"],
  ["socket open", "ignore", "WINDOW_MISSED", { input: { ...brief, timeoutSeconds: 9 } }],
  ["socket open", { close: 1011 }, "SOCKET_DROPPED"],
  ["subscribe", "refuse", "SUBSCRIPTION_REFUSED"],
  ["subscribe", "ignore", "WINDOW_MISSED", { input: { ...brief, timeoutSeconds: 9 } }],
  ["subscribe", { close: 1001 }, "SOCKET_DROPPED"],
  ["frame", { close: 1001 }, "SOCKET_DROPPED", { flow: "mute" }],
  ["frame", "lose", "held"],
  ["frame", "double", "held"],
  ["GetTranscript", "drop", "held"],
  ["GetTranscript", refused("InternalServerException", 500), "SERVICE_ERROR", { times: 3 }],
  ["GetTranscript", "no answer", "NO_FIRST_MESSAGE", { input: brief }],
  ["DisconnectParticipant", "drop", "held"],
  ["DisconnectParticipant", refused("ThrottlingException", 429), "held"],
  ["StopContact", "drop answer", "held"],
  ["StopContact", refused("ContactNotFoundException", 410), "held"],
];
const checksPerRow = 7;

describe("checks with a fault at every step, through the provider process", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let provider: DynamicProvider;
  let checks = 0;

  before(async () => {
    emulator = await startEmulator({ flows: [greeting(), flow("mute", wait("wait", 3600, "end"), disconnect())] });
    provider = await startDynamicProvider({
      AWS_ENDPOINT_URL: emulator.url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: "us-east-1",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    });
  });

  after(async () => {
    console.log(`      ${checks} checks with ${rows.length} faults, ${emulator.contacts().length} contacts`);
    await provider[Symbol.asyncDispose]();
    await emulator.close();
  });

  const comesTo = (inputs: object) =>
    provider.create({ __provider: providerText, instanceId: emulator.instanceId, ...inputs }).then(
      () => "held",
      (error: Error) => /^code: (\w+)$/m.exec(error.message)?.[1] ?? error.message,
    );

  for (const [at, fault, expected, { input = {}, times = 1, flow: name = "greeting" } = {}] of rows) {
    const title = typeof fault === "string" ? fault : JSON.stringify(fault);
    it(`${at}: ${title} ${times > 1 ? `${times} times ` : ""}comes to ${expected}`, async () => {
      const inputs = { contactFlowId: emulator.flow(name).id, expectFirstMessage: "Hello", ...input };
      const once = async () => {
        emulator.once(at, fault, times);
        checks += 1;
        const began = Date.now();
        assert.equal(await comesTo(inputs), expected);
        return Date.now() - began;
      };
      const durations: number[] = [];
      if ("timeoutSeconds" in input) durations.push(...(await Promise.all(Array.from({ length: checksPerRow }, once))));
      else for (let n = 0; n < checksPerRow; n++) durations.push(await once());
      const { timeoutSeconds = 60 } = input as { timeoutSeconds?: number };
      assert.ok(Math.max(...durations) < timeoutSeconds * 10_000);
      emulator.reset();
      assert.deepEqual(
        emulator.contacts().filter(({ state }) => state === "open"),
        [],
      );
    });
  }
});
