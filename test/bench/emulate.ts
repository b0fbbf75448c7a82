import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../project/root.js";
import { interleaved, line } from "./measure.js";

const rounds = 15;

/** The least that a server can be: it says where it is, and answers. */
const bareServer = `require("node:http").createServer((request, response) => response.end("{}"))
  .listen(0, "127.0.0.1", function () { console.log(JSON.stringify({ endpoint: "http://127.0.0.1:" + this.address().port })) })`;

/** `chat-check emulate` beside a bare server of Node, whole processes, from their start to their first answer. */
export async function emulateBench(): Promise<string[]> {
  const home = mkdtempSync(join(tmpdir(), "chat-check-bench-"));
  const environment = { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: join(home, "cache") };
  const firstAnswer = async (...args: string[]) => {
    const child = spawn(process.execPath, args, { env: environment, stdio: ["ignore", "pipe", "inherit"] });
    const exited = once(child, "exit");
    const [text] = (await once(createInterface(child.stdout), "line")) as [string];
    const [response] = await once(get(`${(JSON.parse(text) as { endpoint: string }).endpoint}/emulator`), "response");
    response.resume();
    return async () => {
      child.kill("SIGKILL");
      await exited;
    };
  };
  const emulate = [join(root, "dist/cli/main.js"), "emulate", "--port", "0", "--json"];
  const flows = join(root, "examples/smoke-check/flows/welcome.json");
  try {
    const { bare, empty, served } = await interleaved(
      {
        bare: () => firstAnswer("-e", bareServer),
        empty: () => firstAnswer(...emulate),
        served: () => firstAnswer(...emulate, "--flows", flows),
      },
      rounds,
    );
    return [
      line("chat-check emulate to its first answer, of a bare server's time", empty / bare, { atMost: 3 }),
      line("the same with a flow", served / bare, { atMost: 3 }),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
