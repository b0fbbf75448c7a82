import assert from "node:assert/strict";
import { CustomerProfiles } from "../../provider/emulator/customer-profiles.js";
import { identifiers } from "../../provider/emulator/identifiers.js";
import { emptyInstance } from "./contact-in-flow.js";
import { profiles } from "./profiles.js";

const known = () => new CustomerProfiles(emptyInstance(profiles), identifiers(1));
const ids = (found: { id: string }[]) => found.map(({ id }) => id);

describe("CustomerProfiles", () => {
  it("has those of the instance file, by id and by ARN", () => {
    const all = known();
    const ada = all.get("p-ada");
    assert.equal(ada?.fields.FirstName, "Ada");
    assert.equal(ada?.arn, "arn:aws:profile:us-east-1:123456789012:domains/emulated/profiles/p-ada");
    assert.equal(all.get(ada?.arn ?? ""), ada);
    assert.equal(all.get("p-none"), undefined);
  });

  it("names profiles by their place where the file does not", () => {
    const all = new CustomerProfiles(
      emptyInstance({ customerProfiles: [{ identifiers: {} }, { identifiers: { _email: ["a", "b"] } }] }),
      identifiers(1),
    );
    assert.deepEqual(ids(all.find([["_email", "b"]])), ["profile-2"]);
  });

  it("finds by any, or by every identifier", () => {
    const both = [
      ["_phone", "+15550009"],
      ["_email", "ada@example.com"],
    ] as const;
    assert.deepEqual(ids(known().find(both)), ["p-ada", "p-bob"]);
    assert.deepEqual(ids(known().find(both, true)), ["p-ada"]);
    assert.deepEqual(ids(known().find([])), []);
  });

  it("finds by the fields that hold an identifier, in the words of either kind", () => {
    for (const name of ["_email", "EmailAddress", "PersonalEmailAddress"]) {
      assert.deepEqual(ids(known().find([[name, "ada@example.com"]])), ["p-ada"], name);
    }
    assert.deepEqual(ids(known().find([["_email", "bob@example.com"]])), ["p-bob"]);
    assert.deepEqual(ids(known().find([["City", "London"]])), ["p-ada"]);
    assert.deepEqual(ids(known().find([["ProfileId", "p-cyd"]])), ["p-cyd"]);
  });

  it("finds what was created, and not what a copy of its fields says later", () => {
    const all = known();
    const fields = { FirstName: "Dee", PhoneNumber: "+1", MobilePhoneNumber: "+2" };
    const dee = all.create(fields);
    fields.PhoneNumber = "+3";
    for (const [phone, found] of [
      ["+1", [dee.id]],
      ["+2", [dee.id]],
      ["+3", []],
    ] as const) {
      assert.deepEqual(ids(all.find([["_phone", phone]])), found, phone);
    }
    assert.match(dee.id, /^[0-9a-f]{32}$/);
    assert.equal(all.get(dee.id), dee);
  });
});
