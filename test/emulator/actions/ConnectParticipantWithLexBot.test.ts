import assert from "node:assert/strict";
import { action, flow } from "../../flows.js";
import { aliasArn, menu, menuBot } from "../bots.js";
import { contactInFlow, said } from "../contact-in-flow.js";
import { oneAction } from "../one-action.js";

type Options = Parameters<typeof oneAction>[2];

function asked(parameters: Readonly<Record<string, unknown>> = {}, options: Options = {}) {
  const run = oneAction(
    "ConnectParticipantWithLexBot",
    { Text: "How can I help?", LexV2Bot: { AliasArn: aliasArn }, ...parameters },
    { definition: menu, when: ["TalkToAgent", "Refund", "FallbackIntent"], tells: "$.Lex.IntentName", ...options },
  );
  const { chat } = run;
  return {
    ...run,
    say: (...texts: readonly string[]) => {
      for (const text of texts) chat.say(chat.customer, "text/plain", text);
    },
    heard: () => chat.items.filter(({ ParticipantRole }) => ParticipantRole === "SYSTEM").map(({ Content }) => Content),
  };
}

describe("ConnectParticipantWithLexBot", () => {
  it("says its text, and waits for the customer", () => {
    const { heard, isOver, clock } = asked();
    clock.advance(3_600_000);
    assert.deepEqual(heard(), ["How can I help?"]);
    assert.equal(isOver(), false);
  });

  it("takes the intent for its result, with regard to case", () => {
    const { say, branch, heard } = asked();
    say("Agent!");
    assert.equal(branch(), "Equals TalkToAgent");
    assert.deepEqual(heard(), ["How can I help?", "One moment.", "TalkToAgent"]);
    const other = asked({}, { when: ["talktoagent"] });
    other.say("agent");
    assert.equal(other.branch(), "NoMatchingCondition");
  });

  it("matches FallbackIntent like any intent, where nothing is understood", () => {
    const { say, branch } = asked();
    say("tomatoes");
    assert.equal(branch(), "Equals FallbackIntent");
  });

  it("keeps the conversation until the intent has its slots", () => {
    const { say, branch, heard, isOver } = asked();
    say("refund", "fifty", "50", "large");
    assert.equal(isOver(), true);
    assert.equal(branch(), "Equals Refund");
    assert.deepEqual(heard(), [
      "How can I help?",
      "Which order?",
      "Which order?",
      "50 in which size?",
      "Refund for 50.",
      "Refund",
    ]);
  });

  it("fills $.Lex", () => {
    const { say, told } = asked(
      {},
      {
        tells: [
          "$.Lex.IntentName $.Lex.Slots.order $.Lex.Slots.size [$.Lex.Slots.reason]",
          "$.Lex.SessionAttributes.tool $.Lex.DialogState $.Lex.IntentConfidence.Score",
        ].join(" "),
      },
    );
    say("Refund for 50.", "S");
    assert.equal(told(), "Refund 50 S [] Complete Fulfilled 1.0");
  });

  it("tells the sentiment of an intent", () => {
    const { say, told } = asked(
      {},
      {
        tells:
          "$.Lex.SentimentResponse.Label $.Lex.SentimentResponse.Scores.Negative $.Lex.SentimentResponse.Scores.Mixed",
      },
    );
    say("agent");
    assert.equal(told(), "NEGATIVE 1.0 0.0");
  });

  it("takes the error branch for an intent that is not fulfilled, with $.Lex filled", () => {
    const broken = asked();
    broken.say("break");
    assert.equal(broken.branch(), "NoMatchingError");
    assert.equal(broken.told(), "Broken");
    const { say, branch, heard } = asked();
    say("cancel", "no");
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(heard().slice(1, 3), ["Cancel everything?", "Nothing is cancelled."]);
  });

  it("puts the attributes of the block before those of the bot", () => {
    const { say, told } = asked(
      { LexSessionAttributes: { from: "block", contact: "$.ContactId" } },
      { tells: "$.Lex.SessionAttributes.from $.Lex.SessionAttributes.shop $.Lex.SessionAttributes.contact" },
    );
    say("agent");
    assert.match(told() ?? "", /^block main [0-9a-f-]{36}$/);
  });

  it("releases the bot at the end: what is said afterwards is for nobody", () => {
    const { say, heard } = asked({}, { tells: "over" });
    say("agent", "agent");
    assert.deepEqual(heard(), ["How can I help?", "One moment.", "over"]);
  });

  it("can be entered again, in a session of its own", () => {
    const bot = { Text: "Again?", LexV2Bot: { AliasArn: aliasArn } };
    const first = action("first", "ConnectParticipantWithLexBot", bot, { errors: { NoMatchingCondition: "it" } });
    const { say, branch, told } = asked({}, { first: [first], tells: "$.Lex.IntentName [$.Lex.Slots.order]" });
    say("refund", "50", "S", "agent");
    assert.equal(branch(), "Equals TalkToAgent");
    assert.equal(told(), "TalkToAgent []");
  });

  it("finds a bot of the older kind by its name", () => {
    const { say, branch } = asked({
      LexV2Bot: undefined,
      LexBot: { Name: "Menu", Region: "us-east-1", Alias: "live" },
    });
    say("agent");
    assert.equal(branch(), "Equals TalkToAgent");
  });

  it("takes the error branch for a bot that is not there, and says nothing", () => {
    for (const bot of [{ LexV2Bot: { AliasArn: "arn:aws:lex:x:1:bot-alias/B/X" } }, { LexV2Bot: undefined }]) {
      const { branch, warnings, heard } = asked(bot, { tells: "over" });
      assert.equal(branch(), "NoMatchingError");
      assert.equal(warnings().at(-1), "The instance has no such bot.");
      assert.deepEqual(heard(), ["over"]);
    }
  });

  it("takes the error branch without anything to begin with", () => {
    assert.equal(asked({ Text: undefined }).branch(), "NoMatchingError");
    assert.equal(asked({ Text: "$.Attributes.gone" }).branch(), "NoMatchingError");
  });

  it("waits without a word where it has prompts of voice alone", () => {
    const { heard, say, branch } = asked({ Text: undefined, SSML: "<speak>Hi</speak>" });
    assert.deepEqual(heard(), []);
    say("agent");
    assert.equal(branch(), "Equals TalkToAgent");
  });

  describe("with an initial message", () => {
    const initial = (InitialMessage: string, parameters = {}, request: Options = {}) =>
      asked({ Text: undefined, LexInitializationData: { InitialMessage }, ...parameters }, request);
    const withMessage = { request: { InitialMessage: { ContentType: "text/plain", Content: "refund" } } };

    it("gives the bot what the chat was started with", () => {
      const { heard } = initial("$.Media.InitialMessage", {}, withMessage);
      assert.deepEqual(heard(), ["Which order?"]);
    });

    it("gives the bot a text of the flow", () => {
      assert.equal(initial("agent").branch(), "Equals TalkToAgent");
      assert.equal(
        initial("$.Attributes.ask", {}, { request: { Attributes: { ask: "agent" } } }).branch(),
        "Equals TalkToAgent",
      );
    });

    it("says its own text first", () => {
      const { heard } = initial("$.Media.InitialMessage", { Text: "Welcome" }, withMessage);
      assert.deepEqual(heard(), ["Welcome", "Which order?"]);
    });

    it("takes the error branch where the chat was started without one", () => {
      for (const path of ["$.Media.InitialMessage", "$.Media['InitialMessage']"]) {
        const { branch, warnings } = initial(path, { Text: "Welcome" });
        assert.equal(branch(), "NoMatchingError");
        assert.equal(warnings().at(-1), "There is no initial message for the bot.");
      }
    });

    it("gives the bot no initial message that the flow does not name", () => {
      const { heard } = asked({}, withMessage);
      assert.deepEqual(heard(), ["How can I help?"]);
    });
  });

  describe("with a time-out", () => {
    const limited = (Text: string) => asked({ LexTimeoutSeconds: { Text } });

    it("takes InputTimeLimitExceeded when the customer says nothing for so long", () => {
      const { clock, isOver, branch } = limited("300");
      clock.advance(299_999);
      assert.equal(isOver(), false);
      clock.advance(1);
      assert.equal(branch(), "InputTimeLimitExceeded");
    });

    it("begins the time anew at each message", () => {
      const { clock, say, isOver, branch } = limited("60");
      clock.advance(59_000);
      say("refund");
      clock.advance(59_000);
      say("50");
      clock.advance(59_000);
      assert.equal(isOver(), false);
      clock.advance(1000);
      assert.equal(branch(), "InputTimeLimitExceeded");
    });

    it("takes the error branch for a time that is not from one minute to seven days", () => {
      for (const text of ["59", "604801", "soon", "", "$.Attributes.gone"]) {
        assert.equal(limited(text).branch(), "NoMatchingError", text);
      }
      assert.equal(limited("604800").isOver(), false);
    });

    it("can be gone through again and again, as it waits each time", () => {
      const bot = { Text: "Still there?", LexV2Bot: { AliasArn: aliasArn }, LexTimeoutSeconds: { Text: "60" } };
      const again = action("bot", "ConnectParticipantWithLexBot", bot, { errors: { InputTimeLimitExceeded: "bot" } });
      const { contact, clock } = contactInFlow(flow("again", again), {
        definition: menu,
        behaviour: { actionsWithoutWait: 3 },
      });
      clock.advance(600_000);
      assert.equal(said(contact).length, 11);
      assert.equal(contact.ended, undefined);
    });

    it("is an endless loop where the flow talks to the bot by itself", () => {
      const bot = { LexInitializationData: { InitialMessage: "agent" }, LexV2Bot: { AliasArn: aliasArn } };
      const again = action("bot", "ConnectParticipantWithLexBot", bot, { when: { TalkToAgent: "bot" } });
      for (const takesSeconds of [0, 1]) {
        const { contact, clock } = contactInFlow(flow("again", again), {
          definition: {
            lex: [{ ...menuBot, codeHook: { lambda: "hook" } }],
            lambda: [{ name: "hook", answer: {}, takesSeconds }],
          },
          behaviour: { actionsWithoutWait: 10 },
        });
        clock.advance(60_000);
        assert.equal(contact.ended?.reason, "SYSTEM_ERROR");
        assert.equal(contact.trace.at(-1)?.result, "endless loop");
      }
    });
  });

  it("takes the error branch for a message of more than 1,024 characters", () => {
    const { say, branch, warnings } = asked();
    say("x".repeat(1025));
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(warnings(), ["A bot takes 1024 characters of a message."]);
    const most = asked();
    most.say("😀".repeat(1024));
    assert.equal(most.branch(), "Equals FallbackIntent");
  });

  it("hears messages of the customer alone, not what others say or do", () => {
    const { chat, isOver } = asked();
    const agent = chat.add("AGENT", "Grace");
    chat.join(agent);
    chat.say(agent, "text/plain", "agent");
    chat.attach(chat.customer, [{ AttachmentName: "agent" }]);
    chat.event("typing", chat.customer, { persisted: false });
    assert.equal(isOver(), false);
  });

  it("gives a message that ended a Wait to the Wait alone", () => {
    const first = action("first", "Wait", { TimeLimitSeconds: "60", Events: ["CustomerReturned"] });
    const { say, isOver } = asked({}, { first: [{ ...first, Transitions: { Conditions: [] } }] });
    say("agent");
    assert.equal(isOver(), false);
  });

  it("forgets what it was told after five minutes of silence, or as long as the behaviour says", () => {
    const silent = (seconds: number, behaviour = {}) => {
      const { say, clock, told } = asked({}, { behaviour });
      say("refund", "50");
      clock.advance(seconds * 1000);
      say("S");
      return told();
    };
    assert.equal(silent(299), "Refund");
    assert.equal(silent(300), "FallbackIntent");
    assert.equal(silent(300, { botSessionSeconds: 600 }), "Refund");
  });

  describe("with a code hook that is a function of the instance", () => {
    const hooked = (answer: unknown, takesSeconds = 0) =>
      asked(
        {},
        {
          definition: {
            lex: [{ ...menuBot, codeHook: { lambda: "hook" } }],
            lambda: [{ name: "hook", answer, takesSeconds }],
          },
          tells: "$.Lex.IntentName $.Lex.SessionAttributes.from [$.Lex.SessionAttributes.shop]",
        },
      );

    it("lets its attributes go before those of the block", () => {
      const { say, told } = hooked({ sessionState: { sessionAttributes: { from: "hook" } } });
      say("agent");
      assert.equal(told(), "TalkToAgent hook []");
    });

    it("lets it close the intent, and say what it likes", () => {
      const { say, branch, heard } = hooked({
        sessionState: { dialogAction: { type: "Close" }, intent: { name: "Refund", state: "Fulfilled" } },
        messages: [{ contentType: "PlainText", content: "Done for you." }],
      });
      say("agent");
      assert.equal(branch(), "Equals Refund");
      assert.equal(heard()[1], "Done for you.");
    });

    it("lets it fail the intent", () => {
      const { say, branch } = hooked({
        sessionState: { dialogAction: { type: "Close" }, intent: { name: "Refund", state: "Failed" } },
      });
      say("agent");
      assert.equal(branch(), "NoMatchingError");
    });

    it("takes the error branch when it answers too late", () => {
      const { say, clock, branch, isOver, warnings } = hooked({}, 11);
      say("agent");
      clock.advance(9999);
      assert.equal(isOver(), false);
      clock.advance(1);
      assert.equal(branch(), "NoMatchingError");
      assert.deepEqual(warnings(), ["The function did not answer within 10 s."]);
    });

    it("hears one message after the other, however long it takes for each", () => {
      const { say, clock, heard } = hooked({}, 5);
      say("refund", "50", "L");
      clock.advance(5000);
      assert.deepEqual(heard(), ["How can I help?", "Which order?"]);
      clock.advance(5000);
      assert.deepEqual(heard().at(-1), "50 in which size?");
      clock.advance(10_000);
      assert.deepEqual(heard().slice(-2), ["Refund for 50.", "Refund bot [main]"]);
    });

    it("ends with the chat, whatever it is at", () => {
      const { say, clock, contact, heard } = hooked({}, 5);
      say("agent");
      contact.leave();
      clock.advance(60_000);
      assert.deepEqual(heard(), ["How can I help?"]);
    });
  });
});
