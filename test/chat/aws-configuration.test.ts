import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configuredProfile, validatesParameters } from "../../provider/chat/aws-configuration.js";
import { useCleanEnvironment } from "./environment.js";

describe("the AWS configuration", () => {
  useCleanEnvironment();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-aws-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const taken = (config: string, environment: Readonly<Record<string, string>> = {}) => {
    writeFileSync(join(folder, "config"), config);
    writeFileSync(join(folder, "credentials"), "[other]\noutput = text\n");
    return {
      environment: {
        AWS_CONFIG_FILE: join(folder, "config"),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
        ...environment,
      },
    };
  };

  const named = "[default]\noutput = json\n[profile ci]\noutput = yaml\nregion = eu-west-1\n";

  it("has the settings of the default profile where none is named", async () => {
    assert.equal((await configuredProfile(undefined, taken(named)))?.output, "json");
  });

  it("has those of AWS_PROFILE, and rather those of the profile that is given", async () => {
    assert.deepEqual(
      { ...(await configuredProfile(undefined, taken(named, { AWS_PROFILE: "ci" }))) },
      {
        output: "yaml",
        region: "eu-west-1",
      },
    );
    assert.equal((await configuredProfile("default", taken(named, { AWS_PROFILE: "ci" })))?.output, "json");
  });

  it("has those of the credentials file as well", async () => {
    assert.equal((await configuredProfile("other", taken(named)))?.output, "text");
  });

  it("has none where there is no such profile, no file, or no text in it", async () => {
    assert.equal(await configuredProfile("nobody", taken(named)), undefined);
    const nowhere = { environment: { AWS_CONFIG_FILE: folder, AWS_SHARED_CREDENTIALS_FILE: join(folder, "none") } };
    assert.equal(await configuredProfile(undefined, nowhere), undefined);
    assert.equal(await configuredProfile(undefined, taken("\0\u{1}\n=\n[")), undefined);
  });

  it("has no profile by a name that every object has", async () => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      assert.equal((await configuredProfile(name, taken(named)))?.output, undefined);
      assert.equal(await validatesParameters(name, taken(named)), true);
    }
  });

  it("is read anew each time", async () => {
    assert.equal(await validatesParameters(undefined, taken("[default]\nparameter_validation = false\n")), false);
    assert.equal(await validatesParameters(undefined, taken("[default]\n")), true);
  });

  for (const [written, validates] of [
    ["true", true],
    ["True", true],
    ["false", false],
    ["FALSE", false],
    ["no", false],
    ["0", false],
  ] as const) {
    it(`${validates ? "asks" : "does not ask"} for validation by parameter_validation = ${written}`, async () => {
      const config = `[profile ci]\nparameter_validation = ${written}\n[default]\nparameter_validation = ${!validates}\n`;
      assert.equal(await validatesParameters("ci", taken(config)), validates);
      assert.equal(await validatesParameters(undefined, taken(config, { AWS_PROFILE: "ci" })), validates);
    });
  }
});
