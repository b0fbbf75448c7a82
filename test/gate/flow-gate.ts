import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { type Run, Stack } from "../resource/stack.js";
import { type AwsProviderStandIn, startAwsProviderStandIn } from "./aws-provider-stand-in.js";
import { firstWords } from "./first-words.js";

/** What is true after a step of a deployment. */
export interface Row {
  readonly step: string;
  readonly "pulumi up": "succeeds" | "fails";
  readonly "via entry flow": string;
  readonly "via SSM parameter": string;
  readonly "flows in the instance": number;
}

const flowFile = "flows/welcome.json";
const nobody = "nothing: there is no pointer";

/** The example flow-gate, deployed by the real engine to an emulator. */
export class FlowGate implements AsyncDisposable {
  readonly rows: Row[] = [];
  private readonly welcome: string;
  private entryFlowId: string | undefined;

  private constructor(
    readonly emulator: Emulator,
    readonly aws: AwsProviderStandIn,
    readonly stack: Stack,
  ) {
    this.welcome = stack.read(flowFile);
  }

  static async start(): Promise<FlowGate> {
    const emulator = await startEmulator();
    const aws = await startAwsProviderStandIn(emulator);
    const stack = new Stack(
      { example: "flow-gate" },
      // The types are checked once, by program.test.ts.
      { AWS_ENDPOINT_URL: emulator.url, PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...aws.environment },
    );
    const gate = new FlowGate(emulator, aws, stack);
    await stack.init();
    gate.configure();
    return gate;
  }

  configure(values: Readonly<Record<string, string>> = {}): void {
    const { instanceId, instanceArn } = this.emulator;
    const all = {
      instanceId,
      queueArn: `${instanceArn}/queue/c6f89a3d-15bf-46b7-97d9-25f6b218e022`,
      hoursArn: `${instanceArn}/operating-hours/d70a9b4e-26c0-47c8-88ea-36073329f133`,
      ...values,
    };
    const entries = Object.entries(all).map(([key, value]) => [`flow-gate:${key}`, value]);
    this.stack.write("Pulumi.test.yaml", JSON.stringify({ config: Object.fromEntries(entries) }));
  }

  /** Puts the flow back to how the example has it. */
  greetWell(): void {
    this.stack.write(flowFile, this.welcome);
  }

  /** Changes the greeting's text. */
  greetOtherwise(text: string): void {
    this.stack.write(flowFile, replaced(this.welcome, "welcome to Example Travel.", text));
  }

  /** Breaks the flow as people do: speech markup is for calls, and on chat its error branch ends the conversation. */
  breakGreeting(): void {
    this.stack.write(flowFile, replaced(this.welcome, '"Text": "Hello', '"SSML": "Hello'));
  }

  changeProgram(before: string, after: string): void {
    this.stack.write("index.ts", replaced(this.stack.read("index.ts"), before, after));
  }

  /** Runs Pulumi and notes what a customer then reaches. */
  async step(step: string, run: (stack: Stack) => Promise<Run> = (stack) => stack.up()): Promise<Run> {
    const result = await run(this.stack);
    this.rows.push({
      step,
      "pulumi up": result.code === 0 ? "succeeds" : "fails",
      "via entry flow": await this.reachedByEntryFlow(),
      "via SSM parameter": await this.reachedByParameter(),
      "flows in the instance": this.emulator.flows.length,
    });
    return result;
  }

  private async reachedByEntryFlow(): Promise<string> {
    // A widget is bound to the entry flow once, so the first id that there is must go on working.
    this.entryFlowId ??= this.emulator.flows.find(({ name }) => name.startsWith("entry-"))?.id;
    return this.entryFlowId === undefined ? nobody : firstWords(this.emulator, this.entryFlowId);
  }

  private async reachedByParameter(): Promise<string> {
    const id = this.aws.parameters.get("/example-travel/test/chat-flow-id");
    return id === undefined ? nobody : firstWords(this.emulator, id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stack.remove();
    await this.aws[Symbol.asyncDispose]();
    await this.emulator.close();
  }
}

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name])))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  const [head = [], ...body] = cells.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return [head, rule, ...body].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

function replaced(text: string, before: string, after: string): string {
  if (!text.includes(before)) throw new Error(`There is no ${before} to replace.`);
  return text.replace(before, after);
}
