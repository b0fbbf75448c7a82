import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Lookup,
  namespaces,
  pathOf,
  resolveParameters,
  resolveText,
  valueAt,
} from "../../provider/flow/reference.js";

const values = {
  Attributes: { name: "Ada", A: "1", B: "2", "e.mail": "a@b.c", "sip-header": "x", empty: "", "two words": "three" },
  Views: { ViewResultData: { FormData: { pickup: ["airport", "station"] } } },
  SegmentAttributes: { "connect:Subtype": "connect:Chat" },
  Customer: { FirstName: "Grace" },
  AwsRegion: "us-east-1",
  External: { key: "colour", value: "blue", count: 3, flag: false, object: { a: 1 }, nothing: null },
};

const lookup: Lookup = (path) => valueAt(values, path);
const resolved = (text: string) => resolveText(text, lookup).text;

describe("resolveText", () => {
  it("resolves a whole value", () => {
    assert.deepEqual(resolveText("$.Attributes.name", lookup), { text: "Ada", missing: [] });
  });

  it("resolves references inside a text", () => {
    assert.equal(resolved("Hello $.Attributes.name, welcome to $.AwsRegion!"), "Hello Ada, welcome to us-east-1!");
  });

  it("resolves brackets, with and without a dot before them, in either quotes", () => {
    assert.equal(resolved("$.Attributes.['e.mail']"), "a@b.c");
    assert.equal(resolved("$.Attributes['e.mail']"), "a@b.c");
    assert.equal(resolved('$.Attributes["two words"]'), "three");
    assert.equal(resolved("$['Attributes']['name']"), "Ada");
    assert.equal(resolved("$.SegmentAttributes['connect:Subtype']"), "connect:Chat");
  });

  it("resolves an index of a list, as a dotted number and in brackets", () => {
    assert.equal(resolved("$.Views.ViewResultData.FormData.pickup.0"), "airport");
    assert.equal(resolved("$.Views.ViewResultData.FormData.pickup[1]"), "station");
    assert.equal(resolved("$.Views.ViewResultData.FormData.pickup.[ 1 ]"), "station");
  });

  it("resolves adjacent references", () => {
    assert.equal(resolved("$.Attributes.A$.Attributes.B"), "12");
  });

  it("resolves a reference inside an ARN and leaves a placeholder there", () => {
    assert.equal(
      resolved(`arn:aws:lambda:$.AwsRegion:\${ACCOUNT}:function:x`),
      `arn:aws:lambda:us-east-1:\${ACCOUNT}:function:x`,
    );
  });

  it("takes a full stop, comma, colon or exclamation mark after a reference as punctuation", () => {
    assert.equal(resolved("Thank you, $.Customer.FirstName."), "Thank you, Grace.");
    assert.equal(resolved("$.Customer.FirstName. Bye"), "Grace. Bye");
    assert.equal(resolved("$.Customer.FirstName, $.Customer.FirstName: $.Customer.FirstName!"), "Grace, Grace: Grace!");
  });

  it("takes backticks for a part of a reference to a data table, and for markdown elsewhere", () => {
    const tables: Lookup = ([namespace, ...path]) => (namespace === "DataTables" ? path.join("/") : "x");
    assert.equal(resolveText("at `$.DataTables.plans['gold'][0]`", tables).text, "at plans/gold/0");
    assert.equal(resolveText("at $.DataTables.plans", tables).text, "at plans");
    assert.deepEqual(pathOf("`$.DataTables.plans[0]`"), ["DataTables", "plans", "0"]);
    assert.equal(resolveText("your code is `$.Attributes.code`", tables).text, "your code is `x`");
    assert.deepEqual(
      resolveText("`$.Attributes.none` `$.DataTables.x`", () => undefined),
      {
        text: "`` ",
        missing: ["$.Attributes.none", "`$.DataTables.x`"],
      },
    );
    assert.equal(resolveText("`$.Attributes.a", tables).text, "`x");
    assert.equal(pathOf("`$.Attributes.a`"), undefined);
  });

  it("takes a hyphen as a part of the name", () => {
    assert.equal(resolved("$.Attributes.sip-header"), "x");
  });

  it("leaves a dollar sign that starts no reference", () => {
    for (const text of ["$20", "it costs $ 5", "$", "$.", "$$", "a$b", "$[0]", "$.20"]) {
      assert.deepEqual(resolveText(text, lookup), { text, missing: [] });
    }
  });

  it("leaves a reference of a namespace that does not exist", () => {
    assert.deepEqual(resolveText("$.Unknown.thing and $.constructor.name", lookup), {
      text: "$.Unknown.thing and $.constructor.name",
      missing: [],
    });
  });

  it("makes a missing value empty and reports the reference as written", () => {
    assert.deepEqual(resolveText("[$.Attributes.['last name']] [$.External.nothing] [$.Attributes.empty]", lookup), {
      text: "[] [] []",
      missing: ["$.Attributes.['last name']", "$.External.nothing"],
    });
  });

  it("writes numbers, booleans and objects as JSON does", () => {
    assert.equal(resolved("$.External.count $.External.flag $.External.object"), '3 false {"a":1}');
  });

  it("puts a value in as it is, replacement patterns and references included", () => {
    const tricky: Lookup = () => "$& $1 $.Attributes.name";
    assert.equal(resolveText("<$.External.key>", tricky).text, "<$& $1 $.Attributes.name>");
  });

  it("never throws, and changes no text without a dollar sign", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const result = resolveText(text, lookup);
        if (!text.includes("$")) assert.deepEqual(result, { text, missing: [] });
      }),
    );
  });

  it("never throws on a text that is close to a reference", () => {
    const part = fc.constantFrom("$", ".", "[", "]", "'", '"', "Attributes", "name", "0", " ", "$.", "['", "']");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        const { missing } = resolveText(text, lookup);
        for (const reference of missing) assert(text.includes(reference));
      }),
      { numRuns: 1000 },
    );
  });

  it("finds every attribute by its name in brackets", () => {
    const key = fc.string().filter((name) => !name.includes("'"));
    fc.assert(
      fc.property(key, (name) => {
        const attributes = Object.fromEntries([[name, "found"]]);
        const result = resolveText(`<$.Attributes['${name}']>`, ([, ...path]) => valueAt(attributes, path));
        assert.deepEqual(result, { text: "<found>", missing: [] });
      }),
    );
  });
});

