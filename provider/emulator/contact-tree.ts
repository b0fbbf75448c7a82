import type { Chat } from "./chat.js";
import type { Contact } from "./contact.js";

/** Chats that one follows (it carries them on, or was started as related to them), and chats that follow it. */
interface Kin {
  readonly sources: Set<Chat>;
  readonly followers: Set<Chat>;
}

const kinOf = new WeakMap<Chat, Kin>();

/** Puts the contacts of both chats into one tree. */
export function relate(follower: Chat, source: Chat): void {
  kin(follower).sources.add(source);
  kin(source).followers.add(follower);
}

/** Every contact of the tree that a contact is in, the oldest first. */
export function contactTree({ chat }: Contact): Contact[] {
  const chats = new Set([chat]);
  for (const found of chats) {
    const { sources = [], followers = [] } = kinOf.get(found) ?? {};
    for (const other of [...sources, ...followers]) chats.add(other);
  }
  return [...chats].flatMap(({ contacts }) => contacts).sort((a, b) => a.initiated - b.initiated);
}

/** The contact from which the tree grew. */
export function rootContact(contact: Contact): Contact {
  const seen = new Set([contact.chat]);
  let root = contact.chat;
  for (const chat of seen) {
    root = chat;
    const [source] = kinOf.get(chat)?.sources ?? [];
    if (source) seen.add(source);
  }
  return root.contacts[0] ?? contact;
}

function kin(chat: Chat): Kin {
  const known = kinOf.get(chat) ?? { sources: new Set(), followers: new Set() };
  kinOf.set(chat, known);
  return known;
}
