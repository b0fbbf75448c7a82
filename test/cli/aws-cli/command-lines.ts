import type { Fault } from "../../../provider/emulator/index.js";

/**
 * A command line after `aws connect start-chat-contact`, and what version 2 of the AWS CLI makes of it.
 * In arguments, files and environment, `<instance>`, `<instanceArn>`, `<flow>`, `<flowArn>`, `<endpoint>`, `<port>` and
 * `<folder>` stand for those of the run.
 */
export interface CommandLine {
  readonly name: string;
  readonly args: readonly string[];
  /** The exit code of version 2 of the AWS CLI. */
  readonly status: 0 | 252 | 253 | 254 | 255;
  /** By path below the working folder, in which `home` is the home. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** `~/.aws/config`. Default: the region us-east-1. */
  readonly config?: string;
  /** `~/.aws/credentials`. Default: some that are nobody's. */
  readonly credentials?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What goes wrong in the service, and how often. */
  readonly faults?: readonly (readonly [Fault, number])[];
  /** How often the command runs, in one home and against one service. Default 1. */
  readonly runs?: number;
  /** What the words of ours must name. */
  readonly says?: RegExp;
  /** Where ours differs on purpose: all that differs, and why. */
  readonly difference?: Difference;
  /** Why version 1 of the AWS CLI cannot be held against it. */
  readonly notInVersion1?: string;
}

export interface Difference {
  readonly because: string;
  readonly status?: number;
  /** How many requests ours sends. */
  readonly requests?: number;
  readonly stdout?: RegExp;
  /** What is left of the output to be equal all the same. */
  readonly essence?: (stdout: string) => string;
}

const ids = ["--instance-id", "<instance>", "--contact-flow-id", "<flow>"] as const;
const required = [...ids, "--participant-details", "DisplayName=Ada"] as const;
const input = {
  InstanceId: "<instance>",
  ContactFlowId: "<flow>",
  ParticipantDetails: { DisplayName: "Ada" },
  Attributes: { a: "1" },
  ChatDurationInMinutes: 90,
} as const;
const json = (changes: object = {}) => JSON.stringify({ ...input, ...changes });
const yaml = "InstanceId: <instance>\nContactFlowId: <flow> # greeting\nParticipantDetails:\n  DisplayName: Ada\n";
const interactive = "application/vnd.amazonaws.connect.message.interactive";
const noRegion = { config: "[default]\n" } as const;
const noCredentials = { credentials: "" } as const;
const oneAttempt = { environment: { AWS_MAX_ATTEMPTS: "1" } } as const;
const refused = (error: string, status: number, message: string, times = 9) =>
  ({ faults: [[{ error, status, message }, times]] }) as const;

type Rest = Omit<CommandLine, "name" | "args" | "status">;

function row(status: CommandLine["status"], name: string, args: readonly string[], rest: Rest = {}): CommandLine {
  return { name, args, status, ...rest };
}

/** With all that is required, and these. */
const also = (status: CommandLine["status"], name: string, args: readonly string[], rest: Rest = {}) =>
  row(status, name, [...required, ...args], rest);

const details = (status: 0 | 252 | 255, name: string, value: string, rest: Rest = {}) =>
  row(status, name, [...ids, "--participant-details", value], rest);

const attributes = (status: 0 | 252 | 254, name: string, value: string, rest: Rest = {}) =>
  also(status, name, ["--attributes", value], rest);

const segments = (status: CommandLine["status"], name: string, value: string, rest: Rest = {}) =>
  also(status, name, ["--segment-attributes", value], rest);

const query = (status: 0 | 252 | 255, expression: string, output = "json", rest: Rest = {}) =>
  also(status, `--query ${expression}, as ${output}`, ["--query", expression, "--output", output], rest);

