import { ConnectClient } from "@aws-sdk/client-connect";
import { connectSettings, type ServiceTarget, withPatience } from "./client-settings.js";
import type { Patience } from "./patience.js";
import type { Surroundings } from "./surroundings.js";

/** A client of Amazon Connect's control API. */
export function openConnectClient(
  target: ServiceTarget,
  surroundings: Surroundings,
  patience: Patience = {},
): ConnectClient {
  const client = new ConnectClient(connectSettings(target, surroundings, patience));
  withPatience(client.middlewareStack, surroundings, patience);
  return client;
}
