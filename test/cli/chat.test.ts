import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { unendedContacts } from "../../provider/chat/unended.js";
import { readConversations } from "../../provider/conversation/file.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import type { ChatCheckError } from "../../provider/errors.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { openContacts } from "../chat/talk.js";
import { action, disconnect, flow, greeting, say, wait } from "../flows.js";
import { root } from "../project/root.js";
import { ChatTerminal } from "./chat-terminal.js";

const example = (name: string) => join(root, "examples/contact-centre", name, "instance.yaml");
const picker = JSON.stringify({
  templateType: "ListPicker",
  version: "1.0",
  data: { content: { title: "Which?", elements: [{ title: "Invoice" }, { title: "Order" }] } },
});
/** What the customer says last comes back as an attribute would: by name, so that a test sees what was sent. */
const menu = flow(
  "menu",
  say("ask", picker, "wait"),
  wait("wait", 3600, "thanks"),
  say("thanks", "Thanks", "end"),
  disconnect(),
);
const named = flow(
  "named",
  say("hello", "Hello $.Attributes.name, $.Attributes.language", "wait"),
  wait("wait", 60, "end"),
  disconnect(),
);
const slow = flow(
  "slow",
  say("hello", "Hello", "pause"),
  action("pause", "Wait", { TimeLimitSeconds: "60" }, { next: "again", when: { WaitCompleted: "again" } }),
  say("again", "Still there?", "wait"),
  wait("wait", 3600, "end"),
  disconnect(),
);
const short = flow("short", say("bye", "Bye", "end"), disconnect());
const queue = flow(
  "queue",
  say("hello", "Hello", "to"),
  action("to", "TransferContactToQueue", {}, { next: "end", errors: { NoMatchingError: "end" } }),
  disconnect(),
);
const module = {
  name: "module",
  content: { ...flow("", action("end", "EndFlowModuleExecution")).content, Settings: {} },
};

/** The lines of a chat without their times. */
const linesOf = (io: ChatTerminal) =>
  io.written
    .replace(/^[+-]\d+\.\d\d s /gm, "")
    .trimEnd()
    .split("\n");