const onlyIn2 = { notInVersion1: "Version 1 does not have it" } as const;
const refusedHere = { because: "A documented rule is refused before the network", status: 252, requests: 0 } as const;
const wrongUse = (because: string) => ({ difference: { because, status: 252 } }) as const;
const configurationIs253 = {
  difference: { because: "What the configuration lacks is 253, without exception", status: 253 },
} as const;
const queryJudgedBefore = {
  difference: {
    because: "A query that fails on every answer is refused before a contact is made",
    status: 252,
    requests: 0,
  },
} as const;
const unknownHere = (because: string) =>
  ({ difference: { because, status: 252, requests: 0, stdout: /^$/ }, notInVersion1: because }) as const;
const answered = /^\{\n {4}"ContactId": "[\s\S]*\}\n$/;
const noInteger = wrongUse("A value of the wrong type is wrong use; Python's words for it are 255");
const randomEnums = { notInVersion1: "Version 1 draws the enum values of its skeleton" } as const;

const members: readonly CommandLine[] = [
  row(0, "the required options", [...required]),
  row(0, "--option=value", [
    "--instance-id=<instance>",
    "--contact-flow-id=<flow>",
    "--participant-details=DisplayName=Ada",
  ]),
  row(0, "options by their beginnings", [
    "--instance",
    "<instance>",
    "--contact-flow",
    "<flow>",
    "--participant-d",
    "DisplayName=Ada",
    "--out",
    "text",
  ]),
  row(252, "a beginning of two options", [...ids, "--participant", "DisplayName=Ada"]),
  attributes(0, "attributes", "a=1,b=two words,c="),
  also(0, "an initial message", ["--initial-message", "ContentType=text/plain,Content=Hi there"]),
  also(0, "an initial message with a comma", ["--initial-message", "ContentType=text/plain,Content='Hi, there'"]),
  also(252, "an initial message with a comma outside quotes", [
    "--initial-message",
    "ContentType=text/plain,Content=Hi, there",
  ]),
  also(252, "an initial message without content", ["--initial-message", "ContentType=text/plain"]),
  also(0, "a client token", ["--client-token", "t-1"]),
  also(0, "an empty client token", ["--client-token", ""]),
  also(0, "a duration", ["--chat-duration-in-minutes", "60"]),
  also(252, "a duration below the minimum", ["--chat-duration-in-minutes", "59"]),
  also(254, "a duration above the maximum", ["--chat-duration-in-minutes", "10081"]),
  also(255, "a duration in words", ["--chat-duration-in-minutes", "an hour"], noInteger),
  also(255, "a duration of half minutes", ["--chat-duration-in-minutes", "60.5"], noInteger),
  also(0, "content types", ["--supported-messaging-content-types", "text/plain", "text/markdown"]),
  also(0, "content types as JSON", ["--supported-messaging-content-types", '["text/plain","text/markdown"]']),
  also(252, "an empty content type", ["--supported-messaging-content-types", ""]),
  also(252, "content types after =, of which one takes one only", [
    "--supported-messaging-content-types=text/plain",
    "text/markdown",
  ]),
  also(254, "content types with a comma", ["--supported-messaging-content-types", "text/plain,text/markdown"], {
    difference: refusedHere,
  }),
  also(254, "no content types", ["--supported-messaging-content-types"], { difference: refusedHere }),
  also(0, "content types given twice", [
    "--supported-messaging-content-types",
    "text/markdown",
    "--supported-messaging-content-types",
    "text/plain",
  ]),
  also(254, "a persistent chat whose source is not there", [
    "--persistent-chat",
    "RehydrationType=FROM_SEGMENT,SourceContactId=abc",
  ]),
  also(254, "a related contact that is not there", ["--related-contact-id", "abc"]),
  also(
    254,
    "a persistent chat with a related contact",
    ["--persistent-chat", "RehydrationType=FROM_SEGMENT,SourceContactId=abc", "--related-contact-id", "abc"],
    { difference: refusedHere },
  ),
  also(0, "a participant configuration", ["--participant-configuration", "ResponseMode=INCREMENTAL"]),
  also(254, "an unknown response mode", ["--participant-configuration", "ResponseMode=SLOW"]),
  also(0, "a customer", ["--customer-id", "c 1/ä"]),
  also(0, "to disconnect the agent", ["--disconnect-on-customer-exit", "AGENT"]),
  also(252, "connection types, which the model of this version lacks", ["--connection-types", "WEBSOCKET"]),
  row(0, "an option again, of which the last counts", ["--instance-id", "other", ...required]),
  row(252, "no option at all", [], { says: /--instance-id.*--contact-flow-id.*--participant-details/s }),
  row(252, "one option too few", [...ids], { says: /--participant-details/ }),
  row(252, "an option without its value", [
    "--contact-flow-id",
    "<flow>",
    "--instance-id",
    "--participant-details",
    "DisplayName=Ada",
  ]),
  row(252, "an empty id", [
    "--instance-id",
    "",
    "--contact-flow-id",
    "<flow>",
    "--participant-details",
    "DisplayName=Ada",
  ]),
  row(252, "three mistakes at once", [
    "--instance-id",
    "",
    "--contact-flow-id",
    "<flow>",
    "--participant-details",
    "DisplayName=",
    "--chat-duration-in-minutes",
    "3",
  ]),
  also(252, "an unknown option", ["--colour", "red"], { says: /--colour/ }),
  also(252, "an operand", ["extra"], { says: /extra/ }),
  also(252, "a value that looks like an option", ["--client-token", "-abc"]),
  also(0, "a value that looks like an option, after =", ["--client-token=--abc"]),
  also(0, "a value that is a negative number", ["--client-token", "-5"]),
  also(0, "a value of a dash and a space", ["--client-token", "- a"]),
  also(0, "a value that is the word help", ["--customer-id", "help"]),
  also(252, "-h", ["-h"]),
];

const shorthand: readonly CommandLine[] = [
  details(0, "a value with a space", "DisplayName=Ada Lovelace"),
  details(0, "a value in double quotes", 'DisplayName="Ada, Countess"'),
  details(0, "a value in single quotes", "DisplayName='Ada, \"the\" Countess'"),
  details(0, "escapes in double quotes", 'DisplayName="a \\"b\\" \\\\ c"'),
  details(0, "an escaped comma", "DisplayName=Ada\\, Countess"),
  details(0, "a value with =", "DisplayName=a=b=c"),
  details(0, "a value of several alphabets", "DisplayName=Ädä 日本"),
  details(0, "an emoji in quotes", 'DisplayName="👋"'),
  details(252, "an emoji", "DisplayName=👋"),
  details(0, "a value with a line break", "DisplayName=a\nb"),
  details(0, "a path of a file inside a value", "DisplayName=file://name.txt"),
  details(0, "a file's text as a value", "DisplayName@=file://name.txt", { files: { "name.txt": 'Ada, "Countess"' } }),
  details(
    255,
    "a missing file's text as a value",
    "DisplayName@=file://none.txt",
    wrongUse("A missing file is wrong use, wherever it is named"),
  ),
  details(252, "white space before the key", " DisplayName=Ada"),
  details(252, "quotes after text", 'DisplayName=Ada"x"'),
  details(252, "quotes that do not end", 'DisplayName="Ada'),
  details(252, "no key", "Ada"),
  details(252, "an empty text", ""),
  details(252, "an unknown key", "Name=Ada"),
  details(252, "a key twice", "DisplayName=Ada,DisplayName=Bob"),
  details(252, "a comma at the end", "DisplayName=Ada,"),
  attributes(0, "white space around = and ,", "a = 1 , b = 2"),
  attributes(252, "a list by commas where a string belongs", "a=1,2"),
  attributes(252, "a quoted key", '"a b"=1'),
  also(252, "two values where one belongs", ["--attributes", "a=1", "b=2"]),
  attributes(254, "a key that the documentation excludes", "a.b:c/d=1", { difference: refusedHere }),
  segments(0, "nested values", "k={ValueString=v},l={ValueInteger=5}"),
  segments(0, "nested lists", "k={ValueList=[{ValueString=a},{ValueString=b}]}"),
  segments(0, "maps in maps", "k={ValueMap={x={ValueString=y},z={ValueInteger=3}}}"),
  segments(0, "an empty structure", "k={}"),
  segments(255, "a word where a nested integer belongs", "k={ValueInteger=x}", noInteger),
  segments(252, "a nested key in the case of the documentation's example", "k={valueString=v}"),
  segments(252, "a brace that does not end", "k={ValueString=v"),
  segments(252, "a brace too many", "k={ValueString=v}}"),
  also(0, "a guide", [
    "--segment-attributes",
    "connect:Subtype={ValueString=connect:Guide}",
    "--supported-messaging-content-types",
    "text/plain",
    interactive,
    `${interactive}.response`,
  ]),
  segments(254, "a guide without the content types that it needs", "connect:Subtype={ValueString=connect:Guide}", {
    difference: refusedHere,
  }),
];

const jsonAndFiles: readonly CommandLine[] = [
  details(0, "JSON in place of shorthand", '{"DisplayName":"Ada"}'),
  details(252, "JSON that does not end", '{"DisplayName":"Ada"'),
  details(252, "a JSON list where a structure belongs", '["Ada"]'),
  details(252, "a JSON number where a string belongs", '{"DisplayName":5}'),
  attributes(0, "a JSON key twice, of which the last counts", '{"a":"1","a":"2"}'),
  attributes(252, "a JSON number in a map of strings", '{"a":1}'),
  details(0, "a file of JSON", "file://details.json", { files: { "details.json": '{"DisplayName":"Ada"}\n' } }),
  details(0, "a file of shorthand", "file://details.txt", { files: { "details.txt": "DisplayName=Ada\n" } }),
  details(0, "a file in the home", "file://~/details.json", {
    files: { "home/details.json": '{"DisplayName":"Ada"}' },
  }),
  details(0, "a file by its whole path", "file://<folder>/details.json", {
    files: { "details.json": '{"DisplayName":"Ada"}' },
  }),
  details(0, "a file by a variable of the environment", "file://$HOME/details.json", {
    files: { "home/details.json": '{"DisplayName":"Ada"}' },
  }),
  also(0, "a file for a string, line break and all", ["--client-token", "file://token.txt"], {
    files: { "token.txt": "t-1\n" },
  }),
  also(0, "a file for a list", ["--supported-messaging-content-types", "file://types.json"], {
    files: { "types.json": '["text/plain"]' },
  }),
  details(252, "a file that is not there", "file://none.json", { says: /--participant-details.*none\.json/s }),
  also(252, "a file that is no text", ["--client-token", "file://token.bin"], {
    files: { "token.bin": new Uint8Array([0x61, 0xff, 0xfe]) },
  }),
  details(252, "a file with a byte order mark", "file://details.json", {
    files: { "details.json": '\ufeff{"DisplayName":"Ada"}' },
    difference: { because: "Editors write it, and it is no text", status: 0, requests: 1, stdout: answered },
  }),
  also(252, "fileb:// for a string", ["--client-token", "fileb://token.txt"], {
    files: { "token.txt": "t-1" },
    difference: { because: "A file of text is text", status: 0, requests: 1, stdout: answered },
  }),
  also(0, "a URL as a value", ["--client-token", "http://127.0.0.1:1/x"], {
    notInVersion1: "Version 1 fetches it",
  }),
  row(0, "--cli-input-json", ["--cli-input-json", json()]),
  row(0, "--cli-input-json with a file", ["--cli-input-json", "file://input.json"], {
    files: { "input.json": json() },
  }),
  row(0, "--cli-input-json and options over it", [
    "--cli-input-json",
    json(),
    "--chat-duration-in-minutes",
    "120",
    "--attributes",
    "b=2",
  ]),
  row(0, "--cli-input-json with a part, and options for the rest", [
    "--cli-input-json",
    '{"InstanceId":"<instance>"}',
    ...required.slice(2),
  ]),
  row(0, "--cli-input-json with a client token", ["--cli-input-json", json({ ClientToken: "t-1" })]),
  row(252, "--cli-input-json with a part", ["--cli-input-json", '{"InstanceId":"<instance>"}']),
  row(252, "--cli-input-json with an unknown member", ["--cli-input-json", json({ Colour: "red" })]),
  row(252, "--cli-input-json with a member that the model of this version lacks", [
    "--cli-input-json",
    json({ ConnectionTypes: ["WEBSOCKET"] }),
  ]),
  row(252, "--cli-input-json with a text for an integer", ["--cli-input-json", json({ ChatDurationInMinutes: "90" })]),
  row(252, "--cli-input-json with half minutes", ["--cli-input-json", json({ ChatDurationInMinutes: 90.5 })]),
  row(252, "--cli-input-json with null", ["--cli-input-json", json({ ChatDurationInMinutes: null })]),
  row(252, "--cli-input-json with a list", ["--cli-input-json", "[]"]),
  row(252, "--cli-input-json with what is no JSON", ["--cli-input-json", "{"]),
  row(252, "--cli-input-json with a file that is not there", ["--cli-input-json", "file://none.json"]),
  row(0, "--cli-input-yaml", ["--cli-input-yaml", yaml], onlyIn2),
  row(0, "--cli-input-yaml with a file", ["--cli-input-yaml", "file://input.yaml"], {
    ...onlyIn2,
    files: { "input.yaml": `${yaml}SupportedMessagingContentTypes:\n- text/plain\n` },
  }),
  row(0, "--cli-input-yaml and options over it", ["--cli-input-yaml", yaml, "--customer-id", "c"], onlyIn2),
  row(
    0,
    "--cli-input-yaml with a word that older YAML takes for false",
    ["--cli-input-yaml", yaml.replace("Ada", "no")],
    onlyIn2,
  ),
  row(
    0,
    "--cli-input-yaml with an anchor",
    ["--cli-input-yaml", `${yaml.replace(": <instance>", ": &id <instance>")}CustomerId: *id\n`],
    onlyIn2,
  ),
  row(
    252,
    "--cli-input-yaml with a number for a string",
    ["--cli-input-yaml", `${yaml}Attributes: { a: 1 }\n`],
    onlyIn2,
  ),
  row(252, "--cli-input-yaml with a key twice", ["--cli-input-yaml", `InstanceId: x\n${yaml}`], onlyIn2),
  row(252, "--cli-input-yaml with what is no YAML", ["--cli-input-yaml", "a: [1"], onlyIn2),
  row(252, "--cli-input-yaml with an empty text", ["--cli-input-yaml", ""], onlyIn2),
  row(252, "--cli-input-yaml beside --cli-input-json", ["--cli-input-yaml", yaml, "--cli-input-json", json()], onlyIn2),
];

const skeletons: readonly CommandLine[] = [
  row(0, "--generate-cli-skeleton", ["--generate-cli-skeleton"], randomEnums),
  row(0, "--generate-cli-skeleton input", ["--generate-cli-skeleton", "input"], randomEnums),
  row(0, "--generate-cli-skeleton yaml-input", ["--generate-cli-skeleton", "yaml-input"], {
    difference: {
      because: "The comments are words of ours",
      essence: (skeleton) => skeleton.replace(/ +#.*$/gm, ""),
    },
  }),
  row(
    0,
    "--generate-cli-skeleton as text, with a query",
    ["--generate-cli-skeleton", "--query", "InstanceId", "--output", "text"],
    randomEnums,
  ),
  row(
    0,
    "--generate-cli-skeleton without region, credentials and profile",
    ["--generate-cli-skeleton", "--profile", "nobody"],
    { ...randomEnums, ...noRegion, ...noCredentials },
  ),
  row(252, "--generate-cli-skeleton with a wrong word", ["--generate-cli-skeleton", "nonsense"]),
  row(252, "--generate-cli-skeleton input with JSON that does not end", [
    "--generate-cli-skeleton",
    "input",
    "--cli-input-json",
    "{",
  ]),
  row(252, "--generate-cli-skeleton output without what is required", ["--generate-cli-skeleton", "output"]),
  also(0, "--generate-cli-skeleton output", ["--generate-cli-skeleton", "output"]),
  also(0, "--generate-cli-skeleton output as YAML", ["--generate-cli-skeleton", "output", "--output", "yaml"], onlyIn2),
  also(0, "--generate-cli-skeleton output as text", ["--generate-cli-skeleton", "output", "--output", "text"]),
  also(0, "--generate-cli-skeleton output with a query", ["--generate-cli-skeleton", "output", "--query", "ContactId"]),
  also(0, "--generate-cli-skeleton output without credentials", ["--generate-cli-skeleton", "output"], noCredentials),
  also(252, "--generate-cli-skeleton output with a value below the minimum", [
    "--generate-cli-skeleton",
    "output",
    "--chat-duration-in-minutes",
    "5",
  ]),
  row(0, "--generate-cli-skeleton output with --cli-input-json", [
    "--generate-cli-skeleton",
    "output",
    "--cli-input-json",
    json(),
  ]),
  row(252, "--generate-cli-skeleton output with a wrong --cli-input-json", [
    "--generate-cli-skeleton",
    "output",
    "--cli-input-json",
    '{"InstanceId":5}',
  ]),
];

/** What YAML and text must quote, escape, fold or leave alone. */
const oddStrings = [
  ..."1 1.5 0x1F 1e3 1_000 0144 0o14 0b1 1. .5 +1 -1 .inf .nan NaN true True yes no on off y ~ null Null".split(" "),
  ..."= << a#b #a a:b a: -x - ? ?a :a !a &a *a | %a @a a,b [a ]a {a }a a[b 'a \"a a\"b it's a\\b --- ... 1,2 1:30".split(
    " ",
  ),
  ...["", " ", " a", "a ", "a  b", "a: b", "a #b", "- x", "? a", "> a", "--- a", "2020-01-01", "2020-01-01T00:00:00Z"],
  ...["a\tb", "a\nb", "a\n", "\n", "\u0007", "ä", "日", "👋", "\u2028", "\u0085", "\ufeff"],
  ...[
    "word ".repeat(30),
    "x".repeat(100),
    `${"x".repeat(100)} y`,
    `${"word ".repeat(30)}: z`,
    `${"word ".repeat(30)}\nq`,
  ],
];
const literal = (value: unknown) => `\`${JSON.stringify(value)}\``;

const outputs: readonly CommandLine[] = [
  also(0, "--output text", ["--output", "text"]),
  also(0, "--output yaml", ["--output", "yaml"]),
  also(252, "--output with a wrong word", ["--output", "xml"]),
  also(0, "the output of the profile", [], { config: "[default]\nregion = us-east-1\noutput = text\n" }),
  also(0, "the output of the environment", [], { environment: { AWS_DEFAULT_OUTPUT: "yaml" }, ...onlyIn2 }),
  ...["json", "text", "yaml"].flatMap((output) =>
    [
      "ContactId",
      "[ContactId,ParticipantId]",
      "{p:ParticipantId,c:ContactId}",
      "Nothing",
      "[length(ContactId),contains(ContactId,'-')]",
      `sort_by(${literal([
        { a: "x", b: 2 },
        { a: "x", b: 1 },
        { a: "y", b: 0 },
      ])}, &b)[?a=='x'].{b:b,a:a}`,
    ].map((expression) => query(0, expression, output)),
  ),
  query(0, "contains(ContactId,'-')", "text"),
  query(0, "`[]`", "text"),
  query(0, "`{}`"),
  query(0, literal("ä: b\nc"), "yaml"),
  query(0, literal([{ a: "x", b: { c: "d" }, e: [1, 2] }, { a: "y" }]), "text"),
  query(
    0,
    literal([
      { a: "x", b: { c: [1.5, true, null] }, e: [], f: {} },
      { a: "y", g: [[1, 2], [3]] },
    ]),
    "yaml",
  ),
  query(0, "`[1,-5,0.1,-1.5]`"),
  query(0, "`[1,-5,0.1,-1.5]`", "yaml"),
  query(0, "[avg(`[1,3]`),`1e3`]", "text", {
    difference: { because: "A number of JavaScript is whole or not, never whole with a point", stdout: /^2\t1000\n$/ },
  }),
  query(0, "[sum(`[1,2]`),ceil(`1.2`),to_number('1')]"),
  query(0, "[length('👋'),reverse('aä👋')]"),
  also(0, "--query for odd strings, as json", ["--query", literal(oddStrings)]),
  also(0, "--query for odd strings, as yaml", ["--query", literal(oddStrings), "--output", "yaml"]),
  also(0, "--query for odd keys, as yaml", [
    "--query",
    literal(Object.fromEntries(oddStrings.filter((text) => text.length < 80).map((text) => [text, text]))),
    "--output",
    "yaml",
  ]),
  query(0, "`foo`"),
  query(252, "ContactId[", "json", { says: /--query/ }),
  query(252, "let $id = ContactId in $id"),
  query(252, ""),
  query(255, "nofunction(@)", "json", { ...queryJudgedBefore, says: /nofunction/ }),
  query(255, "items(@)", "json", {
    difference: {
      because: "The library knows more functions than AWS's",
      status: 0,
      stdout: /^\[\n {4}\[\n {8}"ContactId",/,
    },
  }),
  query(255, "abs(ContactId)", "json", { ...queryJudgedBefore, says: /abs/ }),
  query(255, "length(ContinuedFromContactId)", "json", {
    says: /length/,
    difference: { because: "The whole answer is shown, so that the contact's ids are not lost", stdout: /"ContactId"/ },
  }),
  row(252, "a query that is none, with --generate-cli-skeleton", ["--query", "a[", "--generate-cli-skeleton"]),
];

const configuration: readonly CommandLine[] = [
  also(253, "no region", [], { ...noRegion, says: /region/ }),
  also(0, "the region of the environment", [], {
    ...noRegion,
    environment: { AWS_REGION: "eu-west-2" },
    notInVersion1: "Version 1 reads AWS_DEFAULT_REGION",
  }),
  also(0, "--region", ["--region", "eu-west-2"], noRegion),
  also(255, "a region that is none", ["--region", "not a region!"], wrongUse("A region that is none is wrong use")),
  row(252, "no region and too few options", [...ids], noRegion),
  also(253, "no region and a value below the minimum", ["--chat-duration-in-minutes", "5"], {
    ...noRegion,
    ...wrongUse("Values are judged before the configuration is"),
  }),
  also(253, "no credentials", [], { ...noCredentials, says: /credentials/ }),
  also(252, "no credentials and a value below the minimum", ["--chat-duration-in-minutes", "5"], noCredentials),
  also(0, "credentials of the environment", [], {
    ...noCredentials,
    environment: { AWS_ACCESS_KEY_ID: "A", AWS_SECRET_ACCESS_KEY: "B" },
  }),
  also(255, "half of the credentials", [], {
    credentials: "[default]\naws_access_key_id = A\n",
    ...configurationIs253,
    says: /credentials/i,
  }),
  also(0, "--profile", ["--profile", "test"], {
    config: "[profile test]\nregion = eu-west-1\n",
    credentials: "[test]\naws_access_key_id = A\naws_secret_access_key = B\n",
  }),
  also(255, "a profile that is not there", ["--profile", "nobody"], { ...configurationIs253, says: /nobody/ }),
  also(255, "a profile of the environment that is not there", [], {
    environment: { AWS_PROFILE: "nobody" },
    ...configurationIs253,
    says: /nobody/,
  }),
  also(254, "no validation, by configuration", ["--chat-duration-in-minutes", "5"], {
    config: "[default]\nregion = us-east-1\nparameter_validation = false\n",
  }),
  also(0, "--endpoint-url", ["--endpoint-url", "<endpoint>/"], {
    environment: { AWS_ENDPOINT_URL: "http://127.0.0.1:1" },
  }),
  also(254, "--endpoint-url with a path", ["--endpoint-url", "<endpoint>/base"]),
  also(252, "--endpoint-url that is none", ["--endpoint-url", "nonsense"]),
  also(252, "--endpoint-url that is empty", ["--endpoint-url", ""]),
  also(255, "--endpoint-url where nobody listens", ["--endpoint-url", "http://127.0.0.1:1"], oneAttempt),
  also(0, "the endpoint of the service over the endpoint of all", [], {
    environment: { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_CONNECT: "<endpoint>" },
  }),
  also(254, "--no-sign-request", ["--no-sign-request"], {
    difference: { because: "No contact is started without a signature", status: 252, requests: 0 },
  }),
  also(0, "--no-verify-ssl", ["--no-verify-ssl"], unknownHere("Certificates are verified; --ca-bundle names others")),
  also(0, "--no-cli-pager and --no-paginate", ["--no-cli-pager", "--no-paginate"], onlyIn2),
  also(0, "--color off and --no-cli-auto-prompt", ["--color", "off", "--no-cli-auto-prompt"], onlyIn2),
  also(0, "--cli-read-timeout", ["--cli-read-timeout", "5"], unknownHere("The time limits are fixed")),
  also(0, "--cli-connect-timeout", ["--cli-connect-timeout", "5"], unknownHere("The time limits are fixed")),
  also(0, "--cli-binary-format", ["--cli-binary-format", "base64"], unknownHere("No member is binary")),
  also(252, "--color with a wrong word", ["--color", "pink"]),
  also(0, "--debug", ["--debug"]),
  also(252, "--debug with a value below the minimum", ["--debug", "--chat-duration-in-minutes", "5"]),
];

const service: readonly CommandLine[] = [
  row(254, "an instance that is not there", ["--instance-id", "other", ...required.slice(2)]),
  row(254, "a flow that is not there", [
    "--instance-id",
    "<instance>",
    "--contact-flow-id",
    "none",
    ...required.slice(4),
  ]),
  row(0, "a flow by its ARN", ["--instance-id", "<instance>", "--contact-flow-id", "<flowArn>", ...required.slice(4)]),
  also(254, "a display name above the maximum", ["--participant-details", `DisplayName=${"x".repeat(257)}`]),
  also(254, "attributes above their limit", ["--attributes", "file://attributes.json"], {
    files: { "attributes.json": JSON.stringify({ a: "ä".repeat(16_384) }) },
    difference: refusedHere,
  }),
  also(254, "no permission", [], refused("AccessDeniedException", 403, "User is not authorized")),
  also(254, "too many chats", [], { ...refused("LimitExceededException", 429, "Too many chats"), ...oneAttempt }),
  also(254, "a service that fails three times", [], {
    ...refused("InternalServiceException", 500, "Oops"),
    notInVersion1: "Version 1 makes five attempts",
  }),
  also(0, "a service that fails once", [], refused("InternalServiceException", 500, "Oops", 1)),
  also(0, "an answer that is lost once", [], { faults: [["drop answer", 1]] }),
  also(255, "answers that are lost", [], { faults: [["drop", 9]], ...oneAttempt }),
  also(0, "the same client token again", ["--client-token", "t-1"], { runs: 2 }),
  also(0, "no client token, twice", [], { runs: 2 }),
];

export const commandLines: readonly CommandLine[] = [
  ...members,
  ...shorthand,
  ...jsonAndFiles,
  ...skeletons,
  ...outputs,
  ...configuration,
  ...service,
];
