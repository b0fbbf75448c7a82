import { ServiceError } from "./errors.js";
import type { ServiceName } from "./model/model.js";

const signatureForm = new RegExp(
  [
    "^AWS4-HMAC-SHA256 +Credential=[^/,\\s]+/\\d{8}/[^/,\\s]+/connect/aws4_request,",
    "SignedHeaders=[\\w;-]+,",
    "Signature=[\\da-f]+$",
  ].join(" *"),
);

/**
 * Looks at the form of a signature, not at its secret. The participant service has its bearer token alone: AWS's own
 * clients send a signature besides, of another service and without a key, which it does not look at.
 */
export function authenticate(service: ServiceName, header: (name: string) => string | undefined): void {
  if (service === "connectparticipant") {
    if (!header("x-amz-bearer")) {
      throw new ServiceError("UnauthorizedException", 401, "Unauthorized", { message: "Unauthorized" });
    }
    return;
  }
  const authorization = header("authorization");
  if (!authorization) {
    const message = "Missing Authentication Token";
    throw new ServiceError("MissingAuthenticationTokenException", 403, message, { message });
  }
  if (!signatureForm.test(authorization)) {
    const message = "The request's signature is not of AWS Signature Version 4 for connect.";
    throw new ServiceError("IncompleteSignatureException", 403, message, { message });
  }
}
