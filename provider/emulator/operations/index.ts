import type { ServiceName } from "../model/model.js";
import { CreateContactFlow } from "./connect/CreateContactFlow.js";
import { CreateContactFlowModule } from "./connect/CreateContactFlowModule.js";
import { CreateParticipant } from "./connect/CreateParticipant.js";
import { CreatePersistentContactAssociation } from "./connect/CreatePersistentContactAssociation.js";
import { DeleteContactFlow } from "./connect/DeleteContactFlow.js";
import { DeleteContactFlowModule } from "./connect/DeleteContactFlowModule.js";
import { DescribeContact } from "./connect/DescribeContact.js";
import { DescribeContactFlow } from "./connect/DescribeContactFlow.js";
import { DescribeContactFlowModule } from "./connect/DescribeContactFlowModule.js";
import { DescribeHoursOfOperation } from "./connect/DescribeHoursOfOperation.js";
import { DescribeInstance } from "./connect/DescribeInstance.js";
import { DescribeInstanceAttribute } from "./connect/DescribeInstanceAttribute.js";
import { DescribeQueue } from "./connect/DescribeQueue.js";
import { DescribeView } from "./connect/DescribeView.js";
import { GetContactAttributes } from "./connect/GetContactAttributes.js";
import { ListAssociatedContacts } from "./connect/ListAssociatedContacts.js";
import { ListContactFlowModules } from "./connect/ListContactFlowModules.js";
import { ListContactFlows } from "./connect/ListContactFlows.js";
import { ListHoursOfOperations } from "./connect/ListHoursOfOperations.js";
import { ListInstances } from "./connect/ListInstances.js";
import { ListQueues } from "./connect/ListQueues.js";
import { ListTagsForResource } from "./connect/ListTagsForResource.js";
import { SearchContacts } from "./connect/SearchContacts.js";
import { StartChatContact } from "./connect/StartChatContact.js";
import { StartContactStreaming } from "./connect/StartContactStreaming.js";
import { StopContact } from "./connect/StopContact.js";
import { StopContactStreaming } from "./connect/StopContactStreaming.js";
import { TagContact } from "./connect/TagContact.js";
import { TagResource } from "./connect/TagResource.js";
import { UntagContact } from "./connect/UntagContact.js";
import { UntagResource } from "./connect/UntagResource.js";
import { UpdateContact } from "./connect/UpdateContact.js";
import { UpdateContactAttributes } from "./connect/UpdateContactAttributes.js";
import { UpdateContactFlowContent } from "./connect/UpdateContactFlowContent.js";
import { UpdateContactFlowMetadata } from "./connect/UpdateContactFlowMetadata.js";
import { UpdateContactFlowModuleContent } from "./connect/UpdateContactFlowModuleContent.js";
import { UpdateContactFlowName } from "./connect/UpdateContactFlowName.js";
import { UpdateInstanceAttribute } from "./connect/UpdateInstanceAttribute.js";
import { UpdateParticipantRoleConfig } from "./connect/UpdateParticipantRoleConfig.js";
import { CompleteAttachmentUpload } from "./connectparticipant/CompleteAttachmentUpload.js";
import { CreateParticipantConnection } from "./connectparticipant/CreateParticipantConnection.js";
import { DescribeView as DescribeParticipantView } from "./connectparticipant/DescribeView.js";
import { DisconnectParticipant } from "./connectparticipant/DisconnectParticipant.js";
import { GetAttachment } from "./connectparticipant/GetAttachment.js";
import { GetTranscript } from "./connectparticipant/GetTranscript.js";
import { SendEvent } from "./connectparticipant/SendEvent.js";
import { SendMessage } from "./connectparticipant/SendMessage.js";
import { StartAttachmentUpload } from "./connectparticipant/StartAttachmentUpload.js";
import type { Operation } from "./operation.js";

/** Every operation that the emulator answers. */
export const operations: Readonly<Record<ServiceName, Readonly<Record<string, Operation>>>> = {
  connect: {
    CreateContactFlow,
    CreateContactFlowModule,
    CreateParticipant,
    CreatePersistentContactAssociation,
    DeleteContactFlow,
    DeleteContactFlowModule,
    DescribeContact,
    DescribeContactFlow,
    DescribeContactFlowModule,
    DescribeHoursOfOperation,
    DescribeInstance,
    DescribeInstanceAttribute,
    DescribeQueue,
    DescribeView,
    GetContactAttributes,
    ListAssociatedContacts,
    ListContactFlowModules,
    ListContactFlows,
    ListHoursOfOperations,
    ListInstances,
    ListQueues,
    ListTagsForResource,
    SearchContacts,
    StartChatContact,
    StartContactStreaming,
    StopContact,
    StopContactStreaming,
    TagContact,
    TagResource,
    UntagContact,
    UntagResource,
    UpdateContact,
    UpdateContactAttributes,
    UpdateContactFlowContent,
    UpdateContactFlowMetadata,
    UpdateContactFlowModuleContent,
    UpdateContactFlowName,
    UpdateInstanceAttribute,
    UpdateParticipantRoleConfig,
  },
  connectparticipant: {
    CompleteAttachmentUpload,
    CreateParticipantConnection,
    DescribeView: DescribeParticipantView,
    DisconnectParticipant,
    GetAttachment,
    GetTranscript,
    SendEvent,
    SendMessage,
    StartAttachmentUpload,
  },
};
