import type { ActionContext, Effect } from "../flow-run.js";

/** A session with the assistant, of which the emulator has the ARN alone. */
export function CreateWisdomSession({
  parameters,
  instance,
  identifiers,
  memory,
}: Pick<ActionContext, "parameters" | "instance" | "identifiers" | "memory">): Effect {
  const { WisdomAssistantArn: assistant } = parameters;
  if (typeof assistant !== "string" || assistant === "") return { kind: "error", errorType: "NoMatchingError" };
  const id = assistant.slice(assistant.lastIndexOf("/") + 1);
  const { region, accountId } = instance;
  memory.set("Wisdom", { SessionArn: `arn:aws:wisdom:${region}:${accountId}:session/${id}/${identifiers.id()}` });
  return { kind: "success" };
}
