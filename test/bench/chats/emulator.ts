import { createRequire } from "node:module";
import { join } from "node:path";
import type { startEmulator as Start } from "../../../provider/emulator/index.js";
import { action, disconnect, flow, say } from "../../flows.js";
import { root } from "../../project/root.js";
import { serveBench } from "./server.js";

const { startEmulator } = createRequire(__filename)(join(root, "dist/emulator/index.js")) as {
  startEmulator: typeof Start;
};
/** Greets, and waits for a week whatever the customer says. */
const patience = action(
  "wait",
  "Wait",
  { TimeLimitSeconds: "604800" },
  { next: "end", when: { WaitCompleted: "end" } },
);
const flows = [flow("greeting", say("hello", "Hello", "wait"), patience, disconnect())];

serveBench(
  startEmulator({ flows, quotas: { concurrentActiveChats: 1_000_000 } }).then(
    ({ url, instanceId, flows: [greeting] }) => ({
      url,
      request: JSON.stringify({
        InstanceId: instanceId,
        ContactFlowId: greeting?.id,
        ParticipantDetails: { DisplayName: "Ada" },
      }),
    }),
  ),
);
