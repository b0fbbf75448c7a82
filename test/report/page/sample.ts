import type { TranscriptItem } from "../../../provider/conversation/transcript.js";
import type { RunFlow, RunRecord } from "../../../provider/report/run.js";
import { action, disconnect, flow, say } from "../../flows.js";
import { placed, record, runFlow, traceThrough } from "../records.js";

const type = "application/vnd.amazonaws.connect.";
const item = (role: string, contentType: string, content = ""): TranscriptItem => ({
  time: "2026-01-01T00:00:00.000Z",
  role,
  contentType,
  content,
});

/** A flow with branches that were taken, that were not, at which a conversation failed, and that do not count. */
export const menu = placed(
  flow(
    "Menu",
    say("Welcome the customer", "مرحبًا بكم في خدمة العملاء", "Ask for the channel"),
    action(
      "Ask for the channel",
      "Compare",
      { ComparisonValue: "$.Channel" },
      { when: { VOICE: "end", CHAT: "5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab" }, errors: { NoMatchingCondition: "end" } },
    ),
    action(
      "5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab",
      "Compare",
      { ComparisonValue: "$.Attributes.wish" },
      { when: { bill: "bill", sim: "sim" }, errors: { NoMatchingCondition: "Welcome the customer" } },
    ),
    say("bill", "Your bill comes to 24.90 EUR", "end"),
    say("sim", "Your SIM card is on its way", "end"),
    disconnect(),
  ),
  {
    "Welcome the customer": { x: 120, y: 40 },
    "Ask for the channel": { x: 368, y: 40 },
    "5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab": { x: 616, y: 40 },
    bill: { x: 864, y: 40 },
    sim: { x: 864, y: 248 },
    end: { x: 1112, y: 40 },
  },
);
const layered = flow("Without places", ...menu.content.Actions);

const failure = {
  report:
    'The next message is another than expected.\nstep 2 (flows/menu.chat.yaml:9:5): {"expect":"29.90"}\ncode: OTHER_MESSAGE',
  code: "OTHER_MESSAGE",
  step: 2,
};

const content = { title: "Which card?", elements: [{ title: "Micro", subtitle: "small" }, { title: "Nano" }] };

export const transcript: readonly TranscriptItem[] = [
  item("CUSTOMER", `${type}event.participant.joined`),
  item("SYSTEM", "text/plain", "مرحبًا بكم في خدمة العملاء"),
  item("SYSTEM", `${type}message.interactive`, JSON.stringify({ templateType: "ListPicker", data: { content } })),
  item("CUSTOMER", `${type}message.interactive.response`, '{"action":"Nano","data":{"size":"nano"}}'),
  item("CUSTOMER", "text/plain", "営業時間は？"),
  item("AGENT", "text/markdown", "**One** moment"),
  item("CUSTOMER", "application/pdf", "contract.pdf"),
  item("", `${type}event.chat.ended`),
];

const passing = record({ name: "asks for the bill", trace: traceThrough(menu, { wish: "bill" }), transcript });
const failing = record({
  name: "asks for another price",
  row: { price: "29.90" },
  status: "failed",
  failure,
  trace: traceThrough(menu, { wish: "bill" }),
  transcript,
});
const elsewhere = record({
  file: "flows/other.chat.yaml",
  name: "goes through layers",
  trace: traceThrough(layered, { wish: "bill" }),
});
const skipped = record({ name: "is left out", status: "skipped", reason: "Only the emulator knows." });

export const records: readonly RunRecord[] = [passing, failing, skipped, elsewhere];
export const flows: readonly RunFlow[] = [runFlow(menu, { file: "flows/menu.json" }), runFlow(layered)];

const attack = `"><img src=x onerror="hacked=1"></script><script>hacked=2</script>'onclick='hacked=3\u0000&lt;`;
const javascript = "javascript:hacked=4";

const trap = flow(
  attack,
  say(attack, attack, javascript),
  action(javascript, attack, { [attack]: { [attack]: attack } }, { next: attack, when: { [attack]: attack } }),
);

/** All that a page shows, from somebody who means ill. */
export const hostile = {
  attack,
  flows: [runFlow(trap, { file: attack, id: attack })],
  records: [
    record({
      file: attack,
      name: attack,
      row: { [attack]: attack },
      status: "failed",
      startedAt: attack,
      failure: { report: attack, code: attack, verdict: attack },
      trace: [
        {
          flow: attack,
          flowId: attack,
          action: attack,
          type: attack,
          result: attack,
          branch: { label: "", nextAction: javascript },
          warnings: [attack],
        },
      ],
      transcript: [
        { time: attack, role: attack, contentType: attack, content: attack },
        item("SYSTEM", "text/plain", attack),
        item("SYSTEM", "image/svg+xml", attack),
        item("SYSTEM", `${type}event.${attack}`, attack),
        item(
          "SYSTEM",
          `${type}message.interactive`,
          JSON.stringify({
            templateType: attack,
            data: {
              content: {
                title: attack,
                subtitle: attack,
                imageData: javascript,
                elements: [{ title: attack, subtitle: attack }],
              },
            },
          }),
        ),
        item(
          "CUSTOMER",
          `${type}message.interactive.response`,
          JSON.stringify({ action: attack, data: { [attack]: attack } }),
        ),
      ],
    }),
    record({ file: attack, name: attack, status: "skipped", reason: attack }),
  ],
};
