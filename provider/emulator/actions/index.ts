import type { ActionHandler } from "../flow-run.js";
import { AssociateContactToCustomerProfile } from "./AssociateContactToCustomerProfile.js";
import { AuthenticateParticipant } from "./AuthenticateParticipant.js";
import { CheckHoursOfOperation } from "./CheckHoursOfOperation.js";
import { CheckMetricData } from "./CheckMetricData.js";
import { Compare } from "./Compare.js";
import { ConnectParticipantWithLexBot } from "./ConnectParticipantWithLexBot.js";
import { CreateCase } from "./CreateCase.js";
import { CreateCustomerProfile } from "./CreateCustomerProfile.js";
import { CreateTask } from "./CreateTask.js";
import { CreateWisdomSession } from "./CreateWisdomSession.js";
import { DequeueContactAndTransferToQueue } from "./DequeueContactAndTransferToQueue.js";
import { DisconnectParticipant } from "./DisconnectParticipant.js";
import { DistributeByPercentage } from "./DistributeByPercentage.js";
import { EndFlowExecution } from "./EndFlowExecution.js";
import { EndFlowModuleExecution } from "./EndFlowModuleExecution.js";
import { GetCalculatedAttributesForCustomerProfile } from "./GetCalculatedAttributesForCustomerProfile.js";
import { GetCase } from "./GetCase.js";
import { GetCustomerProfile } from "./GetCustomerProfile.js";
import { GetCustomerProfileObject } from "./GetCustomerProfileObject.js";
import { GetMetricData } from "./GetMetricData.js";
import { InvokeFlowModule } from "./InvokeFlowModule.js";
import { InvokeLambdaFunction } from "./InvokeLambdaFunction.js";
import { Loop } from "./Loop.js";
import { MessageParticipant } from "./MessageParticipant.js";
import { MessageParticipantIteratively } from "./MessageParticipantIteratively.js";
import { onChat } from "./on-chat.js";
import { ShowView } from "./ShowView.js";
import { StartOutboundChatContact } from "./StartOutboundChatContact.js";
import { TagContact } from "./TagContact.js";
import { TransferContactToQueue } from "./TransferContactToQueue.js";
import { TransferToFlow } from "./TransferToFlow.js";
import { UntagContact } from "./UntagContact.js";
import { UpdateCase } from "./UpdateCase.js";
import { UpdateContactAttributes } from "./UpdateContactAttributes.js";
import { UpdateContactData } from "./UpdateContactData.js";
import { UpdateContactEventHooks } from "./UpdateContactEventHooks.js";
import { UpdateContactMediaProcessing } from "./UpdateContactMediaProcessing.js";
import { UpdateContactRecordingAndAnalyticsBehavior } from "./UpdateContactRecordingAndAnalyticsBehavior.js";
import { UpdateContactRoutingBehavior } from "./UpdateContactRoutingBehavior.js";
import { UpdateContactRoutingCriteria } from "./UpdateContactRoutingCriteria.js";
import { UpdateContactTargetQueue } from "./UpdateContactTargetQueue.js";
import { UpdateCustomerProfile } from "./UpdateCustomerProfile.js";
import { UpdateFlowAttributes } from "./UpdateFlowAttributes.js";
import { Wait } from "./Wait.js";

/** Every action type that the emulator runs: those with a file of their own, and the rows of the flow language's table. */
export const actionTypes: ReadonlyMap<string, ActionHandler> = new Map<string, ActionHandler>([
  ...onChat,
  ...Object.entries({
    AssociateContactToCustomerProfile,
    AuthenticateParticipant,
    CheckHoursOfOperation,
    CheckMetricData,
    Compare,
    ConnectParticipantWithLexBot,
    CreateCase,
    CreateCustomerProfile,
    CreateTask,
    CreateWisdomSession,
    DequeueContactAndTransferToQueue,
    DisconnectParticipant,
    DistributeByPercentage,
    EndFlowExecution,
    EndFlowModuleExecution,
    GetCalculatedAttributesForCustomerProfile,
    GetCase,
    GetCustomerProfile,
    GetCustomerProfileObject,
    GetMetricData,
    InvokeFlowModule,
    InvokeLambdaFunction,
    Loop,
    MessageParticipant,
    MessageParticipantIteratively,
    ShowView,
    StartOutboundChatContact,
    TagContact,
    TransferContactToQueue,
    TransferToFlow,
    UntagContact,
    UpdateCase,
    UpdateContactAttributes,
    UpdateContactData,
    UpdateContactEventHooks,
    UpdateContactMediaProcessing,
    UpdateContactRecordingAndAnalyticsBehavior,
    UpdateContactRoutingBehavior,
    UpdateContactRoutingCriteria,
    UpdateContactTargetQueue,
    UpdateCustomerProfile,
    UpdateFlowAttributes,
    Wait,
  }),
]);
