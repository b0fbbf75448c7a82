import { droppedBySdk } from "../../chat/constraints.js";
import { shapeOf } from "../../chat/request-shapes.js";
import { entry, wrapped } from "../options.js";
import { answerOptions, type GlobalOption, inputOptions, placeOptions } from "./global-options.js";
import { type MemberOption, memberOptions } from "./member-options.js";

const width = 100;

/** `chat-check start-chat-contact --help`. */
export function startChatContactHelp(): string {
  const description =
    "Starts a chat contact, as aws connect start-chat-contact does: the same options, and the same JSON in and out. Exit codes are those of version 2 of the AWS CLI: 0, 252 for wrong use, 253 for what is missing in the configuration, 254 for an error of the service, 255 for anything else. The answer holds the participant token, which is a secret.";
  return `${[
    "Usage: chat-check start-chat-contact --instance-id ID --contact-flow-id ID --participant-details DisplayName=NAME [options]",
    "",
    ...wrapped(description, width),
    "",
    "The request:",
    memberHelp(memberOptions.filter(({ required }) => required).map(({ member }) => member)),
    "",
    "Input and output:",
    globalHelp({ ...inputOptions, ...answerOptions }),
    "",
    "Where to:",
    globalHelp(placeOptions),
    "",
    ...wrapped(
      "A value may be shorthand (key=value,key={inner=value},list=[a,b]), JSON, or file://PATH with either.",
      width,
    ),
  ].join("\n")}\n`;
}

/** The members of the request that are sent, with those marked that must be given. */
export function memberHelp(required: readonly string[]): string {
  return memberOptions
    .filter(({ member }) => !droppedBySdk.includes(member))
    .map((option) =>
      entry(`  --${option.name} ${option.example}`, [option.description, ...notes(option, required)].join("; ")),
    )
    .join("\n");
}

export function globalHelp(options: Readonly<Record<string, GlobalOption>>): string {
  return Object.entries(options)
    .map(([name, { value, choices, description }]) => {
      const shown = value ?? choices?.join("|");
      return entry(`  --${name}${shown ? ` ${shown}` : ""}`, description);
    })
    .join("\n");
}

function notes({ shape, member }: MemberOption, required: readonly string[]): string[] {
  const { enum: values } = shapeOf(shape) ?? {};
  return [...(required.includes(member) ? ["required"] : []), ...(values ? [`one of ${values.join(", ")}`] : [])];
}
