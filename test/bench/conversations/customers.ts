import { createRequire } from "node:module";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { ConnectClient, StartChatContactCommand, StopContactCommand } from "@aws-sdk/client-connect";
import {
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  SendMessageCommand,
} from "@aws-sdk/client-connectparticipant";
import { WebSocket } from "ws";
import type { converse as Converse } from "../../../provider/conversation/converse.js";
import type { emulatorTarget as EmulatorTarget } from "../../../provider/conversation/emulator-target.js";
import { subscribe } from "../../emulator/frames.js";
import { root } from "../../project/root.js";
import { answer } from "../chats/asked.js";
import type { EmulatorProcess } from "./emulator.js";
import { greeting, turns } from "./turns.js";

const load = createRequire(__filename);
const { converse } = load(join(root, "dist/conversation/converse.js")) as { converse: typeof Converse };
const { emulatorTarget } = load(join(root, "dist/conversation/emulator-target.js")) as {
  emulatorTarget: typeof EmulatorTarget;
};

type Place = Awaited<ReturnType<EmulatorProcess["place"]>>;
type Way = "kit" | "loop";

export type Customers = {
  readonly visit: (place: Place) => void;
  /** Holds so many conversations, so many at a time; milliseconds. */
  readonly hold: (input: { readonly way: Way; readonly count: number; readonly atATime: number }) => Promise<number>;
  readonly processor: () => number;
};

let ways: Readonly<Record<Way, () => Promise<unknown>>>;

const customers: Customers = {
  visit(place) {
    const target = emulatorTarget(place);
    const steps = [
      { expect: greeting },
      ...turns.flatMap(({ said, answer: wanted }) => [{ say: said }, { expect: wanted }]),
    ];
    const conversation = { name: "six turns", steps };
    ways = { kit: () => converse(conversation, target), loop: handWritten(place) };
  },
  async hold({ way, count, atATime }) {
    const began = performance.now();
    let left = count;
    await Promise.all(
      Array.from({ length: atATime }, async () => {
        while (left-- > 0) await ways[way]();
      }),
    );
    return performance.now() - began;
  },
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};
answer(customers);

/** What somebody writes who has AWS's SDK, a WebSocket and one flow to try: no time limits, no failures that tell, one flow. */
function handWritten({ url, region, instanceId, flows: [only] }: Place): () => Promise<unknown> {
  const settings = { endpoint: url, region, credentials: { accessKeyId: "emulator", secretAccessKey: "emulator" } };
  const connect = new ConnectClient(settings);
  const participant = new ConnectParticipantClient(settings);
  return async () => {
    const { ContactId, ParticipantToken } = await connect.send(
      new StartChatContactCommand({
        InstanceId: instanceId,
        ContactFlowId: only?.id,
        ParticipantDetails: { DisplayName: "Customer" },
      }),
    );
    const { Websocket, ConnectionCredentials } = await participant.send(
      new CreateParticipantConnectionCommand({ ParticipantToken, Type: ["WEBSOCKET", "CONNECTION_CREDENTIALS"] }),
    );
    const { ConnectionToken } = ConnectionCredentials ?? {};
    const socket = new WebSocket(Websocket?.Url ?? "");
    const answers: string[] = [];
    let wake = () => {};
    socket.on("message", (data) => {
      const { topic, content } = JSON.parse(String(data)) as { topic: string; content: string };
      if (topic !== "aws/chat") return;
      const item = JSON.parse(content) as { Type: string; ParticipantRole?: string; Content: string };
      if (item.Type !== "MESSAGE" || item.ParticipantRole !== "SYSTEM") return;
      answers.push(item.Content);
      wake();
    });
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(subscribe);
    const expects = async (wanted: string) => {
      while (answers.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const heard = answers.shift();
      if (heard !== wanted) throw new Error(`Heard ${heard}, not ${wanted}.`);
    };
    await expects(greeting);
    for (const { said, answer: wanted } of turns) {
      await participant.send(new SendMessageCommand({ ConnectionToken, ContentType: "text/plain", Content: said }));
      await expects(wanted);
    }
    await participant.send(new DisconnectParticipantCommand({ ConnectionToken }));
    await connect.send(new StopContactCommand({ InstanceId: instanceId, ContactId })).catch(isOver);
    socket.close();
  };
}

function isOver(cause: unknown): void {
  if ((cause as Error).name !== "ContactNotFoundException") throw cause;
}
