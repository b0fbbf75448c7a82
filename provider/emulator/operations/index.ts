import type { ServiceName } from "../model/model.js";
import { CreateContactFlow } from "./connect/CreateContactFlow.js";
import { DeleteContactFlow } from "./connect/DeleteContactFlow.js";
import { DescribeContact } from "./connect/DescribeContact.js";
import { DescribeContactFlow } from "./connect/DescribeContactFlow.js";
import { StartChatContact } from "./connect/StartChatContact.js";
import { StopContact } from "./connect/StopContact.js";
import { UpdateContactFlowContent } from "./connect/UpdateContactFlowContent.js";
import { CreateParticipantConnection } from "./connectparticipant/CreateParticipantConnection.js";
import { DisconnectParticipant } from "./connectparticipant/DisconnectParticipant.js";
import { GetTranscript } from "./connectparticipant/GetTranscript.js";
import { SendEvent } from "./connectparticipant/SendEvent.js";
import { SendMessage } from "./connectparticipant/SendMessage.js";
import type { Operation } from "./operation.js";

/** Every operation that the emulator answers. */
export const operations: Readonly<Record<ServiceName, Readonly<Record<string, Operation>>>> = {
  connect: {
    CreateContactFlow,
    DeleteContactFlow,
    DescribeContact,
    DescribeContactFlow,
    StartChatContact,
    StopContact,
    UpdateContactFlowContent,
  },
  connectparticipant: {
    CreateParticipantConnection,
    DisconnectParticipant,
    GetTranscript,
    SendEvent,
    SendMessage,
  },
};
