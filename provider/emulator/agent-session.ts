import type { Item } from "@aws-sdk/client-connectparticipant";
import type { Chat } from "./chat.js";
import type { Guard } from "./guard.js";
import type { AgentStep, TextMatcher } from "./instance/definition.js";
import type { Agent } from "./instance/resources.js";
import type { Participant } from "./participant.js";

export interface AgentListener {
  /** The agent's script says to hand the chat on; answers whether it has gone. */
  transfer(to: { readonly queue?: string; readonly agent?: string }): boolean;
}

/** An agent in a chat, who does what the instance file says, step by step. */
export class AgentSession {
  readonly participant: Participant;
  private cancel: () => void = () => {};
  private stopped = false;

  constructor(
    private readonly chat: Chat,
    readonly agent: Agent,
    private readonly guard: Guard,
    private readonly listener: AgentListener,
  ) {
    const { firstName, lastName, name } = agent.definition;
    this.participant = chat.add("AGENT", [firstName, lastName].filter(Boolean).join(" ") || name);
  }

  /** Joins the chat and begins with the script. */
  join(): void {
    this.chat.join(this.participant);
    this.step(this.agent.definition.script ?? [], 0);
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  private step(script: readonly AgentStep[], index: number): void {
    const step = script[index];
    if (!step || this.stopped) return;
    const next = () => this.step(script, index + 1);
    if ("waitFor" in step) return void this.waitFor(step, next);
    this.cancel = this.guard.clock.after((step.afterSeconds ?? 0) * 1000, "flow", () => {
      if (this.stopped) return;
      if ("say" in step) {
        this.chat.say(this.participant, step.contentType ?? "text/plain", step.say);
        next();
      } else if ("transfer" in step) {
        if (!this.listener.transfer(step.transfer)) next();
      } else {
        this.chat.leave(this.participant);
      }
    });
  }

  private waitFor({ waitFor, timeLimitSeconds }: Extract<AgentStep, { waitFor: unknown }>, next: () => void): void {
    const go = () => {
      this.cancel();
      next();
    };
    const stopListening = this.guard.listen({
      said: (item, { role }) => {
        if (role === "CUSTOMER" && matches(waitFor, item)) go();
      },
    });
    const stopTimer =
      timeLimitSeconds === undefined ? () => {} : this.guard.clock.after(timeLimitSeconds * 1000, "flow", go);
    this.cancel = () => {
      stopListening();
      stopTimer();
    };
  }
}

function matches(waitFor: Extract<AgentStep, { waitFor: unknown }>["waitFor"], { Content = "" }: Item): boolean {
  return waitFor === "message" || textMatches(waitFor.message, Content);
}

/** A text is equal but for outer white space; or it contains, or matches, what is asked for. */
export function textMatches(matcher: TextMatcher, text: string): boolean {
  if (typeof matcher === "string") return matcher.trim() === text.trim();
  if ("contains" in matcher) return text.includes(matcher.contains);
  return new RegExp(matcher.pattern, matcher.flags?.replace(/[gy]/g, "")).test(text);
}
