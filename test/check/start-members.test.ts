import assert from "node:assert/strict";
import { startMembers, startRequest } from "../../provider/check/start-members.js";

const ids = { instanceId: "i", contactFlowId: "f" };

describe("the members of StartChatContact in a check", () => {
  it("are all sent as AWS writes them", () => {
    const given = {
      participantDetails: { displayName: "Ada" },
      attributes: { displayName: "stays" },
      initialMessage: { contentType: "text/markdown", content: "*Hi*" },
      clientToken: "t",
      chatDurationInMinutes: 90,
      supportedMessagingContentTypes: ["text/plain", "text/markdown"],
      persistentChat: { rehydrationType: "FROM_SEGMENT", sourceContactId: "c" },
      relatedContactId: "r",
      segmentAttributes: { "connect:Subtype": { valueString: "connect:Chat" } },
      participantConfiguration: { responseMode: "COMPLETE" },
      customerId: "u",
      disconnectOnCustomerExit: ["AGENT"],
    };
    assert.deepEqual(startRequest(given, ids), {
      InstanceId: "i",
      ContactFlowId: "f",
      ParticipantDetails: { DisplayName: "Ada" },
      Attributes: { displayName: "stays" },
      InitialMessage: { ContentType: "text/markdown", Content: "*Hi*" },
      ClientToken: "t",
      ChatDurationInMinutes: 90,
      SupportedMessagingContentTypes: ["text/plain", "text/markdown"],
      PersistentChat: { RehydrationType: "FROM_SEGMENT", SourceContactId: "c" },
      RelatedContactId: "r",
      SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Chat" } },
      ParticipantConfiguration: { ResponseMode: "COMPLETE" },
      CustomerId: "u",
      DisconnectOnCustomerExit: ["AGENT"],
    });
    assert.deepEqual(
      startMembers.filter((name) => !(name in given)),
      ["connectionTypes", "chatStreamingConfiguration"],
    );
  });

  it("have the defaults of a check, and nothing of the rest of its input", () => {
    const input = { initialMessage: { content: "Hi" }, timeoutSeconds: 5, triggers: [1] };
    assert.deepEqual(startRequest(input, ids), {
      InstanceId: "i",
      ContactFlowId: "f",
      ParticipantDetails: { DisplayName: "chat-check" },
      InitialMessage: { ContentType: "text/plain", Content: "Hi" },
    });
  });
});
