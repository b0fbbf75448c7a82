import { getProfileName, parseKnownFiles } from "@smithy/core/config";
import type { Surroundings } from "./surroundings.js";

/** The settings of a profile in the AWS configuration, by their names there; `undefined` where there is none. */
export async function configuredProfile(
  profile: unknown,
  { environment }: Pick<Surroundings, "environment">,
): Promise<Readonly<Record<string, string | undefined>> | undefined> {
  const name = typeof profile === "string" ? profile : environment.AWS_PROFILE;
  const init = { ...(name ? { profile: name } : {}), ...files(environment), ignoreCache: true };
  const profiles = await parseKnownFiles(init).catch(() => undefined);
  return profiles?.[getProfileName(init)];
}

/**
 * Whether requests are to be held against AWS's model before they are sent: `parameter_validation` of the profile, as
 * AWS's own tools read it; default true, and false for whatever is not `true`.
 */
export async function validatesParameters(
  profile: unknown,
  surroundings: Pick<Surroundings, "environment">,
): Promise<boolean> {
  const written = (await configuredProfile(profile, surroundings))?.parameter_validation;
  return written === undefined || written.trim().toLowerCase() === "true";
}

function files({ AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials }: Surroundings["environment"]) {
  return { ...(config ? { configFilepath: config } : {}), ...(credentials ? { filepath: credentials } : {}) };
}
