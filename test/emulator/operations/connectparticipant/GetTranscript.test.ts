import assert from "node:assert/strict";
import {
  GetTranscriptCommand,
  type GetTranscriptRequest,
  type Item,
  ValidationException,
} from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { assertEndedChatRefused, assertTokenRefused, Customer, refusal } from "../../customer.js";

const second = 1000;
const begin = Date.UTC(2026, 4, 1);
const at = (seconds: number) => new Date(begin + seconds * second).toISOString();
const numbers = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => String(from < to ? from + index : from - index));

/** A chat in which the customer said the numbers from 1 to 25, one each second. */
class CountingCustomer implements AsyncDisposable {
  private constructor(
    private readonly customer: Customer,
    readonly token: string,
  ) {}

  static async of(): Promise<CountingCustomer> {
    const clock = manualClock(begin);
    const customer = await Customer.of({ clock });
    const { ConnectionToken } = await customer.chat();
    for (const number of numbers(1, 25)) {
      clock.advance(second);
      await customer.say(ConnectionToken, number);
    }
    return new CountingCustomer(customer, ConnectionToken);
  }

  page(request: Omit<GetTranscriptRequest, "ConnectionToken"> = {}) {
    return this.customer.page({ ...request, ConnectionToken: this.token });
  }

  async contents(request: Omit<GetTranscriptRequest, "ConnectionToken">): Promise<string[]> {
    return (await this.page(request)).contents;
  }

  async refused(request: Omit<GetTranscriptRequest, "ConnectionToken">): Promise<string> {
    return (await refusal(this.page(request), ValidationException)).message;
  }

  async itemOf(number: number): Promise<Item> {
    const { items } = await this.page({ MaxResults: 100, SortOrder: "ASCENDING" });
    const item = items[number - 1];
    assert.ok(item);
    return item;
  }

  /** Every page, following NextToken. */
  async pages(request: Omit<GetTranscriptRequest, "ConnectionToken">): Promise<string[][]> {
    const pages: string[][] = [];
    let NextToken: string | undefined;
    do {
      const { contents, next } = await this.page({ ...request, NextToken });
      pages.push(contents);
      NextToken = next;
    } while (NextToken);
    return pages;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.customer[Symbol.asyncDispose]();
  }
}

