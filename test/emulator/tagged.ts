import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-connect";
import type { Customer } from "./customer.js";

/** An instance file with one resource of each kind that takes tags, besides flows and modules. */
export const taggableInstance = {
  queues: [{ name: "Support", id: "q-1", tags: { from: "file" } }],
  hoursOfOperation: [{ name: "Office", id: "h-1", timeZone: "UTC", config: "open" as const }],
  prompts: ["Beep.wav"],
  views: [{ name: "Refund", id: "v-1" }],
  agents: [{ name: "Ada", id: "a-1" }],
};

export const tag = (customer: Customer, resourceArn: string, tags: Record<string, string>) =>
  customer.connect.send(new TagResourceCommand({ resourceArn, tags }));

export const untag = (customer: Customer, resourceArn: string, tagKeys: string[]) =>
  customer.connect.send(new UntagResourceCommand({ resourceArn, tagKeys }));

export const tagsOf = async (customer: Customer, resourceArn: string) =>
  (await customer.connect.send(new ListTagsForResourceCommand({ resourceArn }))).tags;
