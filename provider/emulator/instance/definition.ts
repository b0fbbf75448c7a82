import * as v from "valibot";
import { defaultQuotas, type Quotas } from "../quotas.js";
import { about, anything, count, either, flag, listOf, members, named, needed, oneOf, seconds, text } from "./shape.js";
import { attributeTypes, days, flowTypes } from "./words.js";

const id = about(
  "As in the flows: an id, or an ARN of which the last segment counts. Default: follows from the name.",
  text,
);
const tags = about("Tags of the resource.", named(v.string("Expected a text; put a number in quotes")));
const description = about("For people.", text);
const name = needed("Unique among its kind.", text);
const scalar = either([v.string(), v.number(), v.boolean()], "Expected a text, a number, or true or false");
const someTags = { description, tags };

const matcher = either(
  [
    v.string(),
    members({ contains: needed("Part of the text.", text) }),
    members({ pattern: needed("A regular expression of JavaScript.", text), flags: about("Its flags.", v.string()) }),
  ],
  "Expected a text, { contains } or { pattern, flags }",
);

const handler = v.pipe(
  text,
  v.regex(
    /^[^#]+#[A-Za-z_$][A-Za-z0-9_$]*$/,
    "Expected a file and what it exports, such as ./lambda/lookup.ts#handler",
  ),
);

const instance = members({
  id: about(
    "Default 11111111-2222-4333-8444-555555555555.",
    v.pipe(text, v.regex(/^[A-Za-z0-9-]{1,100}$/, "Expected letters, digits and -")),
  ),
  alias: about(
    "Default `emulated`.",
    v.pipe(
      text,
      v.regex(/^(?!d-)[0-9A-Za-z]+(-*[0-9A-Za-z])*$/, "Expected letters, digits and -, not d- at the start"),
    ),
  ),
  region: about(
    "Region in ARNs. Default us-east-1.",
    v.pipe(text, v.regex(/^[a-z]{2}(-[a-z]+){1,3}-\d$/, "Expected a region such as eu-central-1")),
  ),
  accountId: about(
    "Account in ARNs. Default 123456789012.",
    v.pipe(text, v.regex(/^\d{12}$/, "Expected 12 digits in quotes")),
  ),
  attributes: about(
    "What DescribeInstanceAttribute answers.",
    members(
      Object.fromEntries(attributeTypes.map((type) => [type, v.optional(flag)])) as Record<
        (typeof attributeTypes)[number],
        v.OptionalSchema<typeof flag, undefined>
      >,
    ),
  ),
  tags,
});

const sourceMembers = {
  file: needed("An exported file, relative to the instance file.", text),
  name: about("Default: the export's, else the file's name.", text),
  id: about("Default: the export's, else one that follows from the name.", text),
  status: about("Default PUBLISHED; with SAVED no chat can start.", oneOf("PUBLISHED", "SAVED")),
  ...someTags,
};
const path = v.pipe(
  text,
  v.description("A file, or a folder of .json files and files without an extension, relative to the instance file."),
);
const sources = <Source extends v.GenericSchema>(source: Source) =>
  either(
    [path, listOf(either([path, source], "Expected a path, or { file, name, … }"))],
    "Expected a path or a list of paths",
  );
const flows = sources(
  members({ ...sourceMembers, type: about("Default: the export's, else CONTACT_FLOW.", oneOf(...flowTypes)) }),
);
const modules = sources(members(sourceMembers));

const place = (kind: string) => members({ [kind]: text } as { [key: string]: typeof text });
const value = either(
  [
    scalar,
    place("flow"),
    place("module"),
    place("queue"),
    place("hoursOfOperation"),
    place("prompt"),
    place("view"),
    place("agent"),
    place("lambda"),
    place("lex"),
  ],
  "Expected a text, a number, true, false, or what it is the ARN of, such as { queue: Support }",
);

const queue = members({
  name,
  id,
  ...someTags,
  hours: about("Hours of operation, by name, id or ARN. Default: as behaviour.hoursOfOperation says.", text),
  maxContacts: about("Contacts that the queue holds; the next finds it at capacity. Default: no limit.", count()),
  status: about("Default ENABLED.", oneOf("ENABLED", "DISABLED")),
  outboundCallerId: about("$.Queue.OutboundCallerId.Address.", text),
  agents: about("Who takes contacts of the queue, by name.", listOf(text)),
});

const openFrom = v.pipe(
  v.string(),
  v.regex(
    /^(open|closed|([01]?[0-9]|2[0-3]):[0-5][0-9]-(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00))$/,
    "Expected open, closed, or times such as 09:00-17:30",
  ),
);
const ranges = either(
  [openFrom, listOf(openFrom)],
  "Expected open, closed, times such as 09:00-17:30, or a list of times",
);
const time = members({ Hours: needed("0 to 23.", count(0, 23)), Minutes: needed("0 to 59.", count(0, 59)) });
const config = either(
  [
    ranges,
    members(
      Object.fromEntries(days.map((day) => [day, v.optional(ranges)])) as Record<
        (typeof days)[number],
        v.OptionalSchema<typeof ranges, undefined>
      >,
    ),
    listOf(
      members({
        Day: needed("Day of the week.", oneOf(...days)),
        StartTime: needed("When it opens.", time),
        EndTime: needed("When it closes; 00:00 is midnight.", time),
      }),
    ),
  ],
  "Expected times of every day, times by day (MONDAY: 09:00-17:30), or a list as describe-hours-of-operation has it",
);
const date = v.pipe(
  v.string("Expected a date such as 2026-12-24"),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, "Expected a date such as 2026-12-24"),
);
const hours = members({
  name,
  id,
  ...someTags,
  timeZone: needed("IANA name, such as Europe/Berlin.", text),
  config: needed(
    "Times of every day, or by day; days that are left out are closed. An end at or before the start is on the next day.",
    config,
  ),
  overrides: about(
    "Other hours on some dates; the first that covers a date decides.",
    listOf(
      members({
        name: about("Default: its dates.", text),
        description,
        from: needed("First date.", date),
        till: about("Last date. Default: the first.", date),
        config: needed("Times of every day, or by day.", config),
      }),
    ),
  ),
});

