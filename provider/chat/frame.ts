import type { Item } from "@aws-sdk/client-connectparticipant";

/** A frame of the chat socket, decoded. */
export type Frame =
  | { readonly topic: "aws/subscribe"; readonly status: string }
  | { readonly topic: "aws/chat"; readonly item: Item }
  | { readonly topic: "aws/heartbeat" | "aws/ping" }
  | { readonly topic: "other"; readonly text: string };

export const subscribeFrame = '{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}';
export const pingFrame = '{"topic":"aws/ping"}';
export const heartbeatFrame = '{"topic":"aws/heartbeat"}';

/** Reads a frame; the content of `aws/chat` is a string that holds JSON, so that one is decoded twice. */
export function frameOf(text: string): Frame {
  const outer = parsed(text);
  const topic = outer?.topic;
  if (topic === "aws/subscribe") {
    return { topic, status: String((outer?.content as { status?: unknown } | undefined)?.status) };
  }
  if (topic === "aws/heartbeat" || topic === "aws/ping") return { topic };
  if (topic === "aws/chat") {
    const item = typeof outer?.content === "string" ? parsed(outer.content) : outer?.content;
    if (typeof item === "object" && item !== null) return { topic, item: item as Item };
  }
  return { topic: "other", text };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
