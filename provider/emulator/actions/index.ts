import type { ActionHandler } from "../flow-run.js";
import { CheckHoursOfOperation } from "./CheckHoursOfOperation.js";
import { Compare } from "./Compare.js";
import { DisconnectParticipant } from "./DisconnectParticipant.js";
import { DistributeByPercentage } from "./DistributeByPercentage.js";
import { EndFlowExecution } from "./EndFlowExecution.js";
import { Loop } from "./Loop.js";
import { MessageParticipant } from "./MessageParticipant.js";
import { TransferContactToQueue } from "./TransferContactToQueue.js";
import { TransferToFlow } from "./TransferToFlow.js";
import { UpdateContactAttributes } from "./UpdateContactAttributes.js";
import { UpdateContactData } from "./UpdateContactData.js";
import { UpdateContactTargetQueue } from "./UpdateContactTargetQueue.js";
import { UpdateFlowAttributes } from "./UpdateFlowAttributes.js";
import { Wait } from "./Wait.js";
import { withoutEffect } from "./without-effect.js";

/** Every action type that the emulator runs. */
export const actionTypes: ReadonlyMap<string, ActionHandler> = new Map(
  Object.entries({
    CheckHoursOfOperation,
    Compare,
    DisconnectParticipant,
    DistributeByPercentage,
    EndFlowExecution,
    Loop,
    MessageParticipant,
    TransferContactToQueue,
    TransferToFlow,
    UpdateContactAttributes,
    UpdateContactData,
    UpdateContactTargetQueue,
    UpdateFlowAttributes,
    Wait,
    ...withoutEffect,
  }),
);