const prompt = either([text, members({ name, id, ...someTags })], "Expected a name, or { name, id }");

const json = either([text, named(anything)], "Expected JSON, or the path of a JSON file");
const view = members({
  name,
  id,
  ...someTags,
  version: about("Default 1.", count(1)),
  template: about("The view's template.", json),
  inputSchema: about("JSON Schema of the view's data.", json),
  actions: about("Names of the actions with which a customer can answer. Default: any.", listOf(text)),
});

const afterSeconds = about("Default 0.", seconds);
const agent = members({
  name: needed("Login name, $.Agent.UserName.", text),
  id,
  ...someTags,
  firstName: about("$.Agent.FirstName.", text),
  lastName: about("$.Agent.LastName.", text),
  available: about("Whether contacts are offered to the agent. Default true.", flag),
  acceptsAfterSeconds: about(
    "When the agent accepts a contact that is offered; `never` lets it pass. Default 0.",
    either([seconds, v.literal("never")], "Expected a number of seconds, or never"),
  ),
  maxChats: about("Chats at once, 1 to 10. Default 10.", count(1, 10)),
  script: about(
    "What the agent does in each chat, step by step. Default: stays and says nothing.",
    listOf(
      either(
        [
          members({ say: needed("A message.", text), contentType: about("Default text/plain.", text), afterSeconds }),
          members({
            waitFor: needed(
              "The customer's next message (`message`), or the next one that matches.",
              either(
                [v.literal("message"), members({ message: matcher })],
                "Expected message, or { message: matcher }",
              ),
            ),
            timeLimitSeconds: about("After which the script goes on. Default: waits for ever.", seconds),
          }),
          members({
            transfer: needed(
              "To a queue or an agent, by name.",
              either([members({ queue: text }), members({ agent: text })], "Expected { queue } or { agent }"),
            ),
            afterSeconds,
          }),
          members({ leave: needed("The agent ends its part.", v.literal(true)), afterSeconds }),
        ],
        "Expected { say }, { waitFor }, { transfer } or { leave: true }",
      ),
    ),
  ),
});

