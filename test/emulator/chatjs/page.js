// A chat page around amazon-connect-chatjs, which it uses as its README describes.
const prefix = "application/vnd.amazonaws.connect.";
const element = (id) => document.getElementById(id);

/** What chatjs told, in order; the page itself shows only how things stand. */
const happened = [];
/** Items of the chat by their ids, each with what shows it. */
const shown = new Map();
let session;
let me = "";
let earlier;

async function start() {
  const { endpoint, region, ContactId, ParticipantId, ParticipantToken } = await chatDetails();
  me = ParticipantId;
  connect.ChatSession.setGlobalConfig({ endpoint, region, features: { messageReceipts: { throttleTime: 50 } } });
  session = connect.ChatSession.create({
    type: connect.ChatSession.SessionTypes.CUSTOMER,
    disableCSM: true,
    chatDetails: { contactId: ContactId, participantId: ParticipantId, participantToken: ParticipantToken },
  });
  session.onConnectionEstablished(({ data }) => data && connected());
  session.onConnectionLost(() => become("lost", "Connection lost, trying again…"));
  session.onConnectionBroken(() => become("broken", "The connection is broken."));
  session.onDeepHeartbeatSuccess(() => happened.push("deep heartbeat"));
  session.onMessage(({ data }) => receive(data));
  session.onTyping(({ data }) => data.ParticipantId !== me && showTyping(data.DisplayName));
  session.onDeliveredReceipt(({ data }) => note(data.MessageMetadata, "Delivered"));
  session.onReadReceipt(({ data }) => note(data.MessageMetadata, "Read"));
  session.onEnded(() => become("ended", "The chat has ended."));
  try {
    await session.connect();
  } catch (error) {
    const { statusCode } = error._debug?._debug ?? {};
    become("refused", `The chat cannot be joined (${statusCode}).`);
  }
}

/** A page that is loaded again goes on with its chat. */
async function chatDetails() {
  const known = sessionStorage.getItem("chat");
  if (known) return JSON.parse(known);
  const answer = await fetch("chat", { method: "POST" });
  const details = await answer.text();
  sessionStorage.setItem("chat", details);
  return JSON.parse(details);
}

/** Nothing is repeated on a new socket: what was said before it is in the transcript. */
async function connected() {
  become("connected", "Connected");
  earlier = await readTranscript({ maxResults: 15 });
}

async function readTranscript(request) {
  const { data } = await session.getTranscript({ sortOrder: "ASCENDING", ...request });
  for (const item of data.Transcript) show(item);
  element("earlier").hidden = !data.NextToken;
  return data.NextToken;
}

/** What comes now was said before everything that is shown. */
async function readEarlier() {
  const later = [...shown];
  shown.clear();
  earlier = await readTranscript({ maxResults: 15, nextToken: earlier });
  for (const [id, entry] of later) shown.set(id, entry);
  element("log").append(...inOrder().map(({ line }) => line));
}

function become(state, sentence) {
  happened.push(state);
  document.body.dataset.state = state;
  element("state").textContent = sentence;
  const over = state === "ended" || state === "refused";
  for (const control of document.querySelectorAll("form :is(input, button), #end")) control.disabled = over;
  if (over) element("typing").hidden = true;
}

function receive(item) {
  element("typing").hidden = true;
  show(item);
  if (isMessage(item) && item.ParticipantId !== me) acknowledge("delivered", item.Id);
}

function isMessage({ Type }) {
  return Type === "MESSAGE" || Type === "ATTACHMENT";
}

/** The customer looks at the chat: the newest message of somebody else is read. */
function read() {
  const newest = inOrder().findLast(({ item }) => isMessage(item) && item.ParticipantId !== me);
  if (newest && document.body.dataset.state === "connected") acknowledge("read", newest.item.Id);
}

function acknowledge(what, messageId) {
  session
    .sendEvent({ contentType: `${prefix}event.message.${what}`, content: JSON.stringify({ messageId }) })
    .catch(() => happened.push(`${what} refused`));
}

function note({ MessageId }, what) {
  const entry = shown.get(MessageId);
  if (entry) entry.receipt.textContent = what;
}

function showTyping(name) {
  element("typing").textContent = `${name} is typing…`;
  element("typing").hidden = false;
}

