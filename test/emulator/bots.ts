import type { InstanceDefinition, LexBotDefinition } from "../../provider/emulator/instance/definition.js";

export const aliasArn = "arn:aws:lex:us-east-1:123456789012:bot-alias/B/A";

/** A menu: an agent, a refund with an order number, or something that fails. */
export const menuBot: LexBotDefinition = {
  name: "Menu",
  id: aliasArn,
  sessionAttributes: { from: "bot", shop: "main" },
  intents: [
    { name: "TalkToAgent", utterances: ["agent", "talk to somebody"], says: "One moment.", sentiment: "NEGATIVE" },
    {
      name: "Refund",
      utterances: ["refund", "refund for {order}"],
      slots: [
        { name: "order", prompt: "Which order?", pattern: "[0-9]+", maxRetries: 1 },
        { name: "size", prompt: "{order} in which size?", values: ["S", { value: "L", synonyms: ["large"] }] },
        { name: "reason", required: false },
      ],
      says: "Refund for {order}.",
      sessionAttributes: { tool: "Complete" },
    },
    {
      name: "Cancel",
      utterances: ["cancel"],
      confirmation: { prompt: "Cancel everything?", declined: "Nothing is cancelled." },
    },
    { name: "Broken", utterances: ["break"], fulfilled: false },
  ],
};

export const menu: InstanceDefinition = { lex: [menuBot] };
