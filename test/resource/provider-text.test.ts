import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { providerText, resourceType } from "../../provider/resource/provider-text.js";

describe("the provider text", () => {
  it("is what it always was, to the byte", () => {
    assert.equal(resourceType, "pulumi-nodejs:dynamic/connect-chat-check:ChatCheck");
    assert.equal(
      providerText,
      `exports.handler=()=>{let c;const m=()=>require("module").createRequire(process.cwd()+"/_.js")("connect-chat-check/provider");return{configure:async r=>{c=r.config},check:(o,n)=>m().check(o,n,c),create:i=>m().create(i,c),update:(d,o,n)=>m().update(d,o,n,c),delete:async()=>{}}};`,
    );
  });

  it("has the type token and the key that Pulumi's own dynamic resources have", async () => {
    const registered = new Map<string, { type: string; inputs: Record<string, unknown> }>();
    await pulumi.runtime.setMocks({
      newResource: ({ type, inputs, name }) => {
        registered.set(name, { type, inputs });
        return { id: name, state: inputs };
      },
      call: () => ({}),
    });
    class Plain extends pulumi.dynamic.Resource {
      constructor() {
        super({ create: async () => ({ id: "1" }) }, "plain", {}, {}, "connect-chat-check", "ChatCheck");
      }
    }
    const { ChatCheck } = await import("../../provider/index.js");
    const resources = [new Plain(), new ChatCheck("own", { contactFlowId: "f", instanceId: "i" })];
    await Promise.all(resources.map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
    const [plain, own] = [registered.get("plain"), registered.get("own")];
    assert.equal(own?.type, plain?.type);
    assert.equal(typeof plain?.inputs.__provider, "string");
    assert.equal(own?.inputs.__provider, providerText);
  });
});
