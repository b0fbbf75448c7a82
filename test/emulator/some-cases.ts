import type { InstanceDefinition } from "../../provider/emulator/instance/definition.js";

/** Two cases of one customer, of which no contact knows, and one of another. */
export const someCases: InstanceDefinition = {
  cases: {
    templates: [{ name: "Refund", id: "t-refund" }],
    cases: [
      { id: "c-1", customerId: "p-ada", fields: { title: "Broken engine", status: "open" } },
      { id: "c-2", customerId: "p-ada", fields: { title: "Late engine", status: "closed" } },
      { id: "c-3", customerId: "p-bob", fields: { title: "No engine", status: "open", priority: 3 } },
    ],
  },
};

/** As `someCases`, with one case that each new contact is linked to. */
export const linkedCase: InstanceDefinition = {
  cases: { cases: [{ id: "c-9", fields: { title: "Linked" }, linked: true }] },
};
