import type { Arity } from "./arguments.js";

interface GlobalOption {
  readonly arity: Arity;
  readonly value?: string;
  readonly choices?: readonly string[];
  /** One sentence, without the full stop. */
  readonly description: string;
}

/** Where to send the request, and as whom. */
export const placeOptions = {
  region: {
    arity: "value",
    value: "REGION",
    description: "Default: AWS_REGION, AWS_DEFAULT_REGION, the AWS configuration",
  },
  profile: { arity: "value", value: "PROFILE", description: "A profile of the AWS configuration" },
  "endpoint-url": {
    arity: "value",
    value: "URL",
    description: "Endpoint in place of AWS's; AWS_ENDPOINT_URL works as well",
  },
} satisfies Readonly<Record<string, GlobalOption>>;

/** Where the request's members come from, besides their own options. */
export const inputOptions = {
  "cli-input-json": {
    arity: "value",
    value: "JSON|file://PATH",
    description: "The whole request; options on the line override it",
  },
  "cli-input-yaml": { arity: "value", value: "YAML|file://PATH", description: "The same in YAML" },
} satisfies Readonly<Record<string, GlobalOption>>;

/** What becomes of the answer. */
export const answerOptions = {
  "generate-cli-skeleton": {
    arity: "optional",
    choices: ["input", "yaml-input", "output"],
    description: "Prints a request to fill in, or a sample answer, and sends nothing; default input",
  },
  output: {
    arity: "value",
    choices: ["json", "yaml", "text"],
    description: "Default: AWS_DEFAULT_OUTPUT, the AWS configuration, json",
  },
  query: { arity: "value", value: "JMESPATH", description: "What to show of the answer" },
  "ca-bundle": { arity: "value", value: "PATH", description: "Certificates to trust; AWS_CA_BUNDLE works as well" },
  debug: { arity: "switch", description: "Tells on standard error what is sent and answered, without tokens" },
  "no-cli-pager": { arity: "switch", description: "No pager is used anyway" },
  "no-cli-auto-prompt": { arity: "switch", description: "Nothing is asked anyway" },
  "no-paginate": { arity: "switch", description: "There is one page anyway" },
  color: { arity: "value", choices: ["on", "off", "auto"], description: "There are no colours anyway" },
} satisfies Readonly<Record<string, GlobalOption>>;

export type { GlobalOption };
