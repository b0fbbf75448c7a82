import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decoded } from "../../../provider/flow/document.js";
import { coverageOf, type FlowCoverage } from "../../../provider/report/coverage.js";
import { type Card, cardsOf, cardWidth } from "../../../provider/report/page/card.js";
import { type Layout, layoutOf } from "../../../provider/report/page/layout.js";
import { startSize } from "../../../provider/report/page/places.js";
import { action, disconnect, flow, say } from "../../flows.js";
import { root } from "../../project/root.js";
import { type FlowJson, placed, runFlow } from "../records.js";

function laidOut(content: string): { readonly layout: Layout; readonly cards: readonly Card[] } {
  const [covered] = coverageOf([], [{ id: "1", name: "f", content }]).flows as [FlowCoverage];
  const cards = cardsOf(covered);
  return { layout: layoutOf(covered, cards), cards };
}

const of = (source: FlowJson) => laidOut(runFlow(source).content);

/** Pairs of boxes that lie on each other, and boxes outside of the frame. */
function collisions({ layout, cards }: ReturnType<typeof laidOut>): string[] {
  const { places, start, width, height } = layout;
  const boxes = [
    { name: "start", ...start, ...startSize },
    ...cards.map(({ action: { identifier }, height }) => {
      const { x, y } = places.get(identifier) ?? assert.fail(identifier);
      return { name: identifier, x, y, width: cardWidth, height };
    }),
  ];
  const apart = (one: (typeof boxes)[number], other: (typeof boxes)[number]) =>
    one.x + one.width <= other.x ||
    other.x + other.width <= one.x ||
    one.y + one.height <= other.y ||
    other.y + other.height <= one.y;
  const outside = boxes.filter(
    (box) => box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height,
  );
  return [
    ...outside.map(({ name }) => `${name} is outside`),
    ...boxes.flatMap((one, index) =>
      boxes.slice(index + 1).flatMap((other) => (apart(one, other) ? [] : [`${one.name} on ${other.name}`])),
    ),
  ];
}

const greeting = flow("greeting", say("hello", "Hello", "bye"), say("bye", "Bye", "end"), disconnect());

describe("the layout of a flow", () => {
  it("is the console's, a little larger, where the export tells every place", () => {
    const { layout } = of(
      placed(greeting, { hello: { x: 160, y: 40 }, bye: { x: 410, y: 240 }, end: { x: 660, y: 40 } }),
    );
    const at = (identifier: string) => layout.places.get(identifier) ?? assert.fail();
    const step = at("bye").x - at("hello").x;
    assert(step >= cardWidth && step < 400);
    assert(Math.abs(at("end").x - at("bye").x - step) <= 1);
    assert.equal(at("hello").y, at("end").y);
    assert(at("bye").y - at("hello").y >= 200);
    assert.deepEqual(layout.start.x < at("hello").x, true);
  });

  it("moves apart what would overlap, and keeps its order", () => {
    const built = of(placed(greeting, { hello: { x: 120, y: 40 }, bye: { x: 130, y: 120 }, end: { x: 340, y: 60 } }));
    assert.deepEqual(collisions(built), []);
    const { places } = built.layout;
    assert((places.get("bye")?.y ?? 0) > (places.get("hello")?.y ?? 0));
    assert.equal((places.get("bye")?.x ?? 0) - (places.get("hello")?.x ?? 0) < 40, true);
  });

  for (const [what, places] of [
    ["lacks a place", { hello: { x: 160, y: 40 }, bye: { x: 400, y: 40 } }],
    ["has two actions in one place", { hello: { x: 160, y: 40 }, bye: { x: 160, y: 40 }, end: { x: 660, y: 40 } }],
    ["tells nothing", {}],
  ] as const) {
    it(`is in layers from left to right where the export ${what}`, () => {
      const built = of(placed(greeting, places));
      assert.deepEqual(collisions(built), []);
      const xs = [built.layout.start, ...["hello", "bye", "end"].map((name) => built.layout.places.get(name))].map(
        (point) => point?.x ?? 0,
      );
      assert.deepEqual(
        xs,
        [...xs].sort((a, b) => a - b),
      );
      assert.equal(new Set(xs).size, 4);
    });
  }

  it("holds loops, actions that lead to themselves, and those that nothing leads to", () => {
    const odd = flow(
      "odd",
      action(
        "__proto__",
        "Wait",
        { TimeLimitSeconds: "5" },
        { when: { WaitCompleted: "__proto__" }, errors: { NoMatchingError: "constructor" } },
      ),
      say("constructor", "Hello", "__proto__"),
      say("lost", "Lost", "lost"),
    );
    assert.deepEqual(collisions(of(odd)), []);
  });

  const folder = join(root, "../shared/flows");
  const index = join(folder, "INDEX.tsv");
  it("lets no box lie on another in real exports", function () {
    this.timeout(60_000);
    if (!existsSync(index)) {
      console.error(`      skipped: the folder ${folder} is absent`);
      return this.skip();
    }
    const rows = readFileSync(index, "utf8").trim().split("\n").slice(1);
    let boxes = 0;
    for (const [file = ""] of rows.map((row) => row.split("\t"))) {
      const content = decoded(readFileSync(join(folder, file)));
      const [covered] = coverageOf([], [{ id: "1", name: "f", content }]).flows;
      if (covered?.problem || covered?.actions.length === 0) continue;
      const built = laidOut(content);
      assert.deepEqual(collisions(built), [], file);
      boxes += built.cards.length;
    }
    assert(boxes > 700, String(boxes));
  });
});
