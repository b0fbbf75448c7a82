import { nameBasedId } from "../identifiers.js";
import type { Instance } from "../instance.js";
import { lastSegment } from "./collection.js";
import type { InstanceDefinition } from "./definition.js";
import { weeklyHours } from "./hours.js";
import { managedViews } from "./managed-views.js";
import type { Agent, Queue } from "./resources.js";
import { attributeTypes } from "./words.js";

/** Values of a new instance. */
const attributeDefaults: Readonly<Record<(typeof attributeTypes)[number], boolean>> = {
  INBOUND_CALLS: true,
  OUTBOUND_CALLS: true,
  CONTACTFLOW_LOGS: false,
  CONTACT_LENS: true,
  AUTO_RESOLVE_BEST_VOICES: true,
  USE_CUSTOM_TTS_VOICES: false,
  EARLY_MEDIA: true,
  MULTI_PARTY_CONFERENCE: false,
  AUTO_MUTE_AGENT_ON_HOLD: false,
  HIGH_VOLUME_OUTBOUND: false,
  ENHANCED_CONTACT_MONITORING: false,
  ENHANCED_CHAT_MONITORING: false,
  MULTI_PARTY_CHAT_CONFERENCE: false,
  MESSAGE_STREAMING: false,
};

/** Puts into an instance what its definition has, flows excepted. */
export function furnish(instance: Instance, definition: InstanceDefinition): void {
  const { instance: itself = {} } = definition;
  for (const type of attributeTypes) {
    instance.attributes.set(type, String(itself.attributes?.[type] ?? attributeDefaults[type]));
  }
  instance.tags.add(instance.arn, itself.tags);
  hours(instance, definition);
  agents(instance, definition);
  queues(instance, definition);
  prompts(instance, definition);
  views(instance, definition);
  for (const entry of definition.lambda ?? []) {
    const { name, id } = entry;
    const arn = arnOr(id, `arn:aws:lambda:${instance.region}:${instance.accountId}:function:${name}`);
    instance.lambda.put({ id: name, arn, name, definition: entry });
    if (id !== undefined) instance.lambda.call(id, name);
  }
  for (const entry of definition.lex ?? []) {
    const { name } = entry;
    const [bot = "", alias = ""] =
      nameBasedId(instance.id, "lex", name).toUpperCase().replaceAll("-", "").match(/.{10}/g) ?? [];
    const id = entry.id === undefined ? `${bot}/${alias}` : lexAliasId(entry.id);
    const arn = arnOr(entry.id, `arn:aws:lex:${instance.region}:${instance.accountId}:bot-alias/${id}`);
    instance.lex.put({ id, arn, name, definition: entry });
    instance.lex.call(name, name);
  }
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME:ALIAS`, `NAME:ALIAS` or `NAME`. */
export function functionName(reference: string): string {
  return (/:function:([^:]+)/.exec(reference)?.[1] ?? reference).split(":")[0] ?? "";
}

/** `arn:aws:lex:REGION:ACCOUNT:bot-alias/BOT/ALIAS` or `BOT/ALIAS`. */
export function lexAliasId(reference: string): string {
  return reference.replace(/^.*:bot-alias\//, "");
}

/** Of views and modules: `ID:$LATEST`, `ID:1`. */
export function withoutQualifier(reference: string): string {
  return lastSegment(reference).split(":")[0] ?? "";
}

function idOf(instance: Instance, kind: string, { name, id }: { readonly name: string; readonly id?: string }): string {
  return id === undefined ? nameBasedId(instance.id, kind, name) : lastSegment(id);
}

function hours(instance: Instance, { hoursOfOperation = [] }: InstanceDefinition): void {
  for (const entry of hoursOfOperation) {
    const { name, description, tags } = entry;
    const id = idOf(instance, "operating-hours", entry);
    const arn = `${instance.arn}/operating-hours/${id}`;
    instance.hoursOfOperation.put({ id, arn, name, description, ...weeklyHours(entry) });
    instance.tags.add(arn, tags);
  }
}

function agents(instance: Instance, { agents = [] }: InstanceDefinition): void {
  for (const entry of agents) {
    const { name, tags } = entry;
    const id = idOf(instance, "agent", entry);
    const arn = `${instance.arn}/agent/${id}`;
    instance.agents.put({ id, arn, name, definition: entry });
    instance.tags.add(arn, tags);
  }
}

function queues(instance: Instance, { queues = [] }: InstanceDefinition): void {
  for (const entry of queues) {
    const { name, description, hours, maxContacts, status = "ENABLED", outboundCallerId, agents = [], tags } = entry;
    const id = idOf(instance, "queue", entry);
    const arn = `${instance.arn}/queue/${id}`;
    instance.queues.put({
      id,
      arn,
      name,
      description,
      type: "STANDARD",
      hours: hours === undefined ? undefined : instance.hoursOfOperation.any(hours),
      maxContacts,
      status,
      outboundCallerId,
      agents: agents.map((agent) => instance.agents.any(agent)).filter((agent) => agent !== undefined),
    });
    instance.tags.add(arn, tags);
  }
}

/** Each agent has a queue of their own, of the agent's id. */
export function queueOfAgent({ arn }: Pick<Instance, "arn">, agent: Agent): Queue {
  const { id, name } = agent;
  return { id, arn: `${arn}/queue/agent/${id}`, name, type: "AGENT", status: "ENABLED", agents: [agent] };
}

function prompts(instance: Instance, { prompts = [] }: InstanceDefinition): void {
  for (const written of prompts) {
    const entry = typeof written === "string" ? { name: written } : written;
    const id = idOf(instance, "prompt", entry);
    const arn = `${instance.arn}/prompt/${id}`;
    instance.prompts.put({ id, arn, name: entry.name });
    instance.tags.add(arn, entry.tags);
  }
}

function views(instance: Instance, { views = [] }: InstanceDefinition): void {
  for (const view of managedViews(instance.region)) instance.views.put(view);
  for (const entry of views) {
    const { name, description, version = 1, template = {}, inputSchema = {}, actions, tags } = entry;
    const id = idOf(instance, "view", entry);
    const arn = `${instance.arn}/view/${id}`;
    instance.views.put({
      id,
      arn,
      name,
      description,
      type: "CUSTOMER_MANAGED",
      version,
      content: {
        template: JSON.stringify(instance.files.json(template)),
        inputSchema: JSON.stringify(instance.files.json(inputSchema)),
        actions,
      },
    });
    instance.tags.add(arn, tags);
  }
}

function arnOr(written: string | undefined, otherwise: string): string {
  return written?.startsWith("arn:") ? written : otherwise;
}
