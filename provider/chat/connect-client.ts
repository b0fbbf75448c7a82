import { ConnectClient } from "@aws-sdk/client-connect";
import { connectSettings, type ServiceTarget } from "./client-settings.js";
import { type Patience, patiently } from "./patience.js";
import type { Surroundings } from "./surroundings.js";

/** A client of Amazon Connect's control API, which waits out rate limits; with `none` it does not. */
export function openConnectClient(
  target: ServiceTarget,
  surroundings: Surroundings,
  patience: Patience | "none" = {},
): ConnectClient {
  const client = new ConnectClient(connectSettings(target, surroundings));
  if (patience !== "none") {
    client.middlewareStack.add((next) => (args) => patiently(() => next(args), surroundings, patience), {
      step: "initialize",
      name: "patience",
    });
  }
  return client;
}