describe("chat-check chat", function () {
  this.timeout(60_000);
  useCleanEnvironment();
  let io: ChatTerminal;

  beforeEach(() => {
    io = new ChatTerminal();
  });
  afterEach(() => {
    assert.deepEqual(unendedContacts(io.surroundings), []);
    io[Symbol.dispose]();
  });

  const refusal = async (...args: string[]) => {
    const error = await io.run(...args).then(
      () => assert.fail("It was not refused."),
      (reason: ChatCheckError) => reason,
    );
    assert.equal(error.code, "WRONG_USE");
    assert.equal(error.hint, "See chat-check chat --help.");
    assert.equal(io.written, "");
    return error.message;
  };

  describe("on this machine, with lines from a pipe", () => {
    const script = (lines: readonly string[], ...args: string[]) => io.script(lines, ...args);

    it("sends line by line, each when the flow has answered, and ends with the input", async () => {
      assert.equal(await script(["Hi", "Anybody?"], "slow", "--flows", io.flows(slow, short)), 0);
      assert.deepEqual(linesOf(io), ["CHAT: You joined", "SYSTEM: Hello", "CUSTOMER: Hi", "CUSTOMER: Anybody?"]);
      assert.match(io.told, /^Contact [0-9a-f-]{36} on the emulator\.\n$/);
    });

    it("ends with the chat", async () => {
      assert.equal(await script(["Hi", "", "/quit"], "greeting", "--flows", io.flows(greeting())), 0);
      assert.deepEqual(linesOf(io).slice(-2), ["CUSTOMER: Hi", "CHAT: The chat has ended"]);
    });

    it("has not had the chat of its script when the flow ended it before", async () => {
      assert.equal(await script(["Hi", "Anybody?"], "greeting", "--flows", io.flows(greeting())), 1);
      assert.match(io.told, /^The chat ended before everything was said; the next line was: Anybody\?$/m);
    });

    it("has not had it either when a line is refused, and sends no other", async () => {
      assert.equal(await script(["/attach nothing.txt", "Hi"], "slow", "--flows", io.flows(slow)), 1);
      assert.match(io.told, /^\/attach nothing\.txt\nThere is no file nothing\.txt\.$/m);
      assert.deepEqual(linesOf(io), ["CHAT: You joined", "SYSTEM: Hello"]);
    });

    it("begins in the only flow, or in the file of one, where none is named", async () => {
      assert.equal(await script([], "--flows", io.flows(short)), 0);
      using other = new ChatTerminal();
      other.flows(short, greeting());
      assert.equal(await other.script([], "flows/greeting.json"), 0);
      using third = new ChatTerminal();
      assert.equal(await third.script([], join(io.folder, "flows/short.json"), "--flows", third.flows(greeting())), 0);
      using again = new ChatTerminal();
      assert.equal(await again.script([], "flows/short.json", "--flows", again.flows(short)), 0);
      const spoken = [io, other, third, again].map((one) => linesOf(one)[1]);
      assert.deepEqual(spoken, ["SYSTEM: Bye", "SYSTEM: Hello", "SYSTEM: Bye", "SYSTEM: Bye"]);
    });

    it("chooses by number, and sends as it is what is no number of a choice", async () => {
      const flows = io.flows(menu);
      assert.equal(await script(["2"], "menu", "--flows", flows), 0);
      assert.deepEqual(linesOf(io), [
        "CHAT: You joined",
        "SYSTEM: Which?",
        "  1  Invoice",
        "  2  Order",
        "CUSTOMER: Order",
        "SYSTEM: Thanks",
        "CHAT: The chat has ended",
      ]);
      using other = new ChatTerminal();
      await other.script(["3"], "menu", "--flows", other.flows(menu));
      assert.ok(linesOf(other).includes("CUSTOMER: 3"));
    });

    it("answers views by number with form data, and by text", async () => {
      const lines = ["It is broken", '1 {"actionName":"damaged"}', '2 {"FormData":{"tracking":"1"}}', "1"];
      assert.equal(await script(lines, "--instance", example("guide-with-views")), 0);
      const shown = linesOf(io);
      assert.ok(shown.includes("SYSTEM: Please choose one of the cards."));
      assert.ok(shown.includes('CUSTOMER: Next {"FormData":{"tracking":"1"}}'));
      assert.deepEqual(shown.slice(-5), [
        "  1  Done",
        "  2  Another",
        "CUSTOMER: Done",
        "SYSTEM: Thank you for using Example Parcel.",
        "CHAT: The chat has ended",
      ]);
    });

    it("lets time pass by an empty line, up to what the flow waits for, and by /wait", async () => {
      const began = performance.now();
      assert.equal(await script(["/wait 20", "", "/wait 100", "Yes"], "slow", "--flows", io.flows(slow)), 0);
      assert.ok(performance.now() - began < 10_000);
      const times = Object.fromEntries(
        io.written
          .split("\n")
          .map((line) => line.split(/ s (.*)/) as [string, string])
          .map(([time, what]) => [what, Number(time)]),
      );
      assert.equal(Math.round(times["SYSTEM: Still there?"] ?? 0), 60);
      assert.equal(Math.round(times["CUSTOMER: Yes"] ?? 0), 160);
    });

    it("gives attributes, name and first message to the flow, and records them without the client token", async () => {
      const code = await script(
        ["/leave"],
        ...["named", "--flows", io.flows(named), "--attributes", "name=Ada,language=en"],
        ...[
          "--participant-details",
          "DisplayName=Countess",
          "--initial-message",
          "ContentType=text/plain,Content=Good day",
        ],
        ...["--customer-id", "c-1", "--client-token", "mine", "--record", "it.chat.yaml"],
      );
      assert.equal(code, 0);
      assert.ok(linesOf(io).includes("SYSTEM: Hello Ada, en"));
      assert.ok(linesOf(io).includes("CUSTOMER: Good day"));
      const [read] = readConversations(join(io.folder, "it.chat.yaml"));
      assert.deepEqual(read?.conversation, {
        name: "it",
        flow: "named",
        attributes: { name: "Ada", language: "en" },
        participantDetails: { displayName: "Countess" },
        initialMessage: { contentType: "text/plain", content: "Good day" },
        customerId: "c-1",
        steps: [{ expect: "Hello Ada, en" }, { leave: true }, { expect: { event: "ended" } }],
      });
    });

    it("takes the request from a file", async () => {
      io.file("request.json", JSON.stringify({ Attributes: { name: "Ada", language: "de" } }));
      assert.equal(await script([], "named", "--flows", io.flows(named), "--cli-input-json", "file://request.json"), 0);
      assert.ok(linesOf(io).includes("SYSTEM: Hello Ada, de"));
    });

    it("tells its commands when it is asked", async () => {
      assert.equal(await script(["/help"], "slow", "--flows", io.flows(slow)), 0);
      assert.match(io.told, /^\/attach FILE: sends a file\.$/m);
    });

    it("tells which flows cannot be served, and what the instance lacks, and serves the rest", async () => {
      io.flows(slow, flow("frog", action("hop", "SummonFrog")));
      assert.equal(await script([], "slow", "--flows", "flows"), 0);
      assert.match(io.told, /^flows\/frog\.json is not served: /m);
      using other = new ChatTerminal();
      other.flows(queue);
      other.file("instance.yaml", "flows: flows\nlambda: []\n");
      assert.equal(await other.script([], "queue", "--instance", "instance.yaml"), 0);
    });

    it("writes over a record with --force alone", async () => {
      const args = ["slow", "--flows", io.flows(slow), "--record", "it.chat.yaml"];
      io.file("it.chat.yaml", "mine");
      assert.match(await refusal(...args), /--record: it\.chat\.yaml is there already; --force writes over it\.$/);
      assert.equal(io.read("it.chat.yaml"), "mine");
      assert.equal(await script(["Hi"], ...args, "--force"), 0);
      assert.match(io.read("it.chat.yaml"), /- say: Hi\n$/);
      assert.match(io.told, /^Recorded in it\.chat\.yaml\.$/m);
    });

    it("tells that a record could not be written", async () => {
      mkdirSync(join(io.folder, "it.chat.yaml"));
      assert.equal(await script([], "slow", "--flows", io.flows(slow), "--record", "it.chat.yaml", "--force"), 1);
      assert.match(io.told, /^The record could not be written: EISDIR/m);
    });
  });

  describe("refuses, with every problem at once,", () => {
    const refused: readonly (readonly [title: string, args: () => string[], ...problems: RegExp[]])[] = [
      [
        "no place at all",
        () => ["welcome"],
        /: Where to is missing: --flows or --instance for this machine, --instance-id for AWS\.$/,
      ],
      ["two flows", () => ["a", "b", "--flows", io.flows(short)], /There is more than one flow: a, b/],
      [
        "two flows in two ways",
        () => ["a", "--contact-flow-id", "b", "--flows", io.flows(short)],
        /--contact-flow-id goes without another flow/,
      ],
      [
        "both places",
        () => ["--flows", io.flows(short), "--instance-id", "i", "--region", "eu-west-1"],
        /--flows is for a chat on this machine, without --instance-id, --region/,
      ],
      [
        "a flow's file in AWS",
        () => [`${io.flows(short)}/short.json`, "--instance-id", "i"],
        /A flow's file is for a chat on this machine, without --instance-id/,
      ],
      ["AWS without a flow", () => ["--instance-id", "i"], /A flow is missing: its name, id or ARN/],
      [
        "an endpoint that is none",
        () => ["f", "--instance-id", "i", "--endpoint-url", "nowhere"],
        /--endpoint-url: Expected a URL such as https:\/\/host\/, not nowhere/,
      ],
      [
        "a record that no test would find, in no folder, and a request that is not valid",
        () => [
          "--flows",
          io.flows(short),
          "--record",
          "a.yaml",
          "--quiet",
          "no",
          "--chat-duration-in-minutes",
          "5",
          "--nope",
        ],
        /--record is a file that ends in \.chat\.yaml/,
        /--quiet is a number of seconds, at most 600, not no/,
        /--chat-duration-in-minutes: Expected at least 60; it is 5/,
        /There is no option --nope/,
      ],
      [
        "a folder that is not there",
        () => ["--flows", io.flows(short), "--record", "no/a.chat.yaml"],
        /--record: There is no folder no/,
      ],
      ["flows that are not there", () => ["--flows", "nowhere"], /--flows nowhere cannot be read: /],
      ["an instance that is not there", () => ["--instance", "nowhere.yaml"], /nowhere\.yaml/],
      ["a module", () => [`${io.flows(module)}/module.json`], /module\.json is a module, in which no chat can begin/],
      ["a flow that is none", () => [io.file("a.json", "{")], /The flow a cannot be used: It is not JSON/],
    ];
    for (const [title, args, ...problems] of refused) {
      it(title, async () => {
        const message = await refusal(...args());
        for (const problem of problems) assert.match(message, problem);
      });
    }

    it("a flow that the emulator does not have, and names those that it has", async () => {
      await assert.rejects(io.run("welcome", "--flows", io.flows(short, slow)), (error: ChatCheckError) => {
        assert.deepEqual(
          [error.code, error.hint],
          ["FLOW_NOT_FOUND", "Name one of the emulator's flows: short, slow."],
        );
        return true;
      });
    });
  });

  describe("in AWS", () => {
    let emulator: Emulator;

    beforeEach(async () => {
      emulator = await startEmulator({ flows: [greeting(), slow, menu, queue, short] });
    });
    afterEach(() => emulator.close());

    const live = () => ["--instance-id", emulator.instanceId, "--endpoint-url", emulator.url, "--quiet", "0.4"];
    const script = (lines: readonly string[], ...args: string[]) => io.script(lines, ...args, ...live());

    it("sends each line after a quiet time, and ends the contact", async () => {
      assert.equal(await script(["1"], "menu"), 0);
      assert.deepEqual(linesOf(io).slice(-3), ["CUSTOMER: Invoice", "SYSTEM: Thanks", "CHAT: The chat has ended"]);
      assert.equal(await new ChatTerminal().script(["Hi", "", "/typing"], "slow", ...live()), 0);
      assert.deepEqual(openContacts(emulator), []);
      assert.deepEqual(
        emulator.contacts().map(({ disconnectReason }) => disconnectReason),
        ["CONTACT_FLOW_DISCONNECT", "CUSTOMER_DISCONNECT"],
      );
    });

    it("finds the flow by id and by ARN, which tells the instance too", async () => {
      const { id, arn } = emulator.flow("short");
      assert.equal(await script([], id), 0);
      using other = new ChatTerminal();
      assert.equal(await other.script([], arn, "--endpoint-url", emulator.url), 0);
      assert.ok(linesOf(other).includes("SYSTEM: Bye"));
    });

    it("tells in one sentence that the chat may reach a person, and goes on", async () => {
      assert.equal(await script([], "queue"), 0);
      assert.match(
        io.told,
        /^This chat may reach a person: queue: .*TransferContactToQueue to, which puts the chat into a queue\.$/m,
      );
      using other = new ChatTerminal();
      await other.script([], "short", ...live());
      assert.doesNotMatch(other.told, /person/);
    });

    it("records no hesitation, and what was asked to wait", async () => {
      assert.equal(await script(["Hi", "/wait 0.1", "There?"], "slow", "--record", "it.chat.yaml"), 0);
      const [read] = readConversations(join(io.folder, "it.chat.yaml"));
      assert.deepEqual(read?.conversation, {
        name: "it",
        flow: "slow",
        steps: [{ expect: "Hello" }, { say: "Hi" }, { pause: 0.1 }, { say: "There?" }],
      });
    });

    it("tells what AWS refused, and leaves no contact", async () => {
      emulator.once("CreateParticipantConnection", { error: "AccessDeniedException", status: 403 });
      assert.equal(await script(["Hi"], "slow"), 1);
      assert.match(io.told, /\ncode: CONNECTION_REFUSED\nto do: .+\n$/);
      assert.deepEqual(openContacts(emulator), []);
    });

    it("comes back when the connection is lost, and misses nothing", async () => {
      emulator.once("frame text/plain", { close: 1001 });
      assert.equal(await script(["Hi"], "slow"), 0);
      assert.match(io.told, /^The connection was lost; a new one is being opened\.$/m);
      assert.deepEqual(linesOf(io), ["CHAT: You joined", "SYSTEM: Hello", "CUSTOMER: Hi"]);
    });

    it("records the contact that it could not end, and says so", async () => {
      emulator.once("StopContact", { error: "AccessDeniedException", status: 403 }, 10);
      emulator.once("DisconnectParticipant", { error: "AccessDeniedException", status: 403 }, 10);
      using other = new ChatTerminal();
      assert.equal(await other.script([], "slow", ...live()), 1);
      assert.match(other.told, /^The contact .+ could not be ended: /m);
      assert.equal(unendedContacts(other.surroundings).length, 1);
    });

    it("ends with what is wrong when the service goes away, the record written up to there", async () => {
      using other = new ChatTerminal();
      const running = other.run("slow", ...live(), "--record", "it.chat.yaml");
      await other.until(/Hello/);
      other.type("Hi\n");
      await other.until(/CUSTOMER: Hi/);
      await emulator.close();
      assert.equal(await running, 1);
      assert.match(other.told, /\ncode: SOCKET_DROPPED\n/);
      assert.match(other.told, /\ncode: CONTACT_NOT_ENDED\n/);
      assert.match(other.read("it.chat.yaml"), /- expect: Hello\n {2}- say: Hi\n$/);
      assert.equal(unendedContacts(other.surroundings).length, 1);
      emulator = await startEmulator();
    });
  });
});
