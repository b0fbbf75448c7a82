import { ConnectParticipantClient } from "@aws-sdk/client-connectparticipant";
import { connectSettings, type ServiceTarget } from "./client-settings.js";
import type { Surroundings } from "./surroundings.js";

/** A client of Amazon Connect's participant API. */
export function openParticipantClient(target: ServiceTarget, surroundings: Surroundings): ConnectParticipantClient {
  return new ConnectParticipantClient({
    ...connectSettings(target, surroundings),
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
}
