import { requestProblems } from "../../chat/constraints.js";
import { type Place, placeProblems } from "../../chat/place-rules.js";
import { memberOptions } from "./member-options.js";

export interface Judged {
  /** A sentence each, without the full stop, that names the option. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** How a problem ends that says no more than that a member is not there. */
export const missingMember = ": Expected a value; it is missing";

/** Holds a request against AWS's model, its documented rules, and the region that it is to go to. */
export function judged(
  request: Readonly<Record<string, unknown>>,
  region: string | undefined,
  validate: boolean,
): Judged {
  const found = requestProblems(request, validate);
  const lines = (warnings: boolean) =>
    found
      .filter(({ severity }) => (severity === "warning") === warnings)
      .map(({ path, message }) => `${inOptions(path)}: ${withOptions(message)}`);
  const places = validate ? placeProblems(placeOf(request, region)) : [];
  return {
    problems: [
      ...lines(false),
      ...places.map(({ property, message }) => `${placeOptions[property]}: ${withOptions(message)}`),
    ],
    warnings: validate ? lines(true) : [],
  };
}

const placeOptions: Readonly<Record<keyof Place, string>> = {
  instanceId: "--instance-id",
  contactFlowId: "--contact-flow-id",
  region: "--region",
};

function placeOf({ InstanceId, ContactFlowId }: Readonly<Record<string, unknown>>, region: string | undefined): Place {
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  return { instanceId: text(InstanceId), contactFlowId: text(ContactFlowId), region };
}

/** A sentence in the words of a program, such as `instanceId`, in those of the command line. */
function withOptions(message: string): string {
  return message.replace(/\b[a-z]+[A-Z]\w*/g, (word) => {
    const option = memberOptions.find(({ member }) => member.toLowerCase() === word.toLowerCase());
    return option ? `--${option.name}` : word;
  });
}

/** `["InitialMessage", "Content"]` is `--initial-message Content`. */
function inOptions([member = "", ...rest]: readonly string[]): string {
  const option = memberOptions.find((candidate) => candidate.member === member);
  const name = option ? `--${option.name}` : member;
  return rest.length === 0 ? name : `${name} ${rest.join(".")}`;
}
