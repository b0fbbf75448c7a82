import type { Chat } from "./chat.js";
import type { Contact } from "./contact.js";
import type { Identifiers } from "./identifiers.js";
import type { View } from "./instance.js";
import type { Participant } from "./participant.js";

/** The view tokens that messages of type ViewResource carry, and by which the participants of the chat read the view. */
export class ViewTokens {
  private readonly views = new WeakMap<Chat, Map<string, View>>();

  constructor(private readonly identifiers: Identifiers) {}

  /** A token for the participants of this contact's chat; it lives as long as the chat. */
  token({ chat }: Contact, view: View): string {
    const token = this.identifiers.token();
    const views = this.views.get(chat) ?? new Map<string, View>();
    this.views.set(chat, views.set(token, view));
    return token;
  }

  /** `undefined` for a token that was never given to the participants of this one's chat. */
  view({ chat }: Participant, token: string): View | undefined {
    return this.views.get(chat)?.get(token);
  }
}
