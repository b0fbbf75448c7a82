import assert from "node:assert/strict";
import { unendedContacts } from "../../provider/chat/unended.js";
import { check } from "../../provider/cli/check.js";
import { end } from "../../provider/cli/end.js";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { Recorder } from "../chat/recorder.js";
import { openContacts } from "../chat/talk.js";
import { normalised } from "../check/failures.js";
import { disconnect, flow, greeting, queued, say, wait } from "../flows.js";
import { assertNoToken } from "../project/tokens.js";
import { Terminal } from "./terminal.js";

const short = () => flow("short", say("bye", "Bye", "end"), disconnect());
const mute = () => flow("mute", wait("wait", 3600, "end"), disconnect());
const denied = { error: "AccessDeniedException", status: 403 } as const;

describe("chat-check check", () => {
  useCleanEnvironment();
  let emulator: Emulator;
  let io: Terminal;
  let mayStayOpen: boolean;

  const emulate = async (options: EmulatorOptions = {}) => {
    emulator = await startEmulator({ flows: [greeting(), short(), mute()], ...options });
  };
  beforeEach(() => {
    io = new Terminal();
    mayStayOpen = false;
  });
  afterEach(async () => {
    if (!mayStayOpen) {
      assert.deepEqual(openContacts(emulator), []);
      assert.deepEqual(unendedContacts(io.surroundings), []);
    }
    assertNoToken(io.written + io.told);
    io[Symbol.dispose]();
    await emulator.close();
  });

  const ids = (name = "greeting") => [
    "--instance-id",
    emulator.instanceId,
    "--contact-flow-id",
    emulator.flow(name).id,
  ];
  const run = (...args: string[]) => check.run([...args, "--endpoint-url", emulator.url], io);
  const shown = () =>
    normalised(io.written)
      .replace(/\d+ ms/g, "N ms")
      .replace(/^(ok|FAILED) +N/gm, "$1 N");
  const contact = () => emulator.contacts()[0];

  it("tells each stage, then the verdict, of a flow that keeps its promise", async () => {
    await emulate();
    assert.equal(await run(...ids(), "--expect-first-message", "Hello"), 0);
    assert.equal(
      shown(),
      [
        "ok N ms  StartChatContact",
        "ok N ms  CreateParticipantConnection",
        "ok N ms  the WebSocket subscription",
        "ok N ms  the first message",
        "ok N ms  the transcript",
        "ok N ms  the end of the contact",
        "Held. The chat was subscribed N ms after StartChatContact answered (in N ms) and greeted as expected N ms later.",
        "contact ID-1, participant ID-2",
        "",
      ].join("\n"),
    );
    assert.equal(io.told, "");
  });

  it("tells the stage that failed, then the whole report, of one that does not", async () => {
    await emulate();
    assert.equal(await run(...ids("short"), "--expect-first-message", "Hello"), 1);
    const lines = shown().split("\n");
    assert.equal(lines[3], "FAILED N ms  the first message");
    assert.equal(
      lines[4],
      'The chat check failed: the first message is another than expected: its text is "Bye", not "Hello".',
    );
    assert.equal(lines[5], "code: OTHER_FIRST_MESSAGE");
  });

  describe("with --json", () => {
    it("prints the outcome and nothing else", async () => {
      await emulate();
      assert.equal(await run(...ids(), "--json", "--expect-first-message", "Hello"), 0);
      const { held, contactId, durations, transcript } = JSON.parse(io.written);
      assert.deepEqual([held, contactId, io.told], [true, contact()?.id, ""]);
      assert.deepEqual(Object.keys(durations), ["start", "connect", "subscribe", "firstMessage", "total"]);
      assert.equal(transcript.at(-1).content, "Hello");
    });

    it("prints why it did not hold, what was reached, and the report", async () => {
      await emulate();
      emulator.once("CreateParticipantConnection", denied);
      assert.equal(await run(...ids(), "--json"), 1);
      const document = JSON.parse(io.written);
      assert.deepEqual(
        [document.held, document.code, document.stage, document.contactId],
        [false, "CONNECTION_REFUSED", "connect", contact()?.id],
      );
      assert.deepEqual(
        [document.answer.operation, document.answer.name],
        ["CreateParticipantConnection", "AccessDeniedException"],
      );
      assert.match(document.verdict, /^The chat check failed: /);
      assert.equal(document.report.split("\n")[0], document.verdict);
      assert.deepEqual(document.transcript, []);
    });
  });

  describe("takes --expect-first-message", () => {
    for (const [title, matcher, code] of [
      ["as the text itself", "Hello", 0],
      ["as the text itself, and finds another", "Hullo", 1],
      ["as a part of it", '{"contains": "ell"}', 0],
      ["as a pattern", '{"pattern": "^H.*o$", "flags": "i"}', 0],
      ["as a part of the message", ' {"role": "SYSTEM", "content": "Hello"}', 0],
      ["as a part of the message, and finds another", '{"role": "AGENT"}', 1],
    ] as const) {
      it(title, async () => {
        await emulate();
        assert.equal(await run(...ids(), "--expect-first-message", matcher), code);
      });
    }
  });

  it("lets the flow end the chat with --allow-end alone", async () => {
    await emulate();
    assert.equal(await run(...ids("short")), 1);
    assert.match(io.written, /code: ENDED_BY_FLOW/);
    assert.equal(await run(...ids("short"), "--allow-end"), 0);
  });

  describe("with a conversation whose flow has a way to people", () => {
    beforeEach(() => emulate({ flows: [queued(), greeting()] }));
    const talk = (...args: string[]) => {
      io.file("talk.chat.yaml", "steps:\n  - expect: Hello\n");
      return run(...ids("queued"), "--conversation", "talk.chat.yaml", ...args);
    };

    it("starts nothing, and tells the way", async () => {
      assert.equal(await talk(), 1);
      assert.deepEqual(emulator.contacts(), []);
      assert.deepEqual(shown().split("\n").slice(0, 4), [
        "FAILED N ms  the look for people on the flow's ways",
        "The chat check failed: A chat in the flow ID-1 of the instance ID-2 may reach a person:",
        "- queued: TransferContactToQueue to-queue, which puts the chat into a queue",
        "code: MAY_REACH_PEOPLE",
      ]);
      assert.match(io.written, /^to do: Allow it with --allow-agents /m);
    });

    it("starts nothing with --json, with --on-failure warn, with --keep-open", async () => {
      assert.equal(await talk("--json", "--on-failure", "warn", "--keep-open"), 0);
      assert.deepEqual(emulator.contacts(), []);
      const { code, stage, held, contactId } = JSON.parse(io.written);
      assert.deepEqual([code, stage, held, contactId], ["MAY_REACH_PEOPLE", "people", false, undefined]);
    });

    it("is held with --allow-agents", async () => {
      assert.equal(await talk("--allow-agents"), 0);
      assert.match(io.written, /^ok +\d+ ms {2}StartChatContact\n/);
      assert.match(io.written, /The conversation held/);
    });

    it("is checked as ever where the check only connects", async () => {
      assert.equal(await run(...ids("queued"), "--allow-end"), 0);
    });
  });

  it("tells which conversations a file has where it names none of several", async () => {
    await emulate();
    io.file("two.chat.yaml", "conversations: [{ name: A, steps: [{ say: Hi }] }, { name: B, steps: [{ say: Hi }] }]");
    await assert.rejects(run(...ids(), "--conversation", "two.chat.yaml"), ({ code, message }: ChatCheckError) => {
      assert.equal(code, "WRONG_USE");
      assert.match(
        message,
        /--conversation: \S+two\.chat\.yaml has more than one conversation\. Name one as \S+two\.chat\.yaml#NAME; there are: A, B\.$/,
      );
      return true;
    });
    await assert.rejects(
      run(...ids(), "--conversation", "none.chat.yaml"),
      /none\.chat\.yaml'\. Correct the path; nothing was sent\.$/,
    );
  });

  it("lets a failure through with --on-failure warn, and says so", async () => {
    await emulate();
    assert.equal(await run(...ids("short"), "--on-failure", "warn"), 0);
    assert.match(io.written, /^The chat check failed: /m);
    assert.equal(io.told, "Let through by --on-failure warn.\n");
    assert.equal(await run(...ids("short"), "--on-failure", "fail"), 1);
  });

  it("waits no longer than --timeout", async () => {
    await emulate();
    assert.equal(await run(...ids("mute"), "--expect-first-message", "Hello", "--timeout", "1"), 1);
    assert.match(io.written, /code: NO_FIRST_MESSAGE/);
  });

  it("connects within --connect-within, or not at all", async () => {
    await emulate();
    emulator.once("subscribe", "ignore");
    assert.equal(await run(...ids(), "--connect-within", "1.5"), 1);
    assert.match(io.written, /the socket was not subscribed within connectWithinSeconds \(1\.5 s\)/);
  });

  it("tries again as often as --retries says", async () => {
    await emulate();
    emulator.once("StartChatContact", { error: "ResourceNotFoundException", status: 404 });
    assert.equal(await run(...ids(), "--retries", "1", "--retry-delay", "1"), 0);
    assert.match(io.told, /^Attempt 1 of 2 failed with NOT_FOUND; the next is in 1 s\.\n$/);
    assert.match(io.written, /^FAILED .*StartChatContact\n(ok .*\n)+Held\. .* Attempts before: NOT_FOUND\./);
  });

  it("gives its attributes and its name to the flow", async () => {
    await emulate({ flows: [greeting("named", "Hello $.Attributes.name")] });
    const options = ["--participant-details", "DisplayName=Countess", "--attributes", "name=Ada,b=2"];
    assert.equal(await run(...ids("named"), ...options, "--expect-first-message", "Hello Ada"), 0);
    assert.deepEqual(contact()?.attributes, { name: "Ada", b: "2" });
    assert.equal(contact()?.items[0]?.DisplayName, "Countess");
  });

  describe("sends", () => {
    const sent = async (...args: string[]) => {
      await emulate();
      await using service = await Recorder.answering({ status: 403, error: "AccessDeniedException" });
      const code = await check.run(
        ["--instance-id", "i", "--contact-flow-id", "f", ...args, "--endpoint-url", service.url],
        io,
      );
      assert.equal(code, 1);
      return service.requests[0]?.body;
    };

    it("every member of the request, as start-chat-contact does", async () => {
      const body = await sent(
        ...["--participant-details", "DisplayName=Ada", "--attributes", "name=Ada,b=2"],
        ...["--initial-message", "ContentType=text/markdown,Content='Hi, you'", "--chat-duration-in-minutes", "61"],
        ...["--supported-messaging-content-types", "text/plain", "text/markdown", "--customer-id", "c-1"],
        ...["--segment-attributes", "connect:Subtype={ValueString=connect:Chat}", "--client-token", "mine"],
        ...["--participant-configuration", "ResponseMode=COMPLETE", "--disconnect-on-customer-exit", "AGENT"],
        ...["--persistent-chat", "RehydrationType=FROM_SEGMENT,SourceContactId=s"],
      );
      assert.deepEqual(body, {
        InstanceId: "i",
        ContactFlowId: "f",
        ParticipantDetails: { DisplayName: "Ada" },
        Attributes: { name: "Ada", b: "2" },
        InitialMessage: { ContentType: "text/markdown", Content: "Hi, you" },
        ChatDurationInMinutes: 61,
        SupportedMessagingContentTypes: ["text/plain", "text/markdown"],
        CustomerId: "c-1",
        SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Chat" } },
        ClientToken: "mine",
        ParticipantConfiguration: { ResponseMode: "COMPLETE" },
        DisconnectOnCustomerExit: ["AGENT"],
        PersistentChat: { RehydrationType: "FROM_SEGMENT", SourceContactId: "s" },
      });
    });

    it("its own defaults, and what was given over them", async () => {
      const { ClientToken: token, ...body } = (await sent(
        ...["--initial-message", "Content=Hi", "--related-contact-id", "r"],
      )) as Record<string, unknown>;
      assert.match(String(token), /^[0-9a-f-]{36}$/);
      assert.deepEqual(body, {
        InstanceId: "i",
        ContactFlowId: "f",
        ParticipantDetails: { DisplayName: "chat-check" },
        InitialMessage: { ContentType: "text/plain", Content: "Hi" },
        ChatDurationInMinutes: 60,
        RelatedContactId: "r",
      });
    });
  });

  it("takes the flow's ARN in place of the instance", async () => {
    await emulate();
    assert.equal(await run("--contact-flow-id", emulator.flow("greeting").arn), 0);
  });

  for (const [option, write] of [
    ["--cli-input-json", JSON.stringify],
    [
      "--cli-input-yaml",
      (request: object) =>
        Object.entries(request)
          .map(([name, id]) => `${name}: ${id}\n`)
          .join(""),
    ],
  ] as const) {
    it(`takes the request from ${option}, from a file or not`, async () => {
      await emulate();
      const request = write({ InstanceId: emulator.instanceId, ContactFlowId: emulator.flow("greeting").id });
      assert.equal(await run(option, request), 0);
      assert.equal(await run(option, `file://${io.file("request", request)}`, "--attributes", "a=1"), 0);
      assert.deepEqual(emulator.contacts()[1]?.attributes, { a: "1" });
    });
  }

  it("warns of what AWS's model does not know, and sends it", async () => {
    await emulate();
    await run(...ids(), "--customer-id", "c".repeat(200));
    assert.match(io.told, /^customerId: AWS's model allows at most 128 characters; it has 200\.\n/);
    assert.match(io.written, /StartChatContact/);
  });

  it("spins on a terminal while it waits", async () => {
    await emulate();
    io[Symbol.dispose]();
    io = new Terminal({}, true);
    assert.equal(await run(...ids()), 0);
    const clear = "\r\u001B[K";
    assert.ok(io.told.startsWith(`${clear}⠋ StartChatContact …${clear}`));
    assert.ok(io.told.endsWith(clear));
  });

  it("makes one contact of one client token, however often it is run", async () => {
    await emulate();
    assert.equal(await run(...ids(), "--client-token", "mine"), 0);
    assert.equal(await run(...ids(), "--client-token", "mine"), 1);
    assert.match(io.written, /clientToken was used before, and names a contact that has ended/);
    assert.equal(emulator.contacts().length, 1);
  });

  describe("with --keep-open", () => {
    beforeEach(async () => {
      await emulate();
      mayStayOpen = true;
    });

    const assertKept = async (text: string) => {
      const [kept] = openContacts(emulator);
      const { length } = emulator.contacts();
      assert.equal(length, 1);
      assert.ok(kept);
      assert.ok(text.endsWith(`The contact was left open. To end it: chat-check end ${kept.id}\n`), text);
      assert.equal(await end.run([kept.id], io), 0);
      assert.deepEqual([openContacts(emulator), unendedContacts(io.surroundings)], [[], []]);
    };

    it("leaves the contact, and tells how to end it", async () => {
      assert.equal(await run(...ids(), "--keep-open"), 0);
      assert.doesNotMatch(io.written, /the end of the contact/);
      await assertKept(io.written);
    });

    it("leaves the contact of a check that did not hold", async () => {
      assert.equal(await run(...ids(), "--keep-open", "--expect-first-message", "Hullo"), 1);
      await assertKept(io.written);
    });

    it("leaves the contact of a check that came to no end in time", async () => {
      assert.equal(await run(...ids("mute"), "--keep-open", "--expect-first-message", "Hi", "--timeout", "1"), 1);
      assert.match(io.written, /code: NO_FIRST_MESSAGE/);
      await assertKept(io.written);
    });

    it("tells it on standard error where standard output is JSON", async () => {
      assert.equal(await run(...ids(), "--keep-open", "--json"), 0);
      JSON.parse(io.written);
      await assertKept(io.told);
    });

    it("tells the instance too where the contact could not be recorded", async () => {
      io[Symbol.dispose]();
      io = new Terminal({ XDG_STATE_HOME: "", HOME: "" });
      assert.equal(await run(...ids(), "--keep-open"), 0);
      const [kept] = openContacts(emulator);
      const line = /To end it: chat-check end (.+)\n$/.exec(io.written)?.[1] ?? "";
      assert.equal(line, `${kept?.id} --instance-id ${emulator.instanceId}`);
      assert.equal(await end.run([...line.split(" "), "--endpoint-url", emulator.url], io), 0);
      assert.deepEqual(openContacts(emulator), []);
    });

    it("has nothing to tell where there is no contact, or the flow has ended it", async () => {
      assert.equal(await run("--instance-id", emulator.instanceId, "--contact-flow-id", "nobody", "--keep-open"), 1);
      assert.equal(await run(...ids("short"), "--keep-open", "--allow-end"), 0);
      assert.doesNotMatch(io.written, /left open/);
      assert.deepEqual([openContacts(emulator), unendedContacts(io.surroundings)], [[], []]);
    });
  });

  it("records a contact that could not be ended, by its ids, for end --all", async () => {
    await emulate();
    mayStayOpen = true;
    emulator.once("DisconnectParticipant", denied, 10);
    emulator.once("StopContact", denied, 10);
    assert.equal(await run(...ids()), 1);
    assert.match(io.written, /FAILED .*the end of the contact\n(.*\n)*code: CONTACT_NOT_ENDED/);
    const [left] = openContacts(emulator);
    assert.match(io.written, new RegExp(`chat-check end ${left?.id}`));
    const [{ since: _since, ...record } = { since: "" }] = unendedContacts(io.surroundings);
    assert.deepEqual(record, {
      instanceId: emulator.instanceId,
      contactId: left?.id,
      endpoint: emulator.url,
    });
    emulator.reset();
    assert.equal(await end.run(["--all"], io), 0);
    assert.deepEqual([openContacts(emulator), unendedContacts(io.surroundings)], [[], []]);
  });

  describe("refuses before anything is sent", () => {
    beforeEach(() => emulate());
    afterEach(() => assert.deepEqual(emulator.contacts(), []));

    const arn = "arn:aws:connect:eu-west-1:123456789012:instance/i/contact-flow/f";
    const rows: readonly (readonly [args: readonly string[], ...problems: string[]])[] = [
      [[], "--contact-flow-id: Expected a value; it is missing"],
      [
        ["--contact-flow-id", "f"],
        "--instance-id: Expected an instance, since --contact-flow-id is not an ARN that names it",
      ],
      [["--contact-flow-id"], "--contact-flow-id needs a value"],
      [
        ["--contact-flow-id", arn, "--instance-id", "j"],
        "--contact-flow-id: Expected a flow of the instance in --instance-id, not of another one",
      ],
      [
        ["--contact-flow-id", arn, "--region", "us-east-1"],
        "--region: Expected one region; region and the ARNs name different ones",
      ],
      [["--contact-flow-id", arn, "--connect-within", "soon"], "--connect-within is a number, not soon"],
      [["--contact-flow-id", arn, "--connect-within", "0"], "--connect-within: Expected at least 1 second"],
      [["--contact-flow-id", arn, "--timeout", "601"], "--timeout: Expected at most 600 seconds"],
      [
        ["--contact-flow-id", arn, "--timeout", "5", "--connect-within", "6"],
        "--timeout: Expected no less than --connect-within",
      ],
      [["--contact-flow-id", arn, "--timeout", "x", "--connect-within", "70"], "--timeout is a number, not x"],
      [["--contact-flow-id", arn, "--allow-agents=yes"], "--allow-agents takes no value"],
      [["--contact-flow-id", arn, "--retries", "1.5"], "--retries: Expected a whole number from 0 to 10"],
      [["--contact-flow-id", arn, "--on-failure", "ignore"], "--on-failure: Expected fail or warn"],
      [
        ["--contact-flow-id", arn, "--endpoint-url", "here"],
        "--endpoint-url: Expected a URL such as http://127.0.0.1:4510",
      ],
      [["--contact-flow-id", arn, "--profile", ""], "--profile: Expected a text that is not empty"],
      [["--contact-flow-id", arn, "--assume-role-arn", "deploy"], "--assume-role-arn: Expected the ARN of a role"],
      [
        ["--contact-flow-id", arn, "--assume-role-external-id", "x"],
        "--assume-role-external-id goes with --assume-role-arn",
      ],
      [["--contact-flow-id", arn, "--expect-first-message", "{}"], expectAnything()],
      [
        ["--contact-flow-id", arn, "--expect-first-message", '{"contains": 5}'],
        "--expect-first-message contains: Expected a text",
      ],
      [
        ["--contact-flow-id", arn, "--expect-first-message", '{"pattern": "("}'],
        "--expect-first-message: Expected a regular expression of JavaScript",
      ],
      [
        ["--contact-flow-id", arn, "--initial-message", "Content=5,Kind=x"],
        "--initial-message Kind: There is no such property",
      ],
      [
        ["--contact-flow-id", arn, "--initial-message", "ContentType=text/plain"],
        "--initial-message Content: Expected a value; it is missing",
      ],
      [
        ["--contact-flow-id", arn, "--attributes", '{"a b":"c"}'],
        "--attributes a b: Expected a key of letters, digits, dash and underscore",
      ],
      [
        ["--contact-flow-id", arn, "--chat-duration-in-minutes", "59"],
        "--chat-duration-in-minutes: Expected at least 60; it is 59",
      ],
      [
        ["--contact-flow-id", arn, "--connection-types", "WEBSOCKET"],
        "--connection-types: The installed AWS SDK would leave it out of the request without a word; leave it out yourself",
      ],
      [
        ["--cli-input-json", '{"contactFlowId":"f"}', "--contact-flow-id", arn],
        "contactFlowId: There is no such property",
      ],
      [
        ["--cli-input-json", '{"InitialMessage":{"content":"x"}}', "--contact-flow-id", arn],
        "--initial-message Content: Expected a value; it is missing",
        "--initial-message content: There is no such property",
      ],
      [["--cli-input-json", "[]"], "--cli-input-json: It must hold an object with members of the request"],
      [["--contact-flow-id", arn, "--jason", "here"], "There is no option --jason"],
      [
        [
          "x",
          "--nope",
          "--timeout",
          "soon",
          "--retries",
          "11",
          "--on-failure",
          "no",
          "--attributes",
          '{"a b":"c"}',
          "--allow-end=1",
        ],
        "There is no operand: x",
        "There is no option --nope",
        "--allow-end takes no value",
        "--timeout is a number, not soon",
        "--contact-flow-id: Expected a value; it is missing",
        "--attributes a b: Expected a key of letters, digits, dash and underscore",
        "--on-failure: Expected fail or warn",
        "--retries: Expected a whole number from 0 to 10",
      ],
    ];

    for (const [args, ...problems] of rows) {
      it(args.join(" ").replaceAll(arn, "ARN") || "nothing", async () => {
        const endpoint = args.includes("--endpoint-url") ? [] : ["--endpoint-url", emulator.url];
        const error = await check.run([...args, ...endpoint], io).then(
          () => assert.fail("It runs."),
          (reason: unknown) => reason,
        );
        assert.ok(error instanceof ChatCheckError, String(error));
        assert.deepEqual([error.code, error.hint], ["WRONG_USE", "See chat-check check --help."]);
        const told = problems.length === 1 ? ` ${problems[0]}.` : `\n- ${problems.join("\n- ")}`;
        assert.equal(error.message, `The command line is not valid:${told}`);
        assert.deepEqual([io.written, io.told], ["", ""]);
      });
    }
  });

  it("prints its help, and starts nothing", async () => {
    await emulate();
    assert.equal(await run(...ids(), "--help"), 0);
    assert.equal(io.written, check.help());
    for (const option of ["--connect-within SECONDS", "--keep-open", "--attributes", "--cli-input-yaml", "--region"]) {
      assert.ok(io.written.includes(`\n  ${option}`), option);
    }
    assert.deepEqual(emulator.contacts(), []);
  });
});

function expectAnything(): string {
  return "--expect-first-message: Expected a text, { contains }, { pattern, flags } or a part of a message; a RegExp arrives here empty, so write { pattern }";
}
