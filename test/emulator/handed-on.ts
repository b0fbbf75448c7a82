import { manualClock } from "../../provider/emulator/index.js";
import { action, disconnect, flow } from "../flows.js";
import { Customer } from "./customer.js";

/** A chat that an agent took two seconds after its start, answered, and handed on to another queue, where it waits. */
export async function handedOn() {
  const clock = manualClock();
  const customer = await Customer.of({
    clock,
    flows: [
      flow(
        "to sales",
        action("target", "UpdateContactTargetQueue", { QueueId: "q-sales" }, { next: "transfer" }),
        action("transfer", "TransferContactToQueue", {}, { errors: { NoMatchingError: "end" } }),
        disconnect(),
      ),
    ],
    instance: {
      queues: [
        { name: "Sales", id: "q-sales", agents: ["ada"] },
        { name: "Service", id: "q-service" },
      ],
      agents: [
        {
          name: "ada",
          id: "a-ada",
          acceptsAfterSeconds: 2,
          script: [{ say: "Hello, Ada here" }, { transfer: { queue: "Service" }, afterSeconds: 3 }],
        },
      ],
    },
  });
  const started = clock.now();
  const chat = await customer.chat();
  await customer.subscribe(chat.url);
  clock.advance(10_000);
  return { clock, started, customer, chat, [Symbol.asyncDispose]: () => customer[Symbol.asyncDispose]() };
}