const failure = either(
  [
    v.literal("exception"),
    v.literal("timeout"),
    v.literal("throttling"),
    members({ type: about("Default Error.", text), message: needed("The exception's message.", text) }),
  ],
  "Expected exception, timeout, throttling or { type, message }",
);
const takesSeconds = about("How long an answer takes. Default 0.", seconds);
const when = about(
  "All that is named must match. Default: always.",
  members({
    parameters: about("Of Details.Parameters.", named(matcher)),
    attributes: about("Of the contact's attributes.", named(matcher)),
    event: about("By path in the event, such as Details.ContactData.LanguageCode.", named(matcher)),
  }),
);
const lambdaName = needed(
  "The function's name, as in its ARN.",
  v.pipe(text, v.regex(/^[A-Za-z0-9_-]+$/, "Expected a function's name")),
);
const lambda = either(
  [
    members({ name: lambdaName, id, answer: needed("The same answer always.", anything), takesSeconds }),
    members({ name: lambdaName, id, error: needed("Fails always.", failure), takesSeconds }),
    members({
      name: lambdaName,
      id,
      answers: needed(
        "The first whose condition holds; none is an exception.",
        listOf(
          either(
            [members({ when, answer: anything, takesSeconds }), members({ when, error: failure, takesSeconds })],
            "Expected { when, answer } or { when, error }",
          ),
        ),
      ),
    }),
    members({
      name: lambdaName,
      id,
      handler: needed("A file and what it exports, such as ./lambda/lookup.ts#handler.", handler),
      environment: about("Its environment variables.", named(v.string("Expected a text; put a number in quotes"))),
    }),
  ],
  "Expected { name, answer }, { name, answers }, { name, error } or { name, handler }",
);

const slot = members({
  name: needed(
    "As in utterances: {name}.",
    v.pipe(text, v.regex(/^[A-Za-z][A-Za-z0-9_]*$/, "Expected letters, digits and _")),
  ),
  prompt: about("How the bot asks for it; needed when it is required.", text),
  required: about("Whether the bot asks for it. Default true.", flag),
  values: about(
    "What it can be. Default: anything.",
    listOf(
      either(
        [
          text,
          members({
            value: needed("As the flow sees it.", text),
            synonyms: about("Other words for it.", listOf(text)),
          }),
        ],
        "Expected a text, or { value, synonyms }",
      ),
    ),
  ),
  pattern: about("A regular expression of JavaScript that the whole answer matches.", text),
  maxRetries: about("How often the bot asks again. Default 2.", count(0, 5)),
});
const lexIntent = members({
  name: needed("Case counts, as in the flow's conditions.", text),
  utterances: about(
    "What a customer says; {slot} stands for a slot's value. Case and punctuation do not count.",
    listOf(text),
  ),
  slots: about("Asked for in this order.", listOf(slot)),
  confirmation: about(
    "Asked before the intent is fulfilled.",
    members({ prompt: text, declined: about("Said after a no.", text) }),
  ),
  says: about("Said when the intent is fulfilled.", text),
  fulfilled: about("Whether it is. Default true.", flag),
  sessionAttributes: about("Set by the intent.", named(v.string("Expected a text; put a number in quotes"))),
  sentiment: about("$.Lex.SentimentResponse.Label.", oneOf("POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED")),
});
const lexBot = members({
  name,
  id: about("As in the flows: the alias's ARN, or BOT/ALIAS of it. Default: follows from the name.", text),
  localeId: about(
    "Default en_US.",
    v.pipe(text, v.regex(/^[a-z]{2}_[A-Z0-9]{2,3}$/, "Expected a locale such as en_US")),
  ),
  intents: about("In this order; FallbackIntent is always there.", listOf(lexIntent)),
  sessionAttributes: about("Set when a session begins.", named(v.string("Expected a text; put a number in quotes"))),
  codeHook: about(
    "Called with the Lex V2 event for every turn: a file and what it exports, or a function of the instance.",
    either([handler, members({ lambda: text })], "Expected a file and what it exports, or { lambda }"),
  ),
});

const customerProfile = members({
  id: about("Default: follows from its place in the list.", text),
  identifiers: needed(
    "By what it is found, such as _email, _phone or _account.",
    named(either([text, listOf(text)], "Expected a text or a list of texts")),
  ),
  profile: about("Its fields, such as FirstName; Attributes holds those of one's own.", named(anything)),
  objects: about("Objects of the profile, by object type.", named(listOf(named(anything)))),
  calculatedAttributes: about("By name.", named(scalar)),
});

