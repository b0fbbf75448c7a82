import { action } from "../../flows.js";
import { describeRule, ofType } from "./rule-cases.js";

const say = (text: string) => [action("a", "MessageParticipant", { Text: text })];

describeRule("empty-parameter", {
  holds: {
    "one blank": say(" "),
    "what is empty outside of parameters and conditions": ofType(
      "",
      action("a", "DisconnectParticipant", {}, { next: "" }),
    ),
    "an empty object and an empty list": [action("a", "ShowView", { ViewData: { a: {}, b: [] } })],
    "an empty key": [action("a", "ShowView", { ViewData: { "": "x" } })],
  },
  finds: {
    "an empty text": {
      flow: say(""),
      at: '"Text": «""»',
      message: 'MessageParticipant "a": Parameters.Text is empty, which the service refuses.',
    },
    "empty texts however deep, in types that are not known as well": {
      flow: [action("a", "DataTable", { Rows: [{ Cells: ["x", ""] }], Name: "" })],
      at: ['"x",\n              «""»', '"Name": «""»'],
      message: 'DataTable "a": Parameters.Rows[0].Cells[1] is empty, which the service refuses.',
    },
    "an empty operand": {
      flow: [action("a", "Compare", { ComparisonValue: "$.External.x" }, { when: { "": "a" } })],
      at: '"Operands": [\n                «""»',
      message: 'Compare "a": Transitions.Conditions[0] is empty, which the service refuses.',
      hint: "Have what is compared give a word such as none, and compare with that.",
    },
  },
});

describeRule("unfilled-placeholder", {
  holds: {
    "references and sums of money": say("$.Attributes.name, that is $20, or 15% OFF, or {1}, <b>, 100%"),
    "a placeholder outside of what the service reads": ofType("{{type}}", action("a", "DisconnectParticipant")),
  },
  finds: {
    "the forms of several template languages": {
      flow: [
        action("a", "TransferToFlow", { ContactFlowId: `$${"{Flow}"}` }),
        action("b", "TransferToFlow", { ContactFlowId: "{{flow.arn}}" }),
        action("c", "TransferToFlow", { ContactFlowId: "<<flow>>" }),
        action("d", "TransferToFlow", { ContactFlowId: "arn:aws:connect:%REGION%:x" }),
      ],
      at: [`«"$${"{Flow}"}"»`, '«"{{flow.arn}}"»', '«"<<flow>>"»', '«"arn:aws:connect:%REGION%:x"»'],
      message: `TransferToFlow "a": Parameters.ContactFlowId holds the placeholder "$${"{Flow}"}".`,
    },
    "one in a key, and one in an operand": {
      flow: [
        action("a", "UpdateContactAttributes", { Attributes: { "{{key}}": "x" } }),
        action("b", "Compare", {}, { when: { "{{value}}": "a" } }),
      ],
      at: ['«"{{key}}"»: "x"', '«"{{value}}"»'],
      message: 'UpdateContactAttributes "a": Parameters.Attributes.{{key}} holds the placeholder "{{key}}".',
    },
  },
});
