import { count } from "./count.js";
import { type Coverage, type FlowCoverage, failurePoint } from "./coverage.js";
import { ranges } from "./page/action-details.js";
import { conversationMarkup, duration, wayMarkup } from "./page/conversation.js";
import { documentOf, type PageOptions } from "./page/document.js";
import { type Html, html } from "./page/html.js";
import { icon, statusIcons } from "./page/icons.js";
import { legend, toolbar } from "./page/parts.js";
import { pictureOf } from "./page/picture.js";
import type { RunRecord, RunStatus } from "./run.js";

/** A run as one HTML file: its conversations as chats, with times, and what failed with the way that it took. */
export function runPage({ conversations, flows }: Coverage, { title = "Conversations" }: PageOptions = {}): string {
  const files = [...new Set(conversations.map(({ file }) => file))];
  const ways = new Map(conversations.map((record, number) => [number, wayOf(record, number, flows)] as const));
  const drawn = new Set([...ways.values()].flatMap((way) => way.map(({ flow }) => flow)));
  return documentOf(
    title,
    html`<header class="page"><h1>${title}</h1>${facts(conversations)}</header>
<main id="main" tabindex="-1">
${filters(conversations)}
${files.map((file) => fileSection(file, conversations, ways))}
${[...drawn].map((number) => html`<template id="picture-${number}">${pictureOf(flows[number] as FlowCoverage, { coverage: false })}</template>`)}
</main>`,
  );
}

/** The way of a conversation through one flow: places of actions, and of branches as `action.branch`. */
interface Way {
  readonly flow: number;
  readonly name: string;
  readonly actions: readonly number[];
  readonly branches: readonly string[];
  readonly failedActions: readonly number[];
  readonly failedBranches: readonly string[];
}

/** Of what failed, the flows that it went through, the one first in which it failed. */
function wayOf(record: RunRecord, number: number, flows: readonly FlowCoverage[]): Way[] {
  if (record.status !== "failed") return [];
  const ways = flows.flatMap((flow, at): Way[] => {
    if (!flow.conversations.includes(number)) return [];
    const actions = flow.actions.map((action, place) => ({ ...action, place }));
    const branches = actions.flatMap(({ branches, place }) =>
      branches.map((branch, index) => ({ ...branch, place: `${place}.${index}` })),
    );
    return [
      {
        flow: at,
        name: flow.flow.name,
        actions: actions.filter(({ conversations }) => conversations.includes(number)).map(({ place }) => place),
        branches: branches.filter(({ conversations }) => conversations.includes(number)).map(({ place }) => place),
        failedActions: actions.filter(({ failed }) => failed.includes(number)).map(({ place }) => place),
        failedBranches: branches.filter(({ failed }) => failed.includes(number)).map(({ place }) => place),
      },
    ];
  });
  const last = failurePoint(record)?.action.flow;
  return ways.sort((one, other) => Number(other.name === last) - Number(one.name === last));
}

const words: Readonly<Record<RunStatus, string>> = { passed: "passed", failed: "failed", skipped: "skipped" };
const statuses = Object.keys(words) as RunStatus[];

function facts(conversations: readonly RunRecord[]): Html {
  const started = conversations.map(({ startedAt }) => startedAt).sort()[0];
  const spent = conversations.reduce((sum, { durationMilliseconds }) => sum + durationMilliseconds, 0);
  return html`<p>${count(conversations.length, "conversation")}, ${duration(spent)} in all${
    started !== undefined &&
    html`, started <time datetime="${started}">${started.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</time>`
  }</p>`;
}

function filters(conversations: readonly RunRecord[]): Html {
  const numbers = statuses.map(
    (status) => [status, conversations.filter((record) => record.status === status).length] as const,
  );
  return html`<div class="filters" role="group" aria-label="Show"><button type="button" data-filter="" aria-pressed="true">All <b>${conversations.length}</b></button>${numbers.map(
    ([status, number]) =>
      html`<button type="button" data-filter="${status}" aria-pressed="false"${number === 0 && html` disabled`}>${icon(statusIcons[status])}${words[status]} <b>${number}</b></button>`,
  )}</div>`;
}

function fileSection(
  file: string,
  conversations: readonly RunRecord[],
  ways: ReadonlyMap<number, readonly Way[]>,
): Html {
  const own = conversations.map((record, number) => ({ record, number })).filter(({ record }) => record.file === file);
  return html`<section class="suite"><h2><bdi class="file">${file}</bdi></h2>${own.map(({ record, number }) =>
    conversationMarkup(
      record,
      number,
      record.status === "failed" ? failureMarkup(record, ways.get(number) ?? []) : undefined,
    ),
  )}</section>\n`;
}

function failureMarkup(record: RunRecord, ways: readonly Way[]): Html {
  return html`${ways.map(
    ({ flow, name, actions, branches, failedActions, failedBranches }) =>
      html`<figure class="taken"><figcaption>Its way through <bdi class="name">${name}</bdi></figcaption>${legend("way")}<div class="drawing">${toolbar(name)}<div class="viewport" tabindex="-1" data-picture="picture-${flow}" data-actions="${ranges(actions)}" data-branches="${branches.join(" ")}" data-failed-actions="${ranges(failedActions)}" data-failed-branches="${failedBranches.join(" ")}"></div></div></figure>`,
  )}${wayMarkup(record)}`;
}
