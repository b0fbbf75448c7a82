import type { RequestProblem } from "./constraints.js";

type Request = Readonly<Record<string, unknown>>;
type Rule = (request: Request) => readonly Pick<RequestProblem, "path" | "message">[];

const mostAttributeBytes = 32_768;
const mostMessageBytes = 16_384;

const interactive = "application/vnd.amazonaws.connect.message.interactive";

/** What AWS documents of StartChatContact and its model does not express. */
const rules: readonly Rule[] = [
  ({ Attributes: attributes }) => {
    const bytes = Object.entries(recordOf(attributes)).reduce(
      (sum, [key, value]) => sum + sizeOf(key) + sizeOf(value),
      0,
    );
    if (bytes <= mostAttributeBytes) return [];
    const message = `Expected at most ${mostAttributeBytes} bytes of UTF-8 over all keys and values together; it has ${bytes}`;
    return [{ path: ["Attributes"], message }];
  },
  ({ Attributes: attributes }) => {
    const keys = Object.keys(recordOf(attributes)).filter((name) => !/^[A-Za-z0-9_-]+$/.test(name));
    const message = "Expected a key of letters, digits, dash and underscore";
    return keys.map((key) => ({ path: ["Attributes", key], message }));
  },
  ({ InitialMessage: message }) => {
    const bytes = sizeOf(recordOf(message).Content);
    if (bytes <= mostMessageBytes) return [];
    const sentence = `Expected at most ${mostMessageBytes} bytes of UTF-8; it has ${bytes}`;
    return [{ path: ["InitialMessage", "Content"], message: sentence }];
  },
  ({ SupportedMessagingContentTypes: types }) => {
    if (!Array.isArray(types) || types.includes("text/plain")) return [];
    return [{ path: ["SupportedMessagingContentTypes"], message: "Expected text/plain among them" }];
  },
  ({ PersistentChat: persistent, RelatedContactId: related }) => {
    if (persistent === undefined || related === undefined) return [];
    return [{ path: ["RelatedContactId"], message: "Expected either persistentChat or relatedContactId, not both" }];
  },
  ({ PersistentChat: persistent }) => {
    const { RehydrationType: type, SourceContactId: source } = recordOf(persistent);
    if (persistent === undefined || (type !== undefined && source !== undefined)) return [];
    return [{ path: ["PersistentChat"], message: "Expected both rehydrationType and sourceContactId" }];
  },
  ({ SegmentAttributes: segment, SupportedMessagingContentTypes: types }) => {
    if (recordOf(recordOf(segment)["connect:Subtype"]).ValueString !== "connect:Guide") return [];
    const wanted = [interactive, `${interactive}.response`];
    if (wanted.every((type) => Array.isArray(types) && types.includes(type))) return [];
    return [
      { path: ["SupportedMessagingContentTypes"], message: `Expected ${wanted.join(" and ")} among them, for a guide` },
    ];
  },
];

export function ruleProblems(request: Request): RequestProblem[] {
  return rules.flatMap((rule) =>
    rule(recordOf(request)).map((problem) => ({ ...problem, severity: "error" as const })),
  );
}

function recordOf(value: unknown): Request {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Request) : {};
}

function sizeOf(value: unknown): number {
  return typeof value === "string" ? Buffer.byteLength(value) : 0;
}
