import { ConnectParticipantClient } from "@aws-sdk/client-connectparticipant";
import { connectSettings, type ServiceTarget, withPatience } from "./client-settings.js";
import type { Patience } from "./patience.js";
import type { Surroundings } from "./surroundings.js";

/** A client of Amazon Connect's participant API. */
export function openParticipantClient(
  target: ServiceTarget,
  surroundings: Surroundings,
  patience: Patience = {},
): ConnectParticipantClient {
  const client = new ConnectParticipantClient({
    ...connectSettings(target, surroundings, patience),
    // The participant service knows bearer tokens only; without this the SDK asks for credentials all the same.
    httpAuthSchemes: [
      {
        schemeId: "smithy.api#noAuth",
        identityProvider: () => async () => ({}),
        signer: { sign: async (request) => request },
      },
    ],
    httpAuthSchemeProvider: () => [{ schemeId: "smithy.api#noAuth" }],
  });
  withPatience(client.middlewareStack, surroundings, patience);
  return client;
}
