/** What AWS would answer: an error of the service's model, with its HTTP status. */
export class ServiceError extends Error {
  override readonly name: string;

  constructor(
    /** Empty for an answer without the header that names the error. */
    name: string,
    readonly status: number,
    message: string,
    readonly body: Readonly<Record<string, unknown>> = { Message: message },
  ) {
    super(message);
    this.name = name;
  }
}

/** What AWS has and the emulator lacks; the message names what is missing. */
export class NotEmulatedError extends Error {
  override readonly name = "NotEmulated";

  constructor(
    /** Operations or action types, each once. */
    readonly missing: readonly string[],
    message: string,
  ) {
    super(message);
  }
}

/** A 403 of an ended chat, in the words that the real service was seen to use. */
export function accessDenied(): ServiceError {
  return new ServiceError("AccessDeniedException", 403, "Access denied", { message: "Access denied" });
}

/** A 403 of the gateway before the participant service, for a token that it does not know. */
export function explicitDeny(): ServiceError {
  const message = "User is not authorized to access this resource with an explicit deny";
  return new ServiceError("AccessDeniedException", 403, message);
}
