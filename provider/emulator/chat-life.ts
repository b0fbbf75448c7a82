import { queueOfTarget } from "./actions/target-queue.js";
import { AgentSession } from "./agent-session.js";
import type { Chat } from "./chat.js";
import type { DisconnectReason, TargetQueue } from "./contact.js";
import type { ContactQueues, Waiter } from "./contact-queues.js";
import { type FlowPart, FlowRun, type RunServices } from "./flow-run.js";
import { Guard } from "./guard.js";
import type { Agent, Flow, Queue } from "./instance/resources.js";
import { forgetFlow, type Memory } from "./memory.js";

export interface LifeServices extends RunServices {
  readonly queues: ContactQueues;
}

const longestWhisperMilliseconds = 120_000;
const mostContacts = 12;

/** A chat's way: the inbound flow, queues with their flow, agents with their whispers, and the disconnect flow. */
export class ChatLife {
  /** Ids of flows, by the event that they are set for. */
  readonly eventHooks = new Map<string, string>();
  private run: FlowRun | undefined;
  private waiter: Waiter | undefined;
  /** Has accepted the contact, and whispers or is in the chat. */
  private assigned: Agent | undefined;
  private session: AgentSession | undefined;
  private whispering: FlowRun | undefined;
  private cancelWhisper: () => void = () => {};
  private transferring = false;
  private readonly guard: Guard;
  /** With the chat's own time. */
  private readonly services: LifeServices;

  constructor(
    readonly chat: Chat,
    services: Omit<LifeServices, "clock">,
  ) {
    this.guard = new Guard(chat);
    this.services = { ...services, clock: this.guard.clock };
    chat.listen({
      left: (participant) => {
        if (participant === this.session?.participant) this.endSession();
      },
      remaining: (reason) => this.transferring || this.disconnectFlow(reason),
      ended: () => this.end(),
    });
  }

  /** Runs the flow that the chat was started with. */
  start(): void {
    this.runFlow(this.chat.contact.flow, "inbound");
  }

  get queues(): ContactQueues {
    return this.services.queues;
  }

  /** Whether the contact waits for an agent. */
  get isWaiting(): boolean {
    return this.chat.contact.queue !== undefined && !this.assigned;
  }

  /** Puts the contact into a queue, which is its target queue from then on; the flow that asks for it is to end then. */
  enter(target: TargetQueue): void {
    const { contact } = this.chat;
    contact.targetQueue = target;
    contact.queue = { ...target, enqueued: this.services.clock.now() };
    contact.touch();
  }

  /** Takes the contact out of its queue and puts the chat, in a next contact, into another. */
  moveTo(target: TargetQueue): void {
    this.leaveQueue();
    this.chat.next(this.chat.contact.flow, "QUEUE_TRANSFER");
    this.enter(target);
    this.waitInQueue();
  }

  /** Whether the chain of contacts has room for another one. */
  get canTransfer(): boolean {
    return this.chat.contacts.length < mostContacts;
  }

  private runFlow(flow: Flow, part: FlowPart): void {
    const { contact } = this.chat;
    forgetFlow(contact.memory);
    const run = new FlowRun(flow, contact, part, this, this.services, () => this.flowOver(run, part));
    this.run = run;
    run.start();
  }

  private flowOver(run: FlowRun, part: FlowPart): void {
    if (this.run !== run || this.chat.ended) return;
    this.run = undefined;
    if (part === "customerQueue") return;
    if (this.isWaiting) this.waitInQueue();
    else this.chat.contact.end("CONTACT_FLOW_DISCONNECT");
  }

  private waitInQueue(): void {
    const { contact } = this.chat;
    if (!contact.queue) return;
    const queue = queueOfTarget(this.chat.instance, contact.queue);
    if (queue) {
      this.waiter = { contact, queue, taken: this.guard.callback((agent: Agent) => this.accepted(agent)) };
      this.queues.enqueue(this.waiter);
    }
    const flow = this.hookedFlow("CustomerQueue") ?? defaultQueueFlow(this.chat);
    if (flow) this.runFlow(flow, "customerQueue");
  }

  private leaveQueue(): void {
    if (this.waiter) this.queues.remove(this.waiter);
    this.waiter = undefined;
    this.run?.stop("the contact left the queue");
    this.run = undefined;
  }

