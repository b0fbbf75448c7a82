import assert from "node:assert/strict";
import { called, type HandlerContext, loadHandler } from "../../../provider/emulator/lambda/handler.js";
import { handlerFile, removeHandlerFiles } from "./handler-file.js";

const context: HandlerContext = {
  functionName: "f",
  invokedFunctionArn: "arn",
  awsRequestId: "id",
  getRemainingTimeInMillis: () => 1000,
};
const answerOf = async (file: string, name = "handler") => called(await loadHandler(file, name), { a: 1 }, context);

after(removeHandlerFiles);

describe("loadHandler", () => {
  for (const [name, content] of [
    ["esm.mjs", "export const handler = async (event) => ({ got: event.a });"],
    ["common.cjs", "exports.handler = async (event) => ({ got: event.a });"],
    ["assigned.cjs", "module.exports = { handler: (event) => ({ got: event.a }) };"],
    ["plain.js", "exports.handler = (event) => ({ got: event.a });"],
    ["typed.ts", "export async function handler(event: { a: number }): Promise<object> { return { got: event.a }; }"],
    ["typed.mts", "export const handler = async (event: { a: number }) => ({ got: event.a });"],
    ["typed.cts", "exports.handler = (event: { a: number }): object => ({ got: event.a });"],
  ] as const) {
    it(`takes what ${name} exports`, async () => {
      assert.deepEqual(await answerOf(handlerFile(name, content)), { got: 1 });
    });
  }

  it("takes a file that takes others in", async () => {
    const other = handlerFile("other.mjs", "export const twice = (number) => 2 * number;");
    const file = handlerFile(
      "esm.mjs",
      `import { twice } from ${JSON.stringify(other)}; export const handler = ({ a }) => ({ got: twice(a) });`,
    );
    assert.deepEqual(await answerOf(file), { got: 2 });
  });

  it("says which file exports nothing of that name", async () => {
    const file = handlerFile("esm.mjs", "export const other = 1; export const handler = 1;");
    for (const name of ["handler", "nothing"]) {
      await assert.rejects(loadHandler(file, name), { message: `${file} exports no function ${name}.` });
    }
  });

  it("fails as the file does, or as one that is not there", async () => {
    await assert.rejects(loadHandler(handlerFile("esm.mjs", "throw new Error('at load')"), "handler"), /at load/);
    await assert.rejects(loadHandler("/nowhere/x.mjs", "handler"), /nowhere/);
    await assert.rejects(loadHandler(handlerFile("broken.ts", "export const ="), "handler"));
  });
});

describe("called", () => {
  const of = (handler: Parameters<typeof called>[0]) => called(handler, "event", context);

  it("takes a promise, a plain answer, or a callback", async () => {
    assert.equal(await of(async (event) => `${event} a`), "event a");
    assert.equal(await of((event) => `${event} b`), "event b");
    assert.equal(
      await of((event, _context, callback) => void setImmediate(() => callback(null, `${event} c`))),
      "event c",
    );
  });

  it("gives the context", async () => {
    assert.equal(
      await of((_event, { functionName, getRemainingTimeInMillis }) => `${functionName} ${getRemainingTimeInMillis()}`),
      "f 1000",
    );
  });

  it("rejects with what is thrown, rejected or called back", async () => {
    await assert.rejects(
      of(() => {
        throw new Error("thrown");
      }),
      /thrown/,
    );
    await assert.rejects(
      of(async () => {
        throw new Error("rejected");
      }),
      /rejected/,
    );
    await assert.rejects(
      of((_event, _context, callback) => callback(new Error("called back"))),
      /called back/,
    );
  });

  it("is over without an answer where the handler has none", async () => {
    assert.equal(await of(() => undefined), undefined);
  });
});