const cases = members({
  templates: about("Case templates.", listOf(members({ name, id }))),
  cases: about(
    "Cases that there are already.",
    listOf(
      members({
        id: about("Default: follows from its place in the list.", text),
        template: about("By name or id.", text),
        customerId: about("ARN or id of the customer's profile.", text),
        fields: needed("By field id.", named(scalar)),
        linked: about("Whether each new contact is linked to it. Default false.", flag),
      }),
    ),
  ),
});

const metrics = members({
  queue: about("By name, id or ARN. Default: every queue.", text),
  agent: about("The queue of an agent, by name.", text),
  contactsInQueue: about("$.Metrics.Queue.Size. Default: as it is.", count()),
  oldestContactAgeSeconds: about("$.Metrics.Queue.OldestContactAge. Default: as it is.", seconds),
  estimatedWaitTimeSeconds: about("$.Metrics.Queue.EstimatedWaitTime.", seconds),
  positionInQueue: about("$.Metrics.Contact.PositionInQueue. Default: as it is.", count(1)),
  agents: about(
    "$.Metrics.Agents. Default: as they are.",
    members({
      online: v.optional(count()),
      available: v.optional(count()),
      staffed: v.optional(count()),
      busy: v.optional(count()),
      afterContactWork: v.optional(count()),
      missed: v.optional(count()),
      nonProductive: v.optional(count()),
    }),
  ),
});

const rate = v.pipe(
  v.number("Expected a number"),
  v.minValue(0, "Expected 0 or more"),
  v.maxValue(1_000_000, "Expected 1000000 or less"),
);
const { rates: _rates, ...counts } = defaultQuotas;
const quota = (most: number) => about(`Default ${most}.`, count());
const quotas = members({
  rates: about(
    "Whether calls are limited as AWS limits them, or rates by operation. Default false.",
    either([flag, named(members({ perSecond: rate, burst: rate }))], "Expected true, false or rates by operation"),
  ),
  ...(Object.fromEntries(Object.entries(counts).map(([key, most]) => [key, quota(most)])) as Record<
    Exclude<keyof Quotas, "rates">,
    ReturnType<typeof quota>
  >),
});

/** What an instance is made of; the one source of the type, of its check and of its JSON Schema. */
export const definitionSchema = members({
  $schema: about("For editors.", text),
  instance: about("The instance itself.", instance),
  missing: about(
    "What happens when a flow refers to what is not here: `error` refuses to start, `default` (default) makes it up.",
    oneOf("error", "default"),
  ),
  values: about(
    "What placeholders in flow files stand for, by the name in {{NAME}}, <<NAME>>, %NAME% or the like of the shell.",
    named(value),
  ),
  flows: about("Flows; modules among them are taken for what they are.", flows),
  modules: about("Flow modules.", modules),
  queues: about("Queues.", listOf(queue)),
  hoursOfOperation: about("Hours of operation.", listOf(hours)),
  prompts: about("Prompts.", listOf(prompt)),
  views: about("Views, besides those of AWS.", listOf(view)),
  agents: about("Agents.", listOf(agent)),
  lambda: about("Lambda functions.", listOf(lambda)),
  lex: about("Lex bots.", listOf(lexBot)),
  customerProfiles: about("Customer profiles.", listOf(customerProfile)),
  cases: about("Cases.", cases),
  metrics: about("What real-time metrics say instead of what is.", listOf(metrics)),
  quotas: about("As startEmulator's option; the option wins.", quotas),
});

export type InstanceDefinition = v.InferInput<typeof definitionSchema>;
type Entry<Key extends keyof InstanceDefinition> =
  NonNullable<InstanceDefinition[Key]> extends readonly (infer One)[] ? One : never;
export type QueueDefinition = Entry<"queues">;
export type HoursDefinition = Entry<"hoursOfOperation">;
export type HoursConfig = HoursDefinition["config"];
export type AgentDefinition = Entry<"agents">;
export type AgentStep = NonNullable<AgentDefinition["script"]>[number];
export type ViewDefinition = Entry<"views">;
export type LambdaDefinition = Entry<"lambda">;
export type LexBotDefinition = Entry<"lex">;
export type CustomerProfileDefinition = Entry<"customerProfiles">;
export type MetricsDefinition = Entry<"metrics">;
export type CasesDefinition = NonNullable<InstanceDefinition["cases"]>;
export type TextMatcher = v.InferInput<typeof matcher>;
