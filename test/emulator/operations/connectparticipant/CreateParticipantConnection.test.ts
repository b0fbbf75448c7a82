import assert from "node:assert/strict";
import {
  AccessDeniedException,
  type ConnectionType,
  ConnectParticipantServiceException,
  CreateParticipantConnectionCommand,
  type CreateParticipantConnectionResponse,
  ValidationException,
} from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { assertEndedChatRefused, assertTokenRefused, Customer, refusal } from "../../customer.js";

function connection(
  { participant }: Customer,
  ParticipantToken: string,
  Type?: ConnectionType[],
  ConnectParticipant?: boolean,
): Promise<CreateParticipantConnectionResponse> {
  return participant.send(new CreateParticipantConnectionCommand({ ParticipantToken, Type, ConnectParticipant }));
}

describe("CreateParticipantConnection", () => {
  it("gives a socket for 100 seconds and a connection token for a day", async () => {
    const clock = manualClock(Date.UTC(2026, 4, 1));
    await using customer = await Customer.of({ clock });
    const { ParticipantToken } = await customer.start();
    const answer = await connection(customer, ParticipantToken, ["WEBSOCKET", "CONNECTION_CREDENTIALS"]);
    const origin = customer.emulator.url.replace("http:", "ws:");
    assert.ok(answer.Websocket?.Url?.startsWith(`${origin}/chat/`), "The URL is on another origin.");
    assert.equal(answer.Websocket?.ConnectionExpiry, "2026-05-01T00:01:40.000Z");
    assert.equal(answer.ConnectionCredentials?.Expiry, "2026-05-02T00:00:00.000Z");
    const { ConnectionToken = "" } = answer.ConnectionCredentials ?? {};
    assert.ok(ConnectionToken !== "" && ConnectionToken !== ParticipantToken);
  });

  it("gives only what was asked for", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken } = await customer.start();
    const socket = await connection(customer, ParticipantToken, ["WEBSOCKET"]);
    const credentials = await connection(customer, ParticipantToken, ["CONNECTION_CREDENTIALS"]);
    assert.ok(socket.Websocket && !socket.ConnectionCredentials);
    assert.ok(credentials.ConnectionCredentials && !credentials.Websocket);
  });

  it("gives a fresh connection each time, and the earlier token stays good", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken, ConnectionToken, url } = await customer.chat();
    const again = await customer.connection(ParticipantToken);
    assert.ok(again.ConnectionToken !== ConnectionToken && again.url !== url);
    assert.notEqual(
      await customer.say(ConnectionToken, "by the first"),
      await customer.say(again.ConnectionToken, "by the second"),
    );
  });

  it("refuses the earlier token when told so", async () => {
    await using customer = await Customer.of({ behaviour: { earlierConnectionTokens: "refused" } });
    const { ParticipantToken, ConnectionToken } = await customer.chat();
    const again = await customer.connection(ParticipantToken);
    await assertTokenRefused(customer.say(ConnectionToken, "by the first"));
    await customer.say(again.ConnectionToken, "by the second");
    await connection(customer, ParticipantToken, ["WEBSOCKET"]);
    await customer.say(again.ConnectionToken, "still by the second");
  });

  for (const [connectionEstablished, state] of [
    ["subscription", "ended"],
    ["CreateParticipantConnection", "open"],
  ] as const) {
    it(`${state === "open" ? "keeps" : "does not keep"} the five minutes with ${connectionEstablished}`, async () => {
      const clock = manualClock();
      await using customer = await Customer.of({ clock, behaviour: { connectionEstablished } });
      const { ContactId } = await customer.chat();
      clock.advance(300_000);
      assert.equal(customer.view(ContactId).state, state);
    });
  }

  it("names what is not emulated: connections of audio and video", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken } = await customer.start();
    const connecting = connection(customer, ParticipantToken, ["WEBRTC_CONNECTION"]);
    const error = await refusal(connecting, ConnectParticipantServiceException);
    assert.equal(error.name, "NotEmulated");
    assert.equal(error.$metadata.httpStatusCode, 501);
  });

  it("refuses a token of the other kind as one of an ended chat, when told so", async () => {
    await using customer = await Customer.of({ behaviour: { swappedToken: "Access denied" } });
    const { ConnectionToken, ParticipantToken } = await customer.chat();
    for (const calling of [
      connection(customer, ConnectionToken, ["WEBSOCKET"]),
      customer.say(ParticipantToken, "Hi"),
    ]) {
      assert.equal((await refusal(calling, AccessDeniedException)).message, "Access denied");
    }
    await assertTokenRefused(connection(customer, "nobody", ["WEBSOCKET"]));
  });

  it("refuses an empty list of types", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken } = await customer.start();
    const error = await refusal(connection(customer, ParticipantToken, []), ValidationException);
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.match(error.message, /^Type must have at least 1/);
  });

  it("refuses ConnectParticipant for a customer without streaming", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken } = await customer.start();
    const connecting = connection(customer, ParticipantToken, ["CONNECTION_CREDENTIALS"], true);
    assert.match((await refusal(connecting, ValidationException)).message, /streaming/);
  });

  it("refuses a connection token, and a token of nobody", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken } = await customer.chat();
    await assertTokenRefused(connection(customer, ConnectionToken, ["WEBSOCKET"]));
    await assertTokenRefused(connection(customer, "nobody", ["WEBSOCKET"]));
  });

  it("refuses a chat that has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId, ParticipantToken } = await customer.start();
    await customer.stop(ContactId);
    const input = { Type: ["WEBSOCKET"] };
    const calling = connection(customer, ParticipantToken, ["WEBSOCKET"]);
    await assertEndedChatRefused(calling, customer, ParticipantToken, "POST /participant/connection", input);
  });
});
