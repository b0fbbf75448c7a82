import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NotEmulatedError } from "../../provider/emulator/errors.js";
import { action, disconnect, flow, greeting } from "../flows.js";
import { emptyInstance } from "./contact-in-flow.js";

const arnOfInstance = "arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555";

describe("Instance", () => {
  it("has an ARN of its region and account, and so have its contacts", () => {
    const instance = emptyInstance();
    assert.equal(instance.arn, arnOfInstance);
    assert.equal(instance.contactArn("c"), `${arnOfInstance}/contact/c`);
  });

  describe("loading a flow", () => {
    it("reads content that is an object or a text", () => {
      const { name, content } = greeting();
      const [first, second] = [content, JSON.stringify(content)].map((given) =>
        emptyInstance().load({ name, content: given }),
      );
      assert.deepEqual(first, second);
      assert.deepEqual([...(first?.document.actions.keys() ?? [])], ["hello", "wait", "end"]);
    });

    it("refuses a second flow of the same name or id", () => {
      const instance = emptyInstance();
      instance.load(greeting());
      assert.throws(() => instance.load(greeting()), /^Error: Two flows are the same one by name or id: greeting\.$/);
    });

    it("gives the flow the same id each time, and an ARN", () => {
      const [first, second] = [emptyInstance().load(greeting()), emptyInstance().load(greeting())];
      assert.equal(first.id, second.id);
      assert.equal(first.arn, `${arnOfInstance}/contact-flow/${first.id}`);
      assert.notEqual(first.id, emptyInstance().load(greeting("another")).id);
    });

    it("keeps the id, name and type of the export", () => {
      const exported = {
        ContactFlow: { Id: "f-1", Name: "Sales", Type: "CUSTOMER_QUEUE", Content: greeting().content },
      };
      const directory = mkdtempSync(join(tmpdir(), "flow-"));
      try {
        const file = join(directory, "export.json");
        writeFileSync(file, JSON.stringify(exported));
        const { id, name, type } = emptyInstance().load(file);
        assert.deepEqual({ id, name, type }, { id: "f-1", name: "Sales", type: "CUSTOMER_QUEUE" });
      } finally {
        rmSync(directory, { recursive: true });
      }
    });

    it("names a flow after its file when the export names it not", () => {
      const directory = mkdtempSync(join(tmpdir(), "flow-"));
      try {
        const file = join(directory, "Sales line.json");
        writeFileSync(file, JSON.stringify(greeting().content));
        assert.equal(emptyInstance().load(file).name, "Sales line");
        assert.equal(emptyInstance().load({ file, name: "mine" }).name, "mine");
      } finally {
        rmSync(directory, { recursive: true });
      }
    });

    it("prefers the name and type that it is given to those of the export", () => {
      const content = { ...greeting().content, Metadata: { name: "theirs", type: "customerQueue" } };
      const { name, type } = emptyInstance().load({ content, name: "mine", type: "QUEUE_TRANSFER" });
      assert.deepEqual({ name, type }, { name: "mine", type: "QUEUE_TRANSFER" });
    });

    it("takes a flow without a type for an inbound one", () => {
      assert.equal(emptyInstance().load(greeting()).type, "CONTACT_FLOW");
    });

    it("refuses a flow with problems, and tells all of them", () => {
      assert.throws(
        () => emptyInstance().load({ name: "broken", content: { Version: "1", StartAction: "a", Actions: [] } }),
        {
          message:
            'The flow broken cannot be used: Version is "1"; 2019-10-30 is the only one that there is. StartAction "a" is no action of the flow.',
        },
      );
    });

    it("refuses a flow with an action that is not emulated, and names it", () => {
      const source = flow("bot", action("ask", "NotOfThisWorld", {}, { next: "end" }), disconnect());
      assert.throws(
        () => emptyInstance().load(source),
        (error) => {
          assert(error instanceof NotEmulatedError);
          assert.deepEqual(error.missing, ["NotOfThisWorld"]);
          assert.equal(
            error.message,
            "The flow bot has an action type that the emulator does not have yet: NotOfThisWorld.",
          );
          return true;
        },
      );
    });

    it("names every action type that is not emulated once", () => {
      const source = flow(
        "bots",
        action("a", "NotOfThisWorld", {}, { next: "b" }),
        action("b", "NotOfThisWorld", {}, { next: "c" }),
        action("c", "toString", {}, { next: "end" }),
        disconnect(),
      );
      assert.throws(() => emptyInstance().load(source), {
        missing: ["NotOfThisWorld", "toString"],
        message: "The flow bots has 2 action types that the emulator does not have yet: NotOfThisWorld, toString.",
      });
    });

    it("keeps nothing of a flow that it refused", () => {
      const instance = emptyInstance();
      assert.throws(() => instance.load({ name: "broken", content: "{" }), /It|it is not JSON/i);
      assert.deepEqual(instance.flows, []);
    });
  });

  it("forgets a flow or a module together with its tags", () => {
    const instance = emptyInstance();
    const [flow, module] = [instance.load(greeting()), instance.loadModule(greeting())];
    for (const { arn } of [flow, module]) instance.tags.add(arn, { a: "b" });
    assert.deepEqual([instance.remove(flow.id), instance.removeModule(module.id)], [true, true]);
    assert.deepEqual([instance.remove(flow.id), instance.removeModule(module.id)], [false, false]);
    assert.deepEqual([instance.flows, instance.modules.all], [[], []]);
    for (const { arn } of [instance.load(greeting()), instance.loadModule(greeting())]) {
      assert.deepEqual(instance.tags.of(arn), {});
    }
  });

  it("takes a flow in the place of one with the same id, where it is told so", () => {
    const instance = emptyInstance();
    const { id } = instance.load(greeting());
    assert.equal(instance.load(greeting("greeting", "Changed"), true).id, id);
    instance.load(greeting("greeting", "Changed again"), id);
    assert.equal(instance.flow(id)?.document.actions.get("hello")?.parameters.Text, "Changed again");
    assert.throws(() => instance.load(greeting(), "other"), /are the same one by name or id/);
    assert.equal(instance.flows.length, 1);
  });

  describe("finding a flow", () => {
    const instance = emptyInstance();
    const [first, second] = [instance.load(greeting("first")), instance.load(greeting("second"))];

    it("goes by id", () => {
      assert.equal(instance.flow(first.id), first);
      assert.equal(instance.flow("nowhere"), undefined);
      assert.equal(instance.flow(""), undefined);
    });

    it("goes by ARN, of any instance", () => {
      assert.equal(instance.flow(second.arn), second);
      assert.equal(
        instance.flow(`arn:aws:connect:eu-west-1:999999999999:instance/other/contact-flow/${second.id}`),
        second,
      );
    });

    it("goes by name", () => {
      assert.equal(instance.flowNamed("second"), second);
      assert.equal(instance.flowNamed("third"), undefined);
    });

    it("lists flows in the order in which they were loaded", () => {
      assert.deepEqual(instance.flows, [first, second]);
    });
  });
});
