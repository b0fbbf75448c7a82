import { droppedBySdk } from "../../chat/constraints.js";
import { requestShape, responseShape, type Shape, shapeOf } from "../../chat/request-shapes.js";
import { memberOptions } from "./member-options.js";
import { yamlScalar } from "./yaml-scalar.js";

type Sample = string | number | Sample[] | { [key: string]: Sample };

/** What `--generate-cli-skeleton input` prints: a request in which every text is empty, or the first of its values. */
export function inputSkeleton(): string {
  return `${JSON.stringify(requestSample(), null, 4)}\n`;
}

/** What `--generate-cli-skeleton yaml-input` prints: the same, with a comment on each member. */
export function yamlInputSkeleton(): string {
  return `${commented(requestShape, requestSample(), []).join("\n")}\n`;
}

/** The response that `--generate-cli-skeleton output` shows: every text is its member's name. */
export function outputSkeleton(): Readonly<Record<string, unknown>> {
  const response = sample(responseShape, (_, name) => name) as Record<string, Sample>;
  return Object.fromEntries(Object.entries(response).filter(([name]) => !unknownToSdk.includes(name)));
}

/** Members of the response that answer members of the request which the installed SDK does not send. */
const unknownToSdk: readonly string[] = ["ConnectionCredentials", "Websocket", "StreamingId"];

function requestSample(): Sample {
  const request = sample(requestShape, (shape) => shape.enum?.[0] ?? "") as Record<string, Sample>;
  return Object.fromEntries(Object.entries(request).filter(([name]) => !droppedBySdk.includes(name)));
}

/** A shape that stands within itself is shown once more, empty. */
function sample(
  shapeName: string,
  textOf: (shape: Shape, name: string) => string,
  name = "",
  outer: readonly string[] = [],
): Sample {
  const shape = shapeOf(shapeName);
  const inner = (inside: string | undefined, key: string) => sample(inside ?? "", textOf, key, [...outer, shapeName]);
  switch (shape?.type) {
    case "structure":
      if (outer.includes(shapeName)) return {};
      return Object.fromEntries(
        Object.entries(shape.members ?? {}).map(([key, member]) => [key, inner(member.shape, key)]),
      );
    case "map":
      return { KeyName: inner(shape.value?.shape, "") };
    case "list":
      return [inner(shape.member?.shape, shape.member?.shape ?? "")];
    case "integer":
      return 0;
    default:
      return shape ? textOf(shape, name) : "";
  }
}

/** The lines of a sample as YAML, with comments where a structure of the model has a member. */
function commented(shapeName: string, value: Sample, path: readonly string[]): string[] {
  const shape = shapeOf(shapeName);
  if (Array.isArray(value)) {
    return value.flatMap((item) => indented("- ", commented(shape?.member?.shape ?? "", item, path)));
  }
  if (typeof value !== "object") {
    return [typeof value === "number" ? String(value) : yamlScalar(value, { column: 0, indent: 0 })];
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return ["{}"];
  return entries.flatMap(([key, entry], index) => {
    const member = shape?.members?.[key];
    const lines = commented((member ?? shape?.value)?.shape ?? "", entry, [...path, key]);
    const comment = member ? commentOn(member.shape, [...path, key], shape.required?.includes(key) ?? false) : "";
    if (typeof entry === "object" && Object.keys(entry).length > 0) {
      return [`${key}:${comment && ` # ${comment}`}`, ...(Array.isArray(entry) ? lines : indented("  ", lines))];
    }
    const gap = index === 0 ? "  " : " ";
    return [`${key}: ${lines[0]}${comment && `${gap}# ${comment}`}`];
  });
}

function indented(first: string, [line = "", ...more]: readonly string[]): string[] {
  return [first + line, ...more.map((other) => `  ${other}`)];
}

function commentOn(shapeName: string, path: readonly string[], isRequired: boolean): string {
  const { enum: values } = shapeOf(shapeName) ?? {};
  const [member = "", inner] = [path[0], path.length > 1 ? path.at(-1) : undefined];
  const text =
    inner === undefined ? memberOptions.find((option) => option.member === member)?.description : innerTexts[inner];
  return [
    ...(isRequired ? ["[REQUIRED]"] : []),
    ...(text ? [`${text}.`] : []),
    ...(values ? [`Valid values are: ${values.join(", ")}.`] : []),
  ].join(" ");
}

const innerTexts: Readonly<Record<string, string>> = {
  DisplayName: "The name that others in the chat see",
  ResponseMode: "How messages of a bot come",
  ContentType: "What the message is, such as text/plain",
  Content: "The message",
  RehydrationType: "How much of the chats before comes along",
  SourceContactId: "The contact that the chat goes on from",
  ValueString: "Of the five values one is given; this is a text",
  ValueMap: "Further values by their keys",
  ValueInteger: "A whole number",
  ValueList: "A list of further values",
  ValueArn: "An ARN",
};
