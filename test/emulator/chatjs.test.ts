import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Item, SendEventCommand } from "@aws-sdk/client-connectparticipant";
import { type Browser, chromium } from "playwright-core";
import { action, disconnect, flow, say, wait } from "../flows.js";
import { root } from "../project/root.js";
import { ChatPage } from "./chatjs/chat-page.js";
import { findChromium } from "./chatjs/chromium.js";
import { patient } from "./customer.js";

const executablePath = findChromium(process.env);
const screenshot = join(root, ".chat-check/artefacts/chatjs.png");

const prefix = "application/vnd.amazonaws.connect.";
const interactive = `${prefix}message.interactive`;
const rich = { SupportedMessagingContentTypes: ["text/plain", interactive, `${interactive}.response`] };

const guide = flow(
  "guide",
  action(
    "show",
    "ShowView",
    { ViewResource: { Id: "refund" }, ViewData: { Heading: "What is to be refunded?" } },
    { when: { Refund: "thanks", Back: "bye" }, errors: { NoMatchingError: "bye" } },
  ),
  say("thanks", "$.Views.ViewResultData.order will be refunded.", "bye"),
  say("bye", "Goodbye.", "end"),
  disconnect(),
);
const views = [
  {
    name: "refund",
    id: "refund",
    template: { Body: [{ Name: "order", Label: "Order" }] },
    inputSchema: {},
    actions: ["Refund", "Back"],
  },
];

const support = flow(
  "support",
  say("welcome", "Welcome to our support. You are being connected with somebody who can help.", "target"),
  action("target", "UpdateContactTargetQueue", { QueueId: "support" }, { next: "queue" }),
  action("queue", "TransferContactToQueue", {}, { errors: { NoMatchingError: "end" } }),
  disconnect(),
);
const picker = {
  templateType: "ListPicker",
  version: "1.0",
  data: {
    content: {
      title: "Which order is it about?",
      subtitle: "Your last two orders",
      elements: [{ title: "1042, a lamp" }, { title: "1007, two chairs" }],
    },
  },
};
const staffed = {
  queues: [{ name: "Support", id: "support", agents: ["jane"] }],
  agents: [
    {
      name: "jane",
      firstName: "Jane",
      lastName: "Doe",
      script: [
        { say: "Good morning, Ada. I am Jane. How can I help?" },
        { waitFor: "message" as const },
        { say: JSON.stringify(picker), contentType: interactive },
        { waitFor: "message" as const },
        { say: "Thank you. Could you send me a picture of it?" },
      ],
    },
  ],
};

const acknowledged = (time: "DeliveredTimestamp" | "ReadTimestamp") => (item: Item) =>
  (item.Type as string) === "MESSAGEMETADATA" && item.MessageMetadata?.Receipts?.[0]?.[time] !== undefined;

