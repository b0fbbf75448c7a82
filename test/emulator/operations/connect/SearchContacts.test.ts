import assert from "node:assert/strict";
import {
  InvalidParameterException,
  paginateSearchContacts,
  ResourceNotFoundException,
  SearchContactsCommand,
  type SearchContactsRequest,
  TagContactCommand,
  UpdateContactCommand,
} from "@aws-sdk/client-connect";
import { manualClock } from "../../../../provider/emulator/index.js";
import { action, disconnect, flow } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

const hour = 3_600_000;
const week = 7 * 24 * hour;

/** An emulator whose contacts can be told apart by the second in which they were started. */
async function office(options: Parameters<typeof Customer.of>[0] = {}) {
  const clock = manualClock();
  const customer = await Customer.of({ clock, ...options });
  const started: string[] = [];
  const { emulator, connect } = customer;
  return {
    clock,
    customer,
    started,
    async start(overrides: Parameters<Customer["start"]>[0] = {}) {
      clock.advance(1000);
      const { ContactId } = await customer.start(overrides);
      started.push(ContactId);
      return ContactId;
    },
    request(overrides: Partial<SearchContactsRequest> = {}): SearchContactsRequest {
      const TimeRange = {
        Type: "INITIATION_TIMESTAMP" as const,
        StartTime: new Date(clock.now() - hour),
        EndTime: new Date(clock.now()),
      };
      return { InstanceId: emulator.instanceId, TimeRange, ...overrides };
    },
    /** By the number of their start, in the order in which they were found. */
    async found(overrides: Partial<SearchContactsRequest> = {}): Promise<number[]> {
      const { Contacts = [], TotalCount } = await connect.send(new SearchContactsCommand(this.request(overrides)));
      assert.equal(TotalCount, Contacts.length);
      return Contacts.map(({ Id = "" }) => started.indexOf(Id));
    },
    [Symbol.asyncDispose]: () => customer[Symbol.asyncDispose](),
  };
}

const toQueue = (name: string, queue: string) =>
  flow(
    name,
    action("target", "UpdateContactTargetQueue", { QueueId: queue }, { next: "transfer" }),
    action("transfer", "TransferContactToQueue", {}, { errors: { NoMatchingError: "end" } }),
    disconnect(),
  );

