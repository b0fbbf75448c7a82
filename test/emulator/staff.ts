import type { AgentDefinition, AgentStep, InstanceDefinition } from "../../provider/emulator/instance/definition.js";

/** A queue of the id `q` with these agents. */
export function staffed(...agents: readonly AgentDefinition[]): InstanceDefinition {
  return {
    queues: [
      { name: "Support", id: "q", agents: agents.map(({ name }) => name) },
      { name: "Second", id: "q2" },
    ],
    agents: [...agents],
  };
}

/** One agent, who does this in each chat. */
export const agent = (...script: readonly AgentStep[]): AgentDefinition => ({
  name: "ada",
  id: "a-ada",
  firstName: "Ada",
  lastName: "Lovelace",
  script: [...script],
});
