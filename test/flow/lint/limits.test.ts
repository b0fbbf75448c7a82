import { action } from "../../flows.js";
import { describeRule } from "./rule-cases.js";

const of = (type: string, parameters: object) => [action("a", type, { ...parameters })];
const say = (text: string) => of("MessageParticipant", { Text: text });
const x = (count: number) => "x".repeat(count);

describeRule("text-too-long", {
  holds: {
    "3,000 characters": say(x(3000)),
    "6,000 characters, half of which are tags": of("MessageParticipant", { SSML: `<${x(2998)}>${x(3000)}` }),
    "a first message of 1,024 characters": of("ConnectParticipantWithLexBot", {
      LexInitializationData: { InitialMessage: x(1024) },
    }),
  },
  finds: {
    "3,001 characters": {
      flow: say(x(3001)),
      at: `«"${x(3001)}"»`,
      message: 'MessageParticipant "a": its Text has 3001 characters, 3001 of which count, and 3000 may.',
    },
    "6,001 characters, most of which are tags": {
      flow: of("MessageParticipantIteratively", { Messages: [{ SSML: `<${x(5998)}>y` }] }),
      at: `«"<${x(5998)}>y"»`,
      message: 'MessageParticipantIteratively "a": its SSML has 6001 characters, and may have 6000.',
    },
    "a first message that is too long": {
      flow: of("ConnectParticipantWithLexBot", { LexInitializationData: { InitialMessage: x(1025) } }),
      at: `«"${x(1025)}"»`,
      message:
        'ConnectParticipantWithLexBot "a": its InitialMessage has 1025 characters, 1025 of which count, and 1024 may.',
    },
  },
});

describeRule("attributes-too-large", {
  holds: { "32 KB with keys and quotes": of("UpdateContactAttributes", { Attributes: { a: x(32_760) } }) },
  finds: {
    "more, counted in bytes": {
      flow: of("UpdateContactAttributes", { Attributes: { a: "ö".repeat(16_400) } }),
      at: '«"Attributes"»: {',
      message:
        'UpdateContactAttributes "a" sets 32808 bytes of attributes; a contact may have 32768, and none of them is set.',
    },
  },
});

describeRule("view-data-too-large", {
  holds: { "16 KB": of("ShowView", { ViewData: { a: x(16_376) } }), "no data": of("ShowView", {}) },
  finds: {
    more: {
      flow: of("ShowView", { ViewData: { a: [x(16_377)] } }),
      at: '«"ViewData"»: {',
      message: 'ShowView "a" gives its view 16387 bytes; 16384 are taken.',
    },
  },
});

describeRule("bad-attribute-key", {
  holds: {
    "names with blanks and hyphens": of("UpdateContactAttributes", { Attributes: { "a b-c_d": "x" } }),
    "a name that is a reference": of("UpdateContactAttributes", { Attributes: { "$.External.key": "x" } }),
    "dots in what is no name": of("UpdateContactAttributes", { Attributes: { a: "b.c" } }),
  },
  finds: {
    "a full stop, and a dollar sign": {
      flow: of("UpdateFlowAttributes", { FlowAttributes: { "order.id": "x", US$: "y" } }),
      at: ['«"order.id"»: "x"', '«"US$"»: "y"'],
      message:
        'UpdateFlowAttributes "a" sets an attribute "order.id"; names may not hold a full stop or a dollar sign.',
      hint: 'Write "order_id".',
    },
  },
});

describeRule("several-event-hooks", {
  holds: { one: of("UpdateContactEventHooks", { EventHooks: { CustomerQueue: "x" } }) },
  finds: {
    two: {
      flow: of("UpdateContactEventHooks", { EventHooks: { CustomerQueue: "x", AgentWhisper: "y" } }),
      at: '«"AgentWhisper"»: "y"',
      message:
        'UpdateContactEventHooks "a" sets more than one event hook; the documentation allows one for each action.',
    },
  },
});

const picker = (members: object) =>
  JSON.stringify({ templateType: "ListPicker", version: "1.0", data: {}, ...members });

describeRule("broken-interactive-message", {
  holds: {
    "a text": say("Hello {name}"),
    "an interactive message": say(picker({})),
    "one that is filled in when it runs": say(`${picker({}).slice(0, -1)}, "a": $.External.a}`),
  },
  finds: {
    "JSON with a comma too many": {
      flow: say(picker({}).replace("}}", "},}")),
      at: `«${JSON.stringify(picker({}).replace("}}", "},}"))}»`,
      message: 'MessageParticipant "a": its Text is no interactive message: it is not JSON.',
    },
    "a template that there is not": {
      flow: say(picker({ templateType: "Listpicker" })),
      at: `«${JSON.stringify(picker({ templateType: "Listpicker" }))}»`,
      message: 'MessageParticipant "a": its Text is no interactive message: there is no template "Listpicker".',
    },
    "no data": {
      flow: say(picker({ data: null })),
      at: `«${JSON.stringify(picker({ data: null }))}»`,
      message: 'MessageParticipant "a": its Text is no interactive message: it has no data.',
    },
    "more than 20 KB": {
      flow: say(picker({ data: { title: x(20_480) } })),
      at: `«${JSON.stringify(picker({ data: { title: x(20_480) } }))}»`,
      message: `MessageParticipant "a": its Text is no interactive message: it has ${picker({ data: { title: x(20_480) } }).length} characters, and may have 20480.`,
    },
  },
});
