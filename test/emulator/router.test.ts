import assert from "node:assert/strict";
import { ServiceError } from "../../provider/emulator/errors.js";
import { services } from "../../provider/emulator/model/model.js";
import { inputOf, type Route, routeOf } from "../../provider/emulator/router.js";

function route(method: string, path: string): Route {
  const found = routeOf(method, path);
  assert(found, `${method} ${path}`);
  return found;
}

const input = (to: Route, { query = "", headers = {}, body = "" }: Request = {}) =>
  inputOf(to, new URLSearchParams(query), (name) => headers[name], body);

interface Request {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe("routeOf", () => {
  it("finds every operation of both services, modelled or known by name only", () => {
    for (const [service, { operations, routes }] of Object.entries(services)) {
      const known = [
        ...Object.entries(operations).map(([name, { method, uri }]) => [name, method, uri] as const),
        ...Object.entries(routes).map(([name, [method, uri]]) => [name, method, uri] as const),
      ];
      for (const [operation, method, uri] of known) {
        const path = (uri.split("?")[0] ?? "").replace(/\{\w+\+?\}/g, "some-id");
        const found = routeOf(method, path);
        assert.equal(`${found?.service} ${found?.operation}`, `${service} ${operation}`, `${method} ${uri}`);
        assert.equal(found?.model === undefined, !(operation in operations), operation);
      }
    }
  });

  it("decodes labels", () => {
    const { operation, labels } = route("GET", "/contacts/instance%2F1/contact%201");
    assert.equal(operation, "DescribeContact");
    assert.deepEqual(labels, { InstanceId: "instance/1", ContactId: "contact 1" });
  });

  it("keeps a label that cannot be decoded", () => {
    assert.equal(route("GET", "/contacts/i/100%").labels.ContactId, "100%");
  });

  it("allows a slash at the end", () => {
    assert.equal(route("PUT", "/contact/chat/").operation, "StartChatContact");
  });

  it("takes a label that is a dot, or holds an encoded slash, as it is", () => {
    assert.deepEqual(route("GET", "/contacts/./..").labels, { InstanceId: ".", ContactId: ".." });
    assert.deepEqual(route("GET", "/contacts/a%2Fb/%252F").labels, { InstanceId: "a/b", ContactId: "%2F" });
  });

  it("takes an empty label where no other path fits", () => {
    assert.deepEqual(route("GET", "/contacts//c").labels, { InstanceId: "", ContactId: "c" });
    assert.deepEqual(route("GET", "/contacts/i/").labels, { InstanceId: "i", ContactId: "" });
    assert.equal(route("PUT", "/contact-flows/i/").operation, "CreateContactFlow");
  });

  it("has no operation where the emulator's own paths are", () => {
    for (const { operations, routes } of Object.values(services)) {
      const uris = [...Object.values(operations).map(({ uri }) => uri), ...Object.values(routes).map(([, uri]) => uri)];
      assert.deepEqual(
        uris.filter((uri) => /^\/(emulator|\{)/.test(uri)),
        [],
      );
    }
  });

  it("finds nothing for another method or another path", () => {
    assert.equal(routeOf("GET", "/contact/chat"), undefined);
    assert.equal(routeOf("PUT", "/contact/chatter"), undefined);
    assert.equal(routeOf("PUT", "/v1/contact/chat"), undefined);
    assert.equal(routeOf("HEAD", "/contacts/i/c"), undefined);
    assert.equal(routeOf("GET", "/contacts/i/c//"), undefined);
    assert.equal(routeOf("GET", "/contacts/i"), undefined);
    assert.equal(routeOf("GET", "/"), undefined);
  });
});

describe("inputOf", () => {
  it("puts labels and body together", () => {
    const to = route("POST", "/contacts/i/c");
    assert.deepEqual(input(to, { body: '{"Name":"n"}' }), { InstanceId: "i", ContactId: "c", Name: "n" });
  });

  it("takes the bearer token from its header, and from nowhere else", () => {
    const to = route("POST", "/participant/message");
    const body = '{"ContentType":"text/plain","Content":"Hi","ConnectionToken":"from the body"}';
    assert.deepEqual(input(to, { headers: { "x-amz-bearer": "token" }, body }), {
      ContentType: "text/plain",
      Content: "Hi",
      ConnectionToken: "token",
    });
    assert.deepEqual(input(to, { body }), { ContentType: "text/plain", Content: "Hi" });
  });

  it("has no members for a query that is not there", () => {
    assert.deepEqual(input(route("GET", "/contact-flows-summary/i")), { InstanceId: "i" });
  });

  it("reads the query by its type: a list, a number, a text", () => {
    const to = route("GET", "/contact-flows-summary/i");
    const query = "contactFlowTypes=CONTACT_FLOW&contactFlowTypes=CAMPAIGN&maxResults=5&nextToken=7";
    assert.deepEqual(input(to, { query }), {
      InstanceId: "i",
      ContactFlowTypes: ["CONTACT_FLOW", "CAMPAIGN"],
      MaxResults: 5,
      NextToken: "7",
    });
  });

  it("leaves a number that is none for the constraints to refuse", () => {
    assert.equal(input(route("GET", "/contact-flows-summary/i"), { query: "maxResults=many" }).MaxResults, "many");
  });

  it("takes an empty body as no members", () => {
    assert.deepEqual(input(route("POST", "/contact/stop"), { body: " \n" }), {});
  });

  it("refuses a body that is not a JSON object, in the words of either service", () => {
    for (const [path, name] of [
      ["/contact/stop", "InvalidRequestException"],
      ["/participant/message", "ValidationException"],
    ] as const) {
      const deep = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;
      for (const body of ["{", "[]", "null", "1", deep, "[".repeat(10_000)]) {
        assert.throws(
          () => input(route("POST", path), { body }),
          (error) => error instanceof ServiceError && error.name === name && error.status === 400,
          `${path} ${body.slice(0, 20)}`,
        );
      }
    }
  });

  it("counts no bracket inside a text as a level", () => {
    const body = JSON.stringify({ Name: `${'[{"\\'.repeat(10_000)}` });
    assert.equal(input(route("POST", "/contacts/i/c"), { body }).Name, '[{"\\'.repeat(10_000));
  });
});
