import { ChatCheckError, type ChatCheckErrorOptions, type ServiceAnswer } from "../errors.js";

/** Turns what an SDK call rejected with into an error that says what, why and what to do. */
export function serviceError(operation: string, cause: unknown): ChatCheckError {
  if (cause instanceof ChatCheckError) return cause;
  const answer = answerOf(operation, cause);
  return new ChatCheckError({
    ...explanation(operation, answer, cause),
    answer: answer.status ? answer : undefined,
    cause,
  });
}

type Explanation = Pick<ChatCheckErrorOptions, "code" | "message" | "hint">;

function explanation(operation: string, answer: ServiceAnswer, cause: unknown): Explanation {
  const { name, message, status } = answer;
  const code = networkCode(cause);
  // An answer that is cut off has a status all the same, and no error.
  if (code && (status === undefined || status < 300)) return networkError(operation, code, message);
  switch (name) {
    case "CredentialsProviderError":
    case "TokenProviderError":
      return {
        code: "CREDENTIALS_MISSING",
        message: `No AWS credentials were found for ${operation}: ${message}`,
        hint: "Give this process credentials: AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role.",
      };
    case "ExpiredTokenException":
    case "ExpiredToken":
      return {
        code: "CREDENTIALS_EXPIRED",
        message: `The AWS credentials have expired: ${operation} was refused.`,
        hint: "Sign in again, or let the pipeline fetch fresh credentials.",
      };
    case "UnrecognizedClientException":
    case "InvalidClientTokenId":
    case "InvalidSignatureException":
    case "SignatureDoesNotMatch":
    case "IncompleteSignatureException":
    case "MissingAuthenticationTokenException":
      return {
        code: "CREDENTIALS_REFUSED",
        message: `AWS does not accept the credentials: ${operation} was refused.`,
        hint: "Check access key, secret and session token, and that the clock of this machine is right.",
      };
    case "LimitExceededException":
      return {
        code: "ACTIVE_CHAT_QUOTA_FULL",
        message: "The instance has as many active chats as its quota allows.",
        hint: "End chats, or ask for a higher quota of concurrent active chats (L-D4BA6F6E).",
      };
    case "ResourceNotFoundException":
      return {
        code: "NOT_FOUND",
        message: `${operation} found no such instance or flow.`,
        hint: "Check instanceId, contactFlowId, region and account; the flow must be in that instance.",
      };
    case "ContactFlowNotPublishedException":
      return {
        code: "FLOW_NOT_PUBLISHED",
        message: "The flow is saved but not published.",
        hint: "Publish the flow, then run the check again.",
      };
    case "NotEmulated":
      return {
        code: "NOT_EMULATED",
        message: `The emulator cannot do this yet: ${message}`,
        hint: "Run the check against an instance, or use a flow that does without.",
      };
    case "Region is missing":
      return {
        code: "REGION_MISSING",
        message: "No AWS region is set.",
        hint: "Set region (the input, the stack's aws:region, or --region) or AWS_REGION.",
      };
  }
  if (status === 429) {
    return {
      code: "RATE_EXCEEDED",
      message: `${operation} was throttled, also after waiting and trying again.`,
      hint: "Run fewer checks at once, or ask for a higher rate of the API (StartChatContact: L-AA48CD49).",
    };
  }
  if (status === 403 && participantOperations.has(operation)) {
    return {
      code: "CONNECTION_REFUSED",
      message: `The participant service refused ${operation}: probably the chat has ended already.`,
      hint: "Look at the contact in the instance's contact search: its disconnect reason tells who ended it.",
    };
  }
  if (status === 403 && operation === "AssumeRole") {
    return {
      code: "ACCESS_DENIED",
      message: "The role of assumeRole may not be taken.",
      hint: "Allow sts:AssumeRole on the role, and let the role's trust policy name the caller (and its external id).",
    };
  }
  if (status === 403) {
    return {
      code: "ACCESS_DENIED",
      message: `The credentials may not call connect:${operation}.`,
      hint: `Allow connect:${operation} on the flow and on the contacts of its instance.`,
    };
  }
  if (status !== undefined && status >= 300 && status < 500) {
    return {
      code: "REQUEST_REFUSED",
      message: `${operation} was refused: ${message}`,
      hint: "Correct the input that AWS names.",
    };
  }
  return {
    code: "SERVICE_ERROR",
    message: `${operation} failed: ${message}`,
    hint: "Try again; if it persists, look at the AWS Health Dashboard.",
  };
}

function networkError(operation: string, code: string, message: string): Explanation {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return {
      code: "NETWORK_NAME",
      message: `${operation} did not reach AWS: a name was not resolved (${message}).`,
      hint: "Check the region's spelling, the endpoint, and this machine's DNS.",
    };
  }
  if (code === "EPROXY") {
    return {
      code: "NETWORK_PROXY",
      message: `${operation} did not get through ${message}.`,
      hint: "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and that the proxy lets CONNECT through to AWS.",
    };
  }
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_/.test(code)) {
    return {
      code: "NETWORK_CERTIFICATE",
      message: `${operation} did not trust the certificate that answered (${code}).`,
      hint: "Where a proxy opens TLS, name its CA in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.",
    };
  }
  return {
    code: "NETWORK",
    message: `${operation} did not reach the service: ${message}`,
    hint: "Check network, proxy and endpoint of this machine.",
  };
}

const participantOperations = new Set([
  ...[
    "CreateParticipantConnection",
    "SendMessage",
    "SendEvent",
    "GetTranscript",
    "DisconnectParticipant",
    "DescribeView",
    "StartAttachmentUpload",
    "CompleteAttachmentUpload",
  ],
]);

function answerOf(operation: string, cause: unknown): ServiceAnswer {
  const error = (typeof cause === "object" && cause !== null ? cause : { message: String(cause) }) as {
    readonly name?: string;
    readonly message?: string;
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  };
  const message = (error.message ?? "").replace(/\n\s*Deserialization error: .*$/s, "");
  return {
    operation,
    name: /^Region is missing/.test(message) ? "Region is missing" : (error.name ?? "Error"),
    message,
    status: error.$metadata?.httpStatusCode,
    requestId: error.$metadata?.requestId,
  };
}

function networkCode(cause: unknown): string | undefined {
  for (let error = cause as { code?: unknown; cause?: unknown; errors?: unknown[] } | undefined; error; ) {
    if (typeof error.code === "string") return error.code;
    error = (error.cause ?? error.errors?.[0]) as typeof error;
  }
  return undefined;
}
