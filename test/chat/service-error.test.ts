import assert from "node:assert/strict";
import { serviceError } from "../../provider/chat/service-error.js";
import { ChatCheckError } from "../../provider/errors.js";

function awsError(name: string, httpStatusCode?: number, message = "no"): Error {
  const error = Object.assign(new Error(message), { $metadata: { httpStatusCode, requestId: "r-1" } });
  return Object.assign(error, { name });
}

function nodeError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}

describe("serviceError", () => {
  for (const [name, status, code] of [
    ["CredentialsProviderError", undefined, "CREDENTIALS_MISSING"],
    ["TokenProviderError", undefined, "CREDENTIALS_MISSING"],
    ["ExpiredTokenException", 403, "CREDENTIALS_EXPIRED"],
    ["UnrecognizedClientException", 403, "CREDENTIALS_REFUSED"],
    ["InvalidSignatureException", 403, "CREDENTIALS_REFUSED"],
    ["LimitExceededException", 429, "ACTIVE_CHAT_QUOTA_FULL"],
    ["TooManyRequestsException", 429, "RATE_EXCEEDED"],
    ["ThrottlingException", 429, "RATE_EXCEEDED"],
    ["ResourceNotFoundException", 404, "NOT_FOUND"],
    ["ContactFlowNotPublishedException", 404, "FLOW_NOT_PUBLISHED"],
    ["NotEmulated", 501, "NOT_EMULATED"],
    ["AccessDeniedException", 403, "ACCESS_DENIED"],
    ["InvalidParameterException", 400, "REQUEST_REFUSED"],
    ["InternalServiceException", 500, "SERVICE_ERROR"],
    ["Unknown", 503, "SERVICE_ERROR"],
  ] as const) {
    it(`calls ${name}${status ? ` with ${status}` : ""} ${code}`, () => {
      const error = serviceError("StartChatContact", awsError(name, status));
      assert.equal(error.code, code);
      assert.notEqual(error.hint, "");
    });
  }

  for (const operation of [
    "CreateParticipantConnection",
    "SendMessage",
    "SendEvent",
    "GetTranscript",
    "DisconnectParticipant",
  ]) {
    it(`takes a 403 of ${operation} for the end of the chat`, () => {
      const error = serviceError(operation, awsError("AccessDeniedException", 403));
      assert.equal(error.code, "CONNECTION_REFUSED");
      assert.match(error.message, new RegExp(operation));
    });
  }

  for (const [code, expected] of [
    ["ENOTFOUND", "NETWORK_NAME"],
    ["EAI_AGAIN", "NETWORK_NAME"],
    ["CERT_HAS_EXPIRED", "NETWORK_CERTIFICATE"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "NETWORK_CERTIFICATE"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "NETWORK_CERTIFICATE"],
    ["ECONNREFUSED", "NETWORK"],
    ["ECONNRESET", "NETWORK"],
  ] as const) {
    it(`calls ${code} ${expected}, however deep it lies`, () => {
      assert.equal(serviceError("StartChatContact", nodeError(code)).code, expected);
      const wrapped = new Error("wrapped", { cause: nodeError(code) });
      assert.equal(serviceError("StartChatContact", wrapped).code, expected);
      const aggregate = new AggregateError([nodeError(code)], "all failed");
      assert.equal(serviceError("StartChatContact", aggregate).code, expected);
    });
  }

  it("keeps the service's own words and the cause", () => {
    const cause = awsError("InvalidParameterException", 400, "DisplayName is bad");
    const error = serviceError("StartChatContact", cause);
    assert.deepEqual(error.answer, {
      operation: "StartChatContact",
      name: "InvalidParameterException",
      message: "DisplayName is bad",
      status: 400,
      requestId: "r-1",
    });
    assert.equal(error.message, "StartChatContact was refused: DisplayName is bad");
    assert.equal(error.cause, cause);
  });

  it("has no answer where no service answered", () => {
    assert.equal(serviceError("StartChatContact", nodeError("ECONNREFUSED")).answer, undefined);
    assert.equal(serviceError("StartChatContact", awsError("CredentialsProviderError")).answer, undefined);
  });

  it("names the permission that is missing", () => {
    const { hint } = serviceError("StopContact", awsError("AccessDeniedException", 403));
    assert.match(hint, /connect:StopContact/);
  });

  it("knows the SDK's complaint about a missing region", () => {
    assert.equal(serviceError("StartChatContact", new Error("Region is missing")).code, "REGION_MISSING");
  });

  it("leaves an error of this package as it is", () => {
    const error = new ChatCheckError({ code: "CODE", message: "what", hint: "what to do" });
    assert.equal(serviceError("StartChatContact", error), error);
  });

  for (const thrown of ["text", undefined, null, 42]) {
    it(`makes an error of ${String(thrown)}`, () => {
      const { code, message } = serviceError("StartChatContact", thrown);
      assert.equal(code, "SERVICE_ERROR");
      assert.equal(message, `StartChatContact failed: ${String(thrown)}`);
    });
  }
});