  private accepted(agent: Agent): void {
    this.waiter = undefined;
    this.assigned = agent;
    this.run?.stop("an agent accepted");
    this.run = undefined;
    this.whisper("AgentWhisper", "agentWhisper", agent, () =>
      this.whisper("CustomerWhisper", "customerWhisper", agent, () => this.connect(agent)),
    );
  }

  /** On chat no whisper runs but one that was set; it takes two minutes at the most. */
  private whisper(hook: string, part: "agentWhisper" | "customerWhisper", agent: Agent, done: () => void): void {
    const flow = this.hookedFlow(hook);
    if (!flow) return void done();
    const { contact } = this.chat;
    const memory: Memory = new Map([...contact.memory, ["Agent", agentValue(agent)]]);
    forgetFlow(memory);
    const over = () => {
      this.cancelWhisper();
      this.whispering = undefined;
      if (!this.chat.ended) done();
    };
    const run = new FlowRun(flow, contact, part, this, this.services, over, memory);
    this.whispering = run;
    this.cancelWhisper = this.services.clock.after(longestWhisperMilliseconds, "flow", () => {
      run.stop("a whisper takes two minutes at most");
      over();
    });
    run.start();
  }

  private connect(agent: Agent): void {
    const { contact } = this.chat;
    const session = new AgentSession(this.chat, agent, this.guard, { transfer: (to) => this.handOn(to) });
    this.session = session;
    contact.agent = { id: agent.id, arn: agent.arn, name: agent.name, connected: this.services.clock.now() };
    contact.touch();
    session.join();
  }

  /** Whether the chat has gone to another queue, or to the queue of another agent. */
  private handOn({ queue, agent }: { readonly queue?: string; readonly agent?: string }): boolean {
    const { instance, contact } = this.chat;
    const target = queue ? instance.queues.any(queue) : instance.agentQueue(instance.agents.any(agent ?? "")?.id ?? "");
    const { session } = this;
    if (!target || !session || !this.canTransfer || !this.isOpen(target)) {
      this.chat.event("transfer.failed", session?.participant);
      return false;
    }
    this.transferring = true;
    this.chat.leave(session.participant);
    this.transferring = false;
    const { id, arn, name } = target;
    this.chat.next(contact.flow, "TRANSFER");
    this.chat.event("transfer.succeeded");
    this.enter({ kind: target.type === "AGENT" ? "agent" : "queue", id, arn, name });
    this.waitInQueue();
    return true;
  }

  private isOpen(queue: Queue): boolean {
    return queue.status === "ENABLED" && !this.queues.isFull(queue);
  }

  private endSession(): void {
    const { session, assigned } = this;
    this.session = undefined;
    this.assigned = undefined;
    session?.stop();
    if (assigned) this.queues.release(assigned);
  }

  private disconnectFlow(reason: DisconnectReason): boolean {
    const flow = this.hookedFlow("CustomerRemaining");
    if (!flow || !this.canTransfer) return false;
    const { targetQueue } = this.chat.contact;
    this.chat.next(flow, "DISCONNECT", reason).targetQueue = targetQueue;
    this.runFlow(flow, "disconnect");
    return true;
  }

  private hookedFlow(hook: string): Flow | undefined {
    const id = this.eventHooks.get(hook);
    const flow = id === undefined ? undefined : this.chat.instance.flow(id);
    return flow?.status === "PUBLISHED" ? flow : undefined;
  }

  private end(): void {
    this.leaveQueue();
    this.cancelWhisper();
    this.whispering?.stop("the chat ended");
    this.endSession();
  }
}

/** What `$.Agent` is in a whisper. */
function agentValue({ arn, definition }: Agent): object {
  const { name, firstName, lastName } = definition;
  return { UserName: name, FirstName: firstName, LastName: lastName, ARN: arn };
}

/** The flow that the instance runs in a queue where none is set; there is none unless the flows bring it. */
function defaultQueueFlow({ instance }: Chat): Flow | undefined {
  const flow = instance.flowNamed("Default customer queue");
  return flow?.type === "CUSTOMER_QUEUE" && flow.status === "PUBLISHED" ? flow : undefined;
}