describe("pathOf", () => {
  it("splits a whole reference into its segments", () => {
    assert.deepEqual(pathOf("$.Attributes.name"), ["Attributes", "name"]);
    assert.deepEqual(pathOf("$.Attributes.['two words']"), ["Attributes", "two words"]);
    assert.deepEqual(pathOf("$['Attributes'][\"e.mail\"]"), ["Attributes", "e.mail"]);
    assert.deepEqual(pathOf("$.Views.ViewResultData.pickup.0"), ["Views", "ViewResultData", "pickup", "0"]);
    assert.deepEqual(pathOf("$.StoredCustomerInput"), ["StoredCustomerInput"]);
  });

  it("ignores blanks around the reference", () => {
    assert.deepEqual(pathOf("  $.Channel\n"), ["Channel"]);
  });

  it("answers undefined for anything that is not one whole reference", () => {
    const others = ["", "name", "$20", "Hello $.Attributes.name", "$.Attributes.A$.Attributes.B", "$.Attributes.A."];
    for (const text of [...others, "$.Unknown.x", "$.toString"]) assert.equal(pathOf(text), undefined, text);
  });

  it("knows every namespace", () => {
    for (const namespace of namespaces) assert.deepEqual(pathOf(`$.${namespace}.x`), [namespace, "x"]);
  });
});

describe("resolveParameters", () => {
  it("resolves keys and values, however deep", () => {
    const missing: string[] = [];
    const parameters = resolveParameters(
      {
        Attributes: { "$.External.key": "$.External.value" },
        List: ["$.Attributes.name", { deep: "$.Attributes.gone" }],
      },
      lookup,
      missing,
    );
    assert.deepEqual(parameters, { Attributes: { colour: "blue" }, List: ["Ada", { deep: "" }] });
    assert.deepEqual(missing, ["$.Attributes.gone"]);
  });

  it("leaves what is not text as it is", () => {
    const value = { number: 1, flag: true, nothing: null, list: [1, null] };
    assert.deepEqual(resolveParameters(value, lookup), value);
  });

  it("keeps the type of what a whole reference stands for, where it is told so, and makes texts of the others", () => {
    const missing: string[] = [];
    const parameters = {
      a: "$.External.object",
      b: ["$.External.count"],
      c: "n: $.External.count",
      d: "$.External.none",
    };
    assert.deepEqual(resolveParameters<unknown>(parameters, lookup, missing, true), {
      a: { a: 1 },
      b: [3],
      c: "n: 3",
      d: "",
    });
    assert.deepEqual(missing, ["$.External.none"]);
    assert.deepEqual(resolveParameters<unknown>({ a: "$.External.object" }, lookup), { a: '{"a":1}' });
  });

  it("keeps a key named __proto__ as a key", () => {
    const parameters: Record<string, unknown> = resolveParameters(JSON.parse('{"__proto__":{"polluted":"x"}}'), lookup);
    assert.deepEqual(Object.keys(parameters), ["__proto__"]);
    assert.equal("polluted" in parameters, false);
  });
});

describe("valueAt", () => {
  it("walks through objects and lists", () => {
    const value = { list: [{ key: { inner: "found" } }] };
    assert.equal(valueAt(value, ["list", "0", "key", "inner"]), "found");
    assert.equal(valueAt(value, []), value);
  });

  it("answers undefined where the path leaves the value", () => {
    for (const path of [["x"], ["list", "1"], ["list", "0", "length"], ["list", "x", "y"]]) {
      assert.equal(valueAt({ list: ["text"] }, path), undefined, path.join("."));
    }
  });

  it("answers undefined for members that every object has", () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      assert.equal(valueAt({}, [name]), undefined);
      assert.equal(valueAt([], [name]), undefined);
    }
  });
});
