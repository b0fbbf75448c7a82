import { disconnect, flow, say } from "../../flows.js";
import { describeRule } from "./rule-cases.js";

const whole = [say("hello", "Hello", "end"), disconnect()];
const content = JSON.stringify(flow("", ...whole).content);

describeRule("not-json", {
  holds: {
    "a flow": whole,
    "a flow with a byte order mark": `\uFEFF${content}`,
    "what describe-contact-flow answers": { ContactFlow: { Content: content } },
    "JSON that is no flow": { a: 1 },
  },
  finds: {
    "a template that is not filled in": {
      flow: '{\n  "Version": "2019-10-30",\n  "Actions": {{actions}}\n}',
      at: '"Actions": {«{»',
      message: 'It is not JSON: A string should stand here, not "{".',
    },
    "a content that is not JSON, in the text that holds it": {
      flow: { Content: '{"Version" "2019-10-30"}' },
      at: '{\\"Version\\" «\\"»2019',
      message: 'It is not JSON: A colon should stand here, not "\\"".',
    },
  },
});

describeRule("not-a-flow", {
  holds: {
    "a flow": whole,
    "a flow of the legacy format": { modules: [] },
    "what describe-contact-flow-module answers": { ContactFlowModule: { Content: content } },
    "what is not JSON": "{",
  },
  finds: {
    "JSON of another kind": {
      flow: { name: "package" },
      at: '«{»\n  "name"',
      message: "It is no flow: it has no list Actions.",
    },
    "a list": { flow: "[]", at: "«[»]", message: "It is no flow: it has no list Actions." },
    "a content that is no flow": {
      flow: '{"Content": "[]"}',
      at: '"«[»]"',
      message: "It is no flow: it has no list Actions.",
    },
    "actions that are no list": {
      flow: { Content: { Actions: {} } },
      at: '"Content": «{»',
      message: "It is no flow: it has no list Actions.",
    },
  },
});

describeRule("legacy-format", {
  holds: { "a flow": whole, "JSON of another kind": { a: 1 } },
  finds: {
    modules: {
      flow: { modules: [], version: "1" },
      at: '«"modules"»: []',
      message: "It is a flow of the legacy format, with modules in place of Actions; CreateContactFlow refuses it.",
    },
  },
});
