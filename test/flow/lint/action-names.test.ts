import { actionTypes } from "../../../provider/flow/action-types.js";
import { action } from "../../flows.js";
import { describeRule } from "./rule-cases.js";

const all = [...actionTypes.keys()].map((type) => action(type, type));

describeRule("misnamed-action-type", {
  holds: { "every type that there is": all, "a type that is not known": [action("a", "DataTable")] },
  finds: {
    "a name of the legacy format": {
      flow: [action("a", "SetLoggingBehavior")],
      at: '"Type": «"SetLoggingBehavior"»',
      message: 'SetLoggingBehavior "a" has a type that the flow language does not have.',
      hint: 'Write "UpdateFlowLoggingBehavior", and give it the parameters and branches of that type.',
    },
    "a name that the documentation spells otherwise than the service": {
      flow: [action("a", "UnTagContact")],
      at: '"Type": «"UnTagContact"»',
      message: 'UnTagContact "a" has a type that the flow language does not have.',
      hint: 'Write "UntagContact", and give it the parameters and branches of that type.',
    },
    "a slip of the pen": {
      flow: [action("a", "MesageParticpant")],
      at: '"Type": «"MesageParticpant"»',
      message: 'MesageParticpant "a" has a type that the flow language does not have.',
      hint: 'Write "MessageParticipant", and give it the parameters and branches of that type.',
    },
  },
});

describeRule("unknown-action-type", {
  holds: { "every type that there is": all, "a slip of the pen": [action("a", "MesageParticpant")] },
  finds: {
    "a type that is not known": {
      flow: [action("a", "DataTable")],
      at: '"Type": «"DataTable"»',
      message: 'DataTable "a" has a type that no documentation of the flow language names.',
    },
    "a type with the name of a member of all objects": {
      flow: [action("a", "constructor")],
      at: '"Type": «"constructor"»',
      message: 'constructor "a" has a type that no documentation of the flow language names.',
    },
  },
});