describe("amazon-connect-chatjs in Chromium", function () {
  this.timeout(60_000);

  let browser: Browser;
  let folder = "";
  before(async function () {
    if (!executablePath) {
      console.error("      skipped: there is no Chromium (install the package chromium, or set CHAT_CHECK_CHROMIUM)");
      return this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "chat-check-chatjs-"));
    browser = await chromium.launch({ executablePath });
  });
  after(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  it("connects from another origin, hears the flow and is heard", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    await chat.hears("SYSTEM", "Hello");
    await chat.says("Is anybody there? ünï→😀");
    await chat.hears("CUSTOMER", "Is anybody there? ünï→😀");
    await chat.happens("deep heartbeat");
    assert.deepEqual(await chat.lines(), ["Ada joined", "SYSTEM: Hello", "CUSTOMER: Is anybody there? ünï→😀"]);
    assert.deepEqual(chat.customer.view(chat.contactId).messages, [
      { role: "SYSTEM", content: "Hello" },
      { role: "CUSTOMER", content: "Is anybody there? ünï→😀" },
    ]);
    assert.deepEqual(chat.errors, []);
  });

  it("is asked by the browser for its permission before each kind of request", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    await chat.says("Hello");
    await chat.hears("CUSTOMER", "Hello");
    await chat.presses("End chat");
    await chat.becomes("ended");
    assert.notEqual(chat.origins.page, chat.origins.emulator);
    const asked = (method: string) =>
      new Set(chat.requests.filter((request) => request.startsWith(method)).map((request) => request.split("/")[2]));
    assert.deepEqual(asked("POST"), new Set(["connection", "transcript", "message", "event", "disconnect"]));
    assert.deepEqual(asked("OPTIONS"), asked("POST"));
  });

  it("sees another participant type, and is seen typing", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    const { customer } = chat;
    const bot = await customer.bot(chat.contactId, "Robin");
    const frames = await customer.subscribe(bot.url);
    await chat.sees("Robin joined");
    await chat.page.getByRole("textbox", { name: "Message" }).pressSequentially("Hm");
    assert.equal((await frames.nextEvent("typing")).DisplayName, "Ada");
    const { ConnectionToken } = bot;
    await customer.participant.send(new SendEventCommand({ ConnectionToken, ContentType: `${prefix}event.typing` }));
    await chat.page.getByText("Robin is typing…").waitFor();
  });

  it("tells what it received and read, and is told", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    const { customer } = chat;
    const { url, ConnectionToken } = await customer.bot(chat.contactId);
    const frames = await customer.subscribe(url);
    const id = await customer.say(ConnectionToken, "Here you are.");
    const delivered = await frames.nextItem(acknowledged("DeliveredTimestamp"));
    assert.equal(delivered.MessageMetadata?.MessageId, id);
    await chat.page.getByRole("textbox", { name: "Message" }).focus();
    const read = await frames.nextItem(acknowledged("ReadTimestamp"));
    assert.equal(read.MessageMetadata?.MessageId, id);

    await chat.says("Thanks");
    const { Id: messageId } = await frames.nextItem(({ Content }) => Content === "Thanks");
    for (const [event, shown] of Object.entries({ delivered: "Delivered", read: "Read" })) {
      const ContentType = `${prefix}event.message.${event}`;
      const Content = JSON.stringify({ messageId });
      await customer.participant.send(new SendEventCommand({ ConnectionToken, ContentType, Content }));
      await chat.bubble("CUSTOMER", "Thanks").getByText(shown).waitFor();
    }
  });

  it("sends a file and fetches it again", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    await chat.hears("SYSTEM", "Hello");
    const file = join(folder, "Die Lampe (ü), 1.png");
    const sent = await chat.page.screenshot({ path: file });
    await chat.attaches(file);
    await chat.hears("CUSTOMER", "Die Lampe (ü), 1.png");
    const [download] = await Promise.all([chat.page.waitForEvent("download"), chat.presses("Die Lampe (ü), 1.png")]);
    assert.equal(download.suggestedFilename(), "Die Lampe (ü), 1.png");
    assert.ok(readFileSync(await download.path()).equals(sent), "The file that came back is another one.");
    const { items } = chat.customer.view(chat.contactId);
    assert.deepEqual(
      items.flatMap(({ Attachments = [] }) => Attachments).map(({ ContentType, Status }) => [ContentType, Status]),
      [["image/png", "APPROVED"]],
    );
  });

  it("draws a view that it asks for, answers it, and is taken leave of by the flow", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [guide], instance: { views } }, rich);
    await chat.page.getByLabel("Order").fill("1042");
    await chat.presses("Refund");
    await chat.hears("SYSTEM", "1042 will be refunded.");
    await chat.hears("SYSTEM", "Goodbye.");
    await chat.becomes("ended");
    await chat.sees("The chat has ended");
    assert.equal(chat.customer.view(chat.contactId).disconnectReason, "CONTACT_FLOW_DISCONNECT");
    assert.ok(chat.requests.some((request) => /^GET \/participant\/views\/./.test(request)));
    assert.deepEqual(chat.errors, []);
  });

  it("talks with an agent, picks from a list, and leaves", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [support], instance: staffed }, rich);
    await chat.sees("Jane Doe joined");
    await chat.hears("AGENT", "How can I help?");
    await chat.says("The lamp that I ordered came without its shade.");
    await chat.presses("1042, a lamp");
    await chat.hears("CUSTOMER", "1042, a lamp");
    await chat.hears("AGENT", "Could you send me a picture of it?");
    const file = join(folder, "lamp.png");
    await chat.page.screenshot({ path: file });
    await chat.attaches(file);
    await chat.hears("CUSTOMER", "lamp.png");
    mkdirSync(join(screenshot, ".."), { recursive: true });
    await chat.page.screenshot({ path: screenshot });
    console.error(`      screenshot: ${screenshot}`);
    await chat.presses("End chat");
    await chat.sees("Ada left");
    await chat.becomes("ended");
    assert.equal(chat.customer.view(chat.contactId).disconnectReason, "CUSTOMER_DISCONNECT");
    assert.deepEqual(chat.errors, []);
  });

  it("goes on with its chat in a page that is loaded again, and turns the transcript's pages", async () => {
    const sentences = Array.from({ length: 25 }, (_, index) => `Sentence ${index + 1}.`);
    const steps = sentences.map((text, index) => say(`say-${index}`, text, index < 24 ? `say-${index + 1}` : "wait"));
    const flows = [flow("long", ...steps, wait("wait", 3600, "end"), disconnect())];
    await using chat = await ChatPage.connected(browser, { flows });
    await chat.hears("SYSTEM", "Sentence 25.");
    await chat.open();
    await chat.becomes("connected");
    await chat.hears("SYSTEM", "Sentence 25.");
    const all = ["Ada joined", ...sentences.map((text) => `SYSTEM: ${text}`)];
    assert.deepEqual(await chat.lines(), all.slice(-15));
    await chat.presses("Earlier messages");
    await chat.sees("Ada joined");
    assert.deepEqual(await chat.lines(), all);
  });

  it("connects again when its socket is dropped, and shows what it missed", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    await chat.hears("SYSTEM", "Hello");
    chat.emulator.once("frame MESSAGE", "drop");
    await chat.says("Lost on its way back");
    await chat.happens("connected", "lost", "connected");
    await chat.hears("CUSTOMER", "Lost on its way back");
    await chat.says("Still here");
    await chat.hears("CUSTOMER", "Still here");
    assert.equal((await chat.lines()).filter((line) => line.includes("Ada")).length, 1);
    assert.deepEqual(chat.emulator.faults(), []);
  });

  it("connects at last when it is refused at first, and subscribes once on each socket", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    await chat.hears("SYSTEM", "Hello");
    chat.emulator.once("frame MESSAGE", { close: 1011 });
    chat.emulator.once("socket open", "refuse");
    await chat.says("Still here?");
    await chat.happens("connected", "lost", "connected");
    await chat.hears("CUSTOMER", "Still here?");
    assert.deepEqual(chat.emulator.faults(), []);
    const subscriptions = chat.sockets.map(({ sent }) => sent.filter((frame) => frame.includes("aws/subscribe")));
    assert.deepEqual(
      subscriptions.map(({ length }) => length),
      [1, 0, 1],
    );
  });

  it("gives up when a throttled call is all that it gets for a new connection", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    await chat.hears("SYSTEM", "Hello");
    chat.emulator.every(1, "CreateParticipantConnection", { error: "ThrottlingException" });
    chat.emulator.once("frame MESSAGE", "drop");
    await chat.says("Hello?");
    await chat.happens("lost", "broken");
  });

  it("learns of an end that came while it was away", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    await chat.hears("SYSTEM", "Hello");
    chat.emulator.once("frame chat.ended", "drop");
    await chat.customer.stop(chat.contactId);
    await chat.happens("lost", "ended");
    assert.deepEqual(chat.errors, []);
  });

  it("is refused with 403 once the chat has ended, on the same page and on one that is loaded again", async () => {
    await using chat = await ChatPage.connected(browser, { flows: [patient()] });
    await chat.presses("End chat");
    await chat.becomes("ended");
    const error = await chat.rejection('session.describeView({ viewToken: "any" })');
    assert.deepEqual(error, { statusCode: 403, message: "Access denied" });
    await chat.open();
    await chat.becomes("refused");
    await chat.page.getByText("The chat cannot be joined (403).").waitFor();
  });
});
