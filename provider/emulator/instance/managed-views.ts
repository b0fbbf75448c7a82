import type { View } from "./resources.js";

/** The views that AWS has in every instance, with the actions that exported flows branch on; their templates are not published. */
const actions: Readonly<Record<string, readonly string[] | undefined>> = {
  form: ["Back", "Next", "Step"],
  detail: ["ActionSelected", "Back"],
  cards: ["ActionSelected", "Back", "NoMatchFound"],
  list: ["ActionSelected", "Back"],
  confirmation: ["Next"],
  "after-contact-work": undefined,
};

export function managedViews(region: string): View[] {
  return Object.entries(actions).map(([id, actions]) => ({
    id,
    arn: `arn:aws:connect:${region}:aws:view/${id}`,
    name: id,
    type: "AWS_MANAGED",
    version: 1,
    content: { template: '{"Head":{},"Body":[]}', inputSchema: '{"type":"object"}', actions },
  }));
}