describe("GetTranscript", () => {
  it("gives the newest ten, newest first", async () => {
    await using customer = await CountingCustomer.of();
    const { contents, next } = await customer.page();
    assert.deepEqual(contents, numbers(25, 16));
    assert.ok(next);
  });

  it("names the contact, and gives the items of that contact alone", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken } = await customer.chat();
    await customer.say(ConnectionToken, "Hi");
    const answer = await customer.participant.send(new GetTranscriptCommand({ ConnectionToken }));
    assert.equal(answer.InitialContactId, ContactId);
    assert.deepEqual((await customer.page({ ConnectionToken, ContactId })).contents, ["Hi"]);
    assert.deepEqual((await customer.page({ ConnectionToken, ContactId: "other" })).contents, []);
  });

  it("tells of joining beside the messages", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken, url } = await customer.chat();
    await customer.subscribe(url);
    const { items } = await customer.page({ ConnectionToken, SortOrder: "ASCENDING" });
    assert.deepEqual(
      items.map(({ Type, ContentType, Content }) => [Type, ContentType, Content]),
      [
        ["EVENT", "application/vnd.amazonaws.connect.event.participant.joined", undefined],
        ["MESSAGE", "text/plain", "Hello"],
      ],
    );
  });

  it("is empty before anything was said", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken } = await customer.chat();
    assert.deepEqual(await customer.page({ ConnectionToken }), { items: [], contents: [], next: undefined });
  });

  describe("pages", () => {
    it("walk backward from the newest, each page newest first", async () => {
      await using customer = await CountingCustomer.of();
      const pages = await customer.pages({});
      assert.deepEqual(pages, [numbers(25, 16), numbers(15, 6), numbers(5, 1)]);
    });

    it("walk backward with each page oldest first, when sorted so", async () => {
      await using customer = await CountingCustomer.of();
      const pages = await customer.pages({ SortOrder: "ASCENDING", MaxResults: 12 });
      assert.deepEqual(pages, [numbers(14, 25), numbers(2, 13), ["1"]]);
    });

    it("walk forward from the start position", async () => {
      await using customer = await CountingCustomer.of();
      const StartPosition = { Id: (await customer.itemOf(4)).Id };
      const pages = await customer.pages({ StartPosition, SortOrder: "ASCENDING", MaxResults: 11 });
      assert.deepEqual(pages, [numbers(4, 14), numbers(15, 25)]);
    });

    it("end without a token when the last one is full", async () => {
      await using customer = await CountingCustomer.of();
      assert.deepEqual(await customer.pages({ MaxResults: 25 }), [numbers(25, 1)]);
    });

    it("are refused with a token that was never given", async () => {
      await using customer = await CountingCustomer.of();
      assert.equal(await customer.refused({ NextToken: "forged" }), "NextToken is not valid.");
    });
  });

  describe("from a start position", () => {
    it("scans forward from an id unless told otherwise", async () => {
      await using customer = await CountingCustomer.of();
      const StartPosition = { Id: (await customer.itemOf(20)).Id };
      assert.deepEqual(await customer.contents({ StartPosition }), numbers(25, 20));
      assert.deepEqual(
        await customer.contents({ StartPosition, ScanDirection: "BACKWARD", MaxResults: 3 }),
        numbers(20, 18),
      );
    });

    it("refuses an id that the transcript does not have", async () => {
      await using customer = await CountingCustomer.of();
      assert.equal(await customer.refused({ StartPosition: { Id: "nobody" } }), "The transcript has no item nobody.");
    });

    it("scans forward from a time, which its item may have or not", async () => {
      await using customer = await CountingCustomer.of();
      assert.deepEqual(await customer.contents({ StartPosition: { AbsoluteTime: at(23) } }), numbers(25, 23));
      assert.deepEqual(await customer.contents({ StartPosition: { AbsoluteTime: at(22.5) } }), numbers(25, 23));
      assert.deepEqual(await customer.contents({ StartPosition: { AbsoluteTime: at(26) } }), []);
    });

    it("scans backward from a time to what was said until then", async () => {
      await using customer = await CountingCustomer.of();
      const backward = { ScanDirection: "BACKWARD", MaxResults: 3 } as const;
      for (const [seconds, expected] of [
        [23, numbers(23, 21)],
        [22.5, numbers(22, 20)],
        [99, numbers(25, 23)],
        [0, []],
      ] as const) {
        const StartPosition = { AbsoluteTime: at(seconds) };
        assert.deepEqual(await customer.contents({ ...backward, StartPosition }), expected);
      }
    });

    it("reads a time with any offset from UTC", async () => {
      await using customer = await CountingCustomer.of();
      const StartPosition = { AbsoluteTime: "2026-05-01T02:00:23+02:00" };
      assert.deepEqual(await customer.contents({ StartPosition }), numbers(25, 23));
    });

    it("refuses a time that is none", async () => {
      await using customer = await CountingCustomer.of();
      assert.match(await customer.refused({ StartPosition: { AbsoluteTime: "yesterday" } }), /AbsoluteTime/);
    });

    it("scans forward from so many items before the end", async () => {
      await using customer = await CountingCustomer.of();
      assert.deepEqual(await customer.contents({ StartPosition: { MostRecent: 3 } }), numbers(25, 23));
      assert.deepEqual(await customer.contents({ StartPosition: { MostRecent: 100 }, MaxResults: 2 }), numbers(2, 1));
      assert.deepEqual(await customer.contents({ StartPosition: { MostRecent: 0 } }), []);
    });

    it("scans backward from so many items before the end", async () => {
      await using customer = await CountingCustomer.of();
      const backward = { ScanDirection: "BACKWARD", MaxResults: 2 } as const;
      assert.deepEqual(await customer.contents({ ...backward, StartPosition: { MostRecent: 3 } }), numbers(23, 22));
      assert.deepEqual(await customer.contents({ ...backward, StartPosition: { MostRecent: 0 } }), numbers(25, 24));
    });

    it("takes an empty one for none", async () => {
      await using customer = await CountingCustomer.of();
      assert.deepEqual(await customer.contents({ StartPosition: {} }), numbers(25, 16));
    });

    it("is needed to scan forward", async () => {
      await using customer = await CountingCustomer.of();
      const message = "ScanDirection FORWARD needs a StartPosition.";
      assert.equal(await customer.refused({ ScanDirection: "FORWARD" }), message);
      assert.equal(await customer.refused({ ScanDirection: "FORWARD", StartPosition: {} }), message);
    });
  });

  it("refuses more than 100 items a page", async () => {
    await using customer = await CountingCustomer.of();
    assert.match(await customer.refused({ MaxResults: 101 }), /^MaxResults must be at most 100/);
  });

  it("refuses a participant token, and a token of nobody", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken } = await customer.chat();
    await assertTokenRefused(customer.page({ ConnectionToken: ParticipantToken }));
    await assertTokenRefused(customer.page({ ConnectionToken: "nobody" }));
  });

  it("refuses a chat that has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken } = await customer.chat();
    await customer.say(ConnectionToken, "Hi");
    await customer.stop(ContactId);
    const calling = customer.page({ ConnectionToken });
    await assertEndedChatRefused(calling, customer, ConnectionToken, "POST /participant/transcript", {});
  });
});
