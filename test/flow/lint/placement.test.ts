import { action, disconnect, say } from "../../flows.js";
import { describeRule, document, ofType } from "./rule-cases.js";

const settings = { InputParameters: [], OutputParameters: [], Transitions: [] };
const moduleEnd = action("end", "EndFlowModuleExecution");

describeRule("misplaced-action", {
  holds: {
    "actions of an inbound flow": ofType("contactFlow", action("a", "TransferContactToQueue"), disconnect()),
    "a module with actions that no flow type allows together": document(
      { Settings: settings },
      action("a", "DequeueContactAndTransferToQueue"),
      action("b", "TransferToFlow"),
    ),
    "a flow whose type is not told": [say("a", "Hello", "end"), disconnect()],
    "a module": { ContactFlowModule: { Content: document({ Settings: settings }, moduleEnd) } },
    "a type that is not known": ofType("contactFlow", action("a", "DataTable")),
    "a kind of flow that is not known": ofType("newFlow", action("a", "DequeueContactAndTransferToQueue")),
  },
  finds: {
    "an action of another flow type": {
      flow: ofType("customerQueue", action("a", "TransferContactToQueue")),
      at: '"Type": «"TransferContactToQueue"»',
      message:
        'TransferContactToQueue "a" is not allowed in a flow of the type CUSTOMER_QUEUE; it is in CONTACT_FLOW, CAMPAIGN, MODULE, AGENT_TRANSFER or QUEUE_TRANSFER.',
    },
    "an action of another flow type by what describe-contact-flow says": {
      flow: { ContactFlow: { Type: "AGENT_WHISPER", Content: document({}, disconnect()) } },
      at: '«"DisconnectParticipant"»',
      message:
        'DisconnectParticipant "end" is not allowed in a flow of the type AGENT_WHISPER; it is in CONTACT_FLOW, CAMPAIGN, MODULE, AGENT_TRANSFER, QUEUE_TRANSFER or CUSTOMER_QUEUE.',
    },
    "the end of a module in a flow": {
      flow: ofType("contactFlow", moduleEnd),
      at: '«"EndFlowModuleExecution"»',
      message: 'EndFlowModuleExecution "end" is not allowed in a flow of the type CONTACT_FLOW; it is in MODULE.',
    },
    "actions that no flow type allows together": {
      flow: [action("a", "DequeueContactAndTransferToQueue"), say("b", "Hello", "c"), action("c", "TransferToFlow")],
      at: '"Type": «"TransferToFlow"»',
      message: 'No flow type allows TransferToFlow "c" together with the actions before it, which need CUSTOMER_QUEUE.',
    },
  },
});

describeRule("misplaced-settings", {
  holds: {
    "a flow without": ofType("contactFlow", disconnect()),
    "a module with": document({ Settings: settings }, moduleEnd),
    "a flow of no told type with": document({ Settings: settings }, disconnect()),
    "what is no flow": { a: 1 },
  },
  finds: {
    "settings in a flow": {
      flow: document({ Metadata: { type: "contactFlow" }, Settings: settings }, disconnect()),
      at: '«"Settings"»: {',
      message: "Settings belongs to flow modules; the service refuses it in a flow.",
    },
    "a module without": {
      flow: [moduleEnd],
      at: '«{»\n  "Version"',
      message: "Settings is missing, which a flow module has to have.",
    },
    "a module without, by what describe-contact-flow-module says": {
      flow: { ContactFlowModule: { Content: JSON.stringify(document({}, disconnect())) } },
      at: '"Content": "«{»',
      message: "Settings is missing, which a flow module has to have.",
    },
  },
});
