import { requestShape, shapeOf } from "../../chat/request-shapes.js";
import type { Arity } from "./arguments.js";

/** An option that stands for a member of the request. */
export interface MemberOption {
  /** `participant-details` */
  readonly name: string;
  /** `ParticipantDetails` */
  readonly member: string;
  readonly shape: string;
  readonly required: boolean;
  readonly arity: Arity;
  /** One sentence, without the full stop. */
  readonly description: string;
  /** A value as one may write it. */
  readonly example: string;
}

const texts: Readonly<Record<string, readonly [description: string, example: string]>> = {
  InstanceId: ["The Amazon Connect instance: its id, the last part of its ARN", "ID"],
  ContactFlowId: ["The flow that the chat begins in", "ID"],
  Attributes: [
    "Contact attributes, $.Attributes.key in the flow; at most 32,768 bytes of UTF-8 in all",
    "key1=value,key2=value",
  ],
  ParticipantDetails: ["The customer, by the name that others in the chat see", "DisplayName=Ada"],
  ParticipantConfiguration: [
    "Whether messages of a bot come as a whole (COMPLETE) or as they grow (INCREMENTAL)",
    "ResponseMode=COMPLETE",
  ],
  InitialMessage: ["The customer's first message, at most 16,384 bytes", "ContentType=text/plain,Content=Hello"],
  ClientToken: ["Makes a repeated request name the same contact instead of a new one; default: a new token", "TEXT"],
  ChatDurationInMinutes: ["How long the chat may last, 60 to 10080; default 1500", "MINUTES"],
  SupportedMessagingContentTypes: [
    "What participants may send; text/plain must be among them",
    "text/plain text/markdown",
  ],
  PersistentChat: [
    "Continues a chat that has ended; not together with --related-contact-id",
    "RehydrationType=FROM_SEGMENT,SourceContactId=ID",
  ],
  RelatedContactId: ["Relates the chat to another contact", "ID"],
  SegmentAttributes: [
    "System-defined attributes of the chat, such as connect:Subtype",
    "connect:Subtype={ValueString=connect:Guide}",
  ],
  CustomerId: ["Your own id of the customer, at most 128 characters", "ID"],
  DisconnectOnCustomerExit: ["Who is disconnected when the customer leaves", "AGENT"],
  ConnectionTypes: ["Not sent: the AWS SDK of this version would leave it out", "WEBSOCKET"],
  ChatStreamingConfiguration: ["Not sent: the AWS SDK of this version would leave it out", "StreamingEndpointArn=ARN"],
};

/** Every member of StartChatContact as an option, in the order of AWS's model. */
export const memberOptions: readonly MemberOption[] = optionsOf();

function optionsOf(): MemberOption[] {
  const { members = {}, required = [] } = shapeOf(requestShape) ?? {};
  return Object.entries(members).map(([member, { shape }]) => {
    const [description = "", example = ""] = texts[member] ?? [];
    const arity = shapeOf(shape)?.type === "list" ? "list" : "value";
    return {
      name: optionName(member),
      member,
      shape,
      required: required.includes(member),
      arity,
      description,
      example,
    };
  });
}

/** `ChatDurationInMinutes` is `chat-duration-in-minutes`. */
function optionName(member: string): string {
  return member.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase();
}
