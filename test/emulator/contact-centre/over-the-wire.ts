import { SendMessageCommand } from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../provider/emulator/index.js";
import { Customer } from "../customer.js";
import { itemOf, messageOf } from "./in-process.js";
import { definitionFor, type Example, type Scenario, stubOf } from "./scenario.js";
import type { Talk } from "./talk.js";

/** A chat with the emulator as a program has it: the clients of the AWS SDK, and a WebSocket. */
export async function overTheWire(example: Example, scenario: Scenario): Promise<Talk> {
  const customer = await Customer.of({
    instance: scenario.instance ? definitionFor(example, scenario) : example.instanceFile,
    flows: [],
    clock: manualClock(Date.parse(scenario.at)),
    stub: stubOf(example, scenario),
  });
  const { emulator } = customer;
  const flow = emulator.flow(scenario.flow ?? example.flow);
  const { url, ConnectionToken } = await customer.chat({ ContactFlowId: flow.id, ...scenario.start });
  const frames = await customer.subscribe(url);
  await frames.settled();
  const last = () => emulator.contacts().at(-1);
  return {
    views: new Map((example.definition.views ?? []).map(({ id = "", name }) => [id, name])),
    async advance(milliseconds) {
      emulator.advance(milliseconds);
      await frames.settled();
    },
    async act(deed) {
      if (deed.kind === "leave") return customer.leave(ConnectionToken);
      const [ContentType, Content] = messageOf(deed);
      await customer.participant.send(new SendMessageCommand({ ConnectionToken, ContentType, Content }));
      await frames.settled();
    },
    heard: () => frames.received.filter((frame) => frame.includes('"topic":"aws/chat"')).map(itemOf),
    items: () => emulator.contacts().flatMap(({ items }) => items),
    trace: () => emulator.contacts().flatMap(({ trace }) => trace),
    attributes: () => last()?.attributes ?? {},
    state: () => ({ ended: last()?.disconnectReason, queue: last()?.queue }),
    [Symbol.asyncDispose]: () => customer[Symbol.asyncDispose](),
  };
}