/** Shows an item, or what has become of one that is shown already. */
function show(item) {
  const known = shown.get(item.Id);
  const entry = entryOf(item);
  if (known) known.line.replaceWith(entry.line);
  shown.set(item.Id, entry);
  element("log").append(...inOrder().map(({ line }) => line));
  const [receipt] = item.MessageMetadata?.Receipts ?? [];
  if (receipt && item.ParticipantId === me) note({ MessageId: item.Id }, receipt.ReadTimestamp ? "Read" : "Delivered");
  entry.line.scrollIntoView({ block: "end" });
}

function inOrder() {
  return [...shown.values()].sort((a, b) => a.item.AbsoluteTime.localeCompare(b.item.AbsoluteTime));
}

function entryOf(item) {
  const line = made("li");
  const receipt = made("span", { className: "receipt" });
  if (!isMessage(item)) {
    line.className = "event";
    line.textContent = eventText(item);
    return { item, line, receipt };
  }
  line.dataset.role = item.ParticipantRole;
  const who = item.ParticipantRole === "SYSTEM" ? "Automatic message" : item.DisplayName;
  const time = new Date(item.AbsoluteTime).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const when = made("span", { className: "when" }, `${time} `, receipt);
  line.append(made("span", { className: "who" }, who), made("div", { className: "bubble" }, ...contentOf(item)), when);
  return { item, line, receipt };
}

function eventText({ ContentType, DisplayName }) {
  const event = ContentType.slice(`${prefix}event.`.length);
  const sentences = {
    "participant.joined": `${DisplayName} joined`,
    "participant.left": `${DisplayName} left`,
    "chat.ended": "The chat has ended",
  };
  return sentences[event] ?? event;
}

function contentOf(item) {
  if (item.Type === "ATTACHMENT") return item.Attachments.map(attachmentLine);
  if (item.ContentType === `${prefix}message.interactive`) return interactive(JSON.parse(item.Content));
  if (item.ContentType === `${prefix}message.interactive.response`) return [JSON.parse(item.Content).action];
  return [item.Content];
}

function attachmentLine({ AttachmentId, AttachmentName, Status }) {
  if (Status !== "APPROVED") return `${AttachmentName} (${Status})`;
  const button = made("button", { type: "button", className: "file" }, AttachmentName);
  button.addEventListener("click", async () => {
    const file = await session.downloadAttachment({ attachmentId: AttachmentId });
    made("a", { href: URL.createObjectURL(file), download: AttachmentName }).click();
  });
  return button;
}

function interactive({ templateType, data: { content } }) {
  return templateType === "ViewResource" ? [viewOf(content)] : picker(content);
}

/** A list picker, a panel or a quick reply is answered with the title of what was picked. */
function picker({ title, subtitle = "", elements }) {
  const choices = elements.map((choice) => {
    const button = made("button", { type: "button" }, choice.title);
    button.addEventListener("click", () => say(choice.title));
    return button;
  });
  return [made("strong", {}, title), made("small", {}, subtitle), made("div", { className: "choices" }, ...choices)];
}

/** A view comes as a token; what to draw is asked for. */
function viewOf({ viewToken, viewData }) {
  const view = made("div", { className: "view" }, made("strong", {}, viewData.Heading));
  session.describeView({ viewToken }).then(({ data: { View } }) => {
    const { Template, Actions } = View.Content;
    for (const { Name, Label } of JSON.parse(Template).Body) {
      view.append(made("label", {}, `${Label} `, made("input", { name: Name })));
    }
    const answers = Actions.map((action) => {
      const button = made("button", { type: "button" }, action);
      button.addEventListener("click", () => answer(action, view));
      return button;
    });
    view.append(made("div", { className: "choices" }, ...answers));
  });
  return view;
}

function answer(action, view) {
  const data = Object.fromEntries([...view.querySelectorAll("input")].map(({ name, value }) => [name, value]));
  const content = { action, data, templateType: "ViewResource", version: "1.0" };
  session.sendMessage({ contentType: `${prefix}message.interactive.response`, message: JSON.stringify(content) });
}

function say(message) {
  return session.sendMessage({ contentType: "text/plain", message });
}

function made(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

element("compose").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = element("text");
  if (text.value.trim() !== "") say(text.value);
  text.value = "";
});
element("text").addEventListener("input", () => session.sendEvent({ contentType: `${prefix}event.typing` }));
element("text").addEventListener("focus", read);
element("file").addEventListener("change", ({ target }) => {
  for (const attachment of target.files) session.sendAttachment({ attachment });
  target.value = "";
});
element("end").addEventListener("click", () => session.disconnectParticipant());
element("earlier").addEventListener("click", readEarlier);
start();
