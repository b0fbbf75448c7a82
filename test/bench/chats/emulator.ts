import { createRequire } from "node:module";
import { join } from "node:path";
import type { startEmulator as Start } from "../../../provider/emulator/index.js";
import { flow, say, wait } from "../../flows.js";
import { root } from "../../project/root.js";
import { serveBench } from "./server.js";

const { startEmulator } = createRequire(__filename)(join(root, "dist/emulator/index.js")) as {
  startEmulator: typeof Start;
};
const flows = [flow("patient", say("hello", "Hello", "wait"), wait("wait", 604_800, "wait"))];

serveBench(
  startEmulator({ flows, quotas: { concurrentActiveChats: 1_000_000 } }).then(
    ({ url, instanceId, flows: [patient] }) => ({
      url,
      request: JSON.stringify({
        InstanceId: instanceId,
        ContactFlowId: patient?.id,
        ParticipantDetails: { DisplayName: "Ada" },
      }),
    }),
  ),
);