describe("SearchContacts", () => {
  it("finds the contacts of a time range, the newest first, with what is known of each", async () => {
    await using all = await office();
    const ContactId = await all.start({ SegmentAttributes: { tier: { ValueString: "one" } } });
    await all.start();
    const { instanceId: InstanceId, instanceArn } = all.customer.emulator;
    await all.customer.connect.send(new UpdateContactCommand({ InstanceId, ContactId, Name: "Order" }));
    await all.customer.stop(ContactId);
    assert.deepEqual(await all.found(), [1, 0]);
    const { Contacts, TotalCount, NextToken } = await all.customer.connect.send(
      new SearchContactsCommand(all.request()),
    );
    assert.equal(TotalCount, 2);
    assert.equal(NextToken, undefined);
    assert.deepEqual(Contacts?.[1], {
      Id: ContactId,
      Arn: `${instanceArn}/contact/${ContactId}`,
      InitiationMethod: "API",
      Channel: "CHAT",
      Name: "Order",
      InitiationTimestamp: new Date(all.clock.now() - 1000),
      DisconnectTimestamp: new Date(all.clock.now()),
      SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Chat" }, tier: { ValueString: "one" } },
      Tags: { "aws:connect:instanceId": InstanceId },
    });
  });

  it("finds by the time of each kind that a chat has, limits included", async () => {
    await using all = await office({ flows: [toQueue("sales", "q-1")], behaviour: { flowStart: "created" } });
    await all.start();
    const started = all.clock.now();
    all.clock.advance(10_000);
    await all.customer.stop(all.started[0] ?? "");
    const ended = all.clock.now();
    const within = (Type: "INITIATION_TIMESTAMP", start: number, end: number) =>
      all.found({ TimeRange: { Type, StartTime: new Date(start), EndTime: new Date(end) } });
    for (const [type, time] of [
      ["INITIATION_TIMESTAMP", started],
      ["ENQUEUE_TIMESTAMP", started],
      ["DISCONNECT_TIMESTAMP", ended],
    ] as const) {
      const Type = type as "INITIATION_TIMESTAMP";
      assert.deepEqual(await within(Type, time, time), [0], type);
      assert.deepEqual(await within(Type, time + 1, time + hour), [], type);
      assert.deepEqual(await within(Type, time - hour, time - 1), [], type);
    }
    for (const type of ["SCHEDULED_TIMESTAMP", "CONNECTED_TO_AGENT_TIMESTAMP"]) {
      assert.deepEqual(await within(type as "INITIATION_TIMESTAMP", started, ended), [], type);
    }
  });

  it("finds by channel, way of initiation, queue, agent and region", async () => {
    const flows = [toQueue("sales", "q-1"), toQueue("service", "q-2")];
    await using all = await office({ flows, behaviour: { flowStart: "created" } });
    for (const { id: ContactFlowId } of all.customer.emulator.flows) await all.start({ ContactFlowId });
    const queues = [await queueOf(all, 0), await queueOf(all, 1)];
    const by = (SearchCriteria: SearchContactsRequest["SearchCriteria"]) => all.found({ SearchCriteria });
    assert.deepEqual(await by({ Channels: ["CHAT"] }), [1, 0]);
    assert.deepEqual(await by({ Channels: ["VOICE", "TASK"] }), []);
    assert.deepEqual(await by({ InitiationMethods: ["API", "TRANSFER"] }), [1, 0]);
    assert.deepEqual(await by({ InitiationMethods: ["INBOUND"] }), []);
    assert.deepEqual(await by({ QueueIds: [queues[0] ?? ""] }), [0]);
    assert.deepEqual(await by({ QueueIds: queues }), [1, 0]);
    assert.deepEqual(await by({ QueueIds: ["nowhere"] }), []);
    assert.deepEqual(await by({ QueueIds: [], Channels: [] }), [1, 0]);
    assert.deepEqual(await by({ AgentIds: ["ada"] }), []);
    assert.deepEqual(await by({ ActiveRegions: ["us-east-1"] }), [1, 0]);
    assert.deepEqual(await by({ ActiveRegions: ["eu-west-2"] }), []);
    assert.deepEqual(await by({ QueueIds: [queues[0] ?? ""], Channels: ["TASK"] }), []);
  });

  it("finds by contact attributes, all or any or none of them", async () => {
    await using all = await office();
    await all.start({ Attributes: { plan: "gold", lang: "de" } });
    await all.start({ Attributes: { plan: "gold", lang: "en" } });
    await all.start({ Attributes: { plan: "blue" } });
    const gold = { Key: "plan", Values: ["gold", "silver"] };
    const german = { Key: "lang", Values: ["de"] };
    const by = (MatchType: "MATCH_ALL" | "MATCH_ANY" | "MATCH_NONE" | undefined, ...Criteria: (typeof gold)[]) =>
      all.found({ SearchCriteria: { SearchableContactAttributes: { Criteria, MatchType } } });
    assert.deepEqual(await by(undefined, gold), [1, 0]);
    assert.deepEqual(await by("MATCH_ALL", gold, german), [0]);
    assert.deepEqual(await by("MATCH_ANY", gold, german), [1, 0]);
    assert.deepEqual(await by("MATCH_NONE", gold, german), [2]);
    assert.deepEqual(await by("MATCH_ALL", { Key: "absent", Values: [""] }), []);
  });

  it("finds by segment attributes, by name and by tags", async () => {
    await using all = await office();
    const [a, b, c] = [await all.start(), await all.start(), await all.start()];
    const InstanceId = all.customer.emulator.instanceId;
    const name = (ContactId: string, Name: string, tier: string) =>
      all.customer.connect.send(
        new UpdateContactCommand({ InstanceId, ContactId, Name, SegmentAttributes: { tier: { ValueString: tier } } }),
      );
    const tag = (ContactId: string, Tags: Record<string, string>) =>
      all.customer.connect.send(new TagContactCommand({ InstanceId, ContactId, Tags }));
    await name(a, "Late order", "one");
    await name(b, "Order back", "two");
    await name(c, "Question", "two");
    await tag(a, { team: "sales", level: "1" });
    await tag(b, { team: "sales" });
    const by = (SearchCriteria: SearchContactsRequest["SearchCriteria"]) => all.found({ SearchCriteria });
    const tier = { Criteria: [{ Key: "tier", Values: ["two"] }] };
    assert.deepEqual(await by({ SearchableSegmentAttributes: tier }), [2, 1]);
    const subtype = { Criteria: [{ Key: "connect:Subtype", Values: ["connect:Chat"] }] };
    assert.deepEqual(await by({ SearchableSegmentAttributes: subtype }), [2, 1, 0]);
    assert.deepEqual(await by({ Name: { SearchText: ["order"], MatchType: "MATCH_ANY" } }), [1, 0]);
    assert.deepEqual(await by({ Name: { SearchText: ["order", "late"], MatchType: "MATCH_ALL" } }), [0]);
    assert.deepEqual(await by({ Name: { SearchText: ["Question"], MatchType: "MATCH_EXACT" } }), [2]);
    assert.deepEqual(await by({ Name: { SearchText: ["order"], MatchType: "MATCH_EXACT" } }), []);
    assert.deepEqual(await by({ Name: { SearchText: ["order"], MatchType: "MATCH_NONE" } }), [2]);
    const sales = { TagKey: "team", TagValue: "sales" };
    assert.deepEqual(await by({ ContactTags: { TagCondition: sales } }), [1, 0]);
    assert.deepEqual(await by({ ContactTags: { AndConditions: [sales, { TagKey: "level" }] } }), [0]);
    const either = [[{ TagKey: "level", TagValue: "1" }], [{ TagKey: "team", TagValue: "service" }]];
    assert.deepEqual(await by({ ContactTags: { OrConditions: either } }), [0]);
  });

  it("finds by more time ranges, and by a time that a contact does not have", async () => {
    await using all = await office();
    const first = await all.start();
    await all.start();
    await all.customer.stop(first);
    const now = new Date(all.clock.now());
    const ended = { TimeRange: { Type: "DISCONNECT_TIMESTAMP" as const, StartTime: now, EndTime: now } };
    const open = {
      TimestampCondition: { Type: "DISCONNECT_TIMESTAMP" as const, ConditionType: "NOT_EXISTS" as const },
    };
    const by = (MatchType: "MATCH_ALL" | "MATCH_ANY", ...Criteria: (typeof ended | typeof open)[]) =>
      all.found({ SearchCriteria: { AdditionalTimeRange: { Criteria, MatchType } } });
    assert.deepEqual(await by("MATCH_ALL", ended), [0]);
    assert.deepEqual(await by("MATCH_ALL", open), [1]);
    assert.deepEqual(await by("MATCH_ALL", ended, open), []);
    assert.deepEqual(await by("MATCH_ANY", ended, open), [1, 0]);
  });

  it("sorts by a field in either order, with contacts that lack it last", async () => {
    await using all = await office();
    for (let count = 0; count < 4; count++) await all.start();
    for (const index of [2, 0]) {
      all.clock.advance(1000);
      await all.customer.stop(all.started[index] ?? "");
    }
    const by = (FieldName: "DISCONNECT_TIMESTAMP" | "INITIATION_TIMESTAMP", Order: "ASCENDING" | "DESCENDING") =>
      all.found({ Sort: { FieldName, Order } });
    assert.deepEqual(await by("INITIATION_TIMESTAMP", "ASCENDING"), [0, 1, 2, 3]);
    assert.deepEqual(await by("INITIATION_TIMESTAMP", "DESCENDING"), [3, 2, 1, 0]);
    assert.deepEqual(await by("DISCONNECT_TIMESTAMP", "ASCENDING"), [2, 0, 3, 1]);
    assert.deepEqual(await by("DISCONNECT_TIMESTAMP", "DESCENDING"), [0, 2, 3, 1]);
  });

  it("gives pages, which contacts that come meanwhile do not shift", async () => {
    await using all = await office();
    for (let count = 0; count < 5; count++) await all.start();
    const TimeRange = {
      Type: "INITIATION_TIMESTAMP" as const,
      StartTime: new Date(all.clock.now() - hour),
      EndTime: new Date(all.clock.now() + hour),
    };
    const pages: number[][] = [];
    const counts: (number | undefined)[] = [];
    for await (const page of paginateSearchContacts(
      { client: all.customer.connect, pageSize: 2 },
      all.request({ TimeRange }),
    )) {
      pages.push((page.Contacts ?? []).map(({ Id = "" }) => all.started.indexOf(Id)));
      counts.push(page.TotalCount);
      if (pages.length === 1) await all.start();
    }
    assert.deepEqual(pages, [[4, 3], [2, 1], [0]]);
    assert.deepEqual(counts, [5, 6, 6]);
  });

  it("refuses a NextToken of another search, or of nobody", async () => {
    await using all = await office();
    for (let count = 0; count < 3; count++) await all.start();
    const send = (overrides: Partial<SearchContactsRequest>) =>
      all.customer.connect.send(new SearchContactsCommand(all.request(overrides)));
    const { NextToken } = await send({ MaxResults: 1 });
    assert.ok(NextToken);
    assert.equal((await send({ MaxResults: 2, NextToken })).Contacts?.length, 2);
    const SearchCriteria = { Channels: ["CHAT" as const] };
    await refusal(send({ MaxResults: 1, NextToken, SearchCriteria }), InvalidParameterException);
    await refusal(send({ NextToken: "nonsense" }), InvalidParameterException);
  });

  it("refuses a time range that is turned round or spans more than eight weeks", async () => {
    await using all = await office();
    const send = (start: number, end: number) => {
      const TimeRange = {
        Type: "INITIATION_TIMESTAMP" as const,
        StartTime: new Date(all.clock.now() + start),
        EndTime: new Date(all.clock.now() + end),
      };
      return all.customer.connect.send(new SearchContactsCommand(all.request({ TimeRange })));
    };
    await send(-8 * week, 0);
    const long = await refusal(send(-8 * week - 1000, 0), InvalidParameterException);
    assert.match(long.message, /more than 8 weeks/);
    const turned = await refusal(send(1000, 0), InvalidParameterException);
    assert.match(turned.message, /EndTime must not be before StartTime/);
  });

  it("refuses another instance, and what the model refuses", async () => {
    await using all = await office();
    const send = (overrides: Partial<SearchContactsRequest>) =>
      all.customer.connect.send(new SearchContactsCommand(all.request(overrides)));
    await refusal(send({ InstanceId: "other" }), ResourceNotFoundException);
    await refusal(send({ TimeRange: undefined }), InvalidParameterException);
    await refusal(send({ MaxResults: 101 }), InvalidParameterException);
    await refusal(send({ SearchCriteria: { Channels: ["FAX" as "CHAT"] } }), InvalidParameterException);
  });

  it("says of criteria that no emulated contact has that they are not emulated", async () => {
    await using all = await office();
    const SearchCriteria = { RoutingCriteria: { Steps: [] }, AgentHierarchyGroups: { L1Ids: ["one"] } };
    const error = await refusal(
      all.customer.connect.send(new SearchContactsCommand(all.request({ SearchCriteria }))),
      Error,
    );
    assert.equal(error.name, "NotEmulated");
    assert.match(error.message, /AgentHierarchyGroups, RoutingCriteria/);
  });

  it("finds a contact, and its changes, only after the delay", async () => {
    await using all = await office({ behaviour: { searchContactsDelay: 60_000 } });
    const ContactId = await all.start({ Attributes: { plan: "gold" } });
    assert.deepEqual(await all.found(), []);
    all.clock.advance(60_000);
    assert.deepEqual(await all.found(), [0]);
    await all.customer.stop(ContactId);
    const ended = { TimeRange: { Type: "DISCONNECT_TIMESTAMP" as const, ...within(all.clock.now()) } };
    assert.deepEqual(await all.found(ended), []);
    all.clock.advance(60_000);
    assert.deepEqual(await all.found(ended), [0]);
  });
});

function within(time: number) {
  return { StartTime: new Date(time - hour), EndTime: new Date(time + hour) };
}

async function queueOf(all: Awaited<ReturnType<typeof office>>, index: number): Promise<string> {
  const { Contacts = [] } = await all.customer.connect.send(new SearchContactsCommand(all.request()));
  return Contacts.find(({ Id }) => Id === all.started[index])?.QueueInfo?.Id ?? "";
}
