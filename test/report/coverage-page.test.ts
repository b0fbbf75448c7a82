import assert from "node:assert/strict";
import { coverageOf } from "../../provider/report/coverage.js";
import { coveragePage } from "../../provider/report/coverage-page.js";
import { action, disconnect, flow, say } from "../flows.js";
import { faintTexts, opened, textIn, withBrowser } from "./page/browser.js";
import { flows, hostile, records } from "./page/sample.js";
import { record, runFlow, took } from "./records.js";

const page = coveragePage(coverageOf(records, flows));
const narrow = { viewport: { width: 390, height: 844 } };
const schemes = ["light", "dark"] as const;

describe("the page of coverage", function () {
  this.timeout(60_000);
  const browser = withBrowser();

  it("shows each flow with what was gone through, and asks nobody for anything", async () => {
    await using open = await opened(browser(), page);
    const rows = await open.page.locator("table.summary tr").allInnerTexts();
    assert.deepEqual(
      rows.map((row) => row.replace(/\s+/g, " ").trim()),
      [
        "Flow Actions Branches Conversations",
        "Menu 83.33% 5/6 40% 4/10 2",
        "Without places 83.33% 5/6 40% 4/10 1",
        "All 83.33% 10/12 40% 8/20",
      ],
    );
    const marks = await open.page
      .locator("#flow-0 a.card")
      .evaluateAll((cards) => cards.map((card) => `${card.getAttribute("aria-label")} [${card.classList.item(1)}]`));
    assert.deepEqual(marks.slice(0, 3), [
      "Play prompt, Welcome the customer: gone through 2 times by 2 conversations; 1 of 2 branches taken [covered]",
      "Check contact attributes, Ask for the channel: gone through 2 times by 2 conversations; 1 of 1 branch taken [covered]",
      "Check contact attributes, 5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab: gone through 2 times by 2 conversations; 1 of 3 branches taken [covered]",
    ]);
    assert.deepEqual(open.complaints, []);
  });

  it("tells branches apart by line, icon and weight, not by colour alone", async () => {
    await using open = await opened(browser(), page);
    const looks = await open.page.evaluate<Record<string, string>>(`Object.fromEntries(
      ["covered", "uncovered", "failed", "excluded"].map((name) => {
        const { strokeDasharray, strokeWidth } = getComputedStyle(document.querySelector("#flow-0 .edge." + name + " .line"));
        const icon = document.querySelector("#flow-0 .row." + name + " use").getAttribute("href");
        return [name, [strokeDasharray, strokeWidth, icon].join(" ")];
      }))`);
    assert.equal(new Set(Object.values(looks)).size, 4, JSON.stringify(looks));
    assert.match(looks.covered ?? "", /^none 2\.4px #icon-covered/);
    assert.match(looks.failed ?? "", /^none 5px #icon-failed/);
  });

  it("lets no box lie on another, and no text leave its box", async () => {
    await using open = await opened(browser(), page);
    const found = await open.page.evaluate<
      string[]
    >(`[...document.querySelectorAll("svg.picture")].flatMap((picture) => {
      const boxes = [...picture.querySelectorAll(".card, .start")].map((element) => ({ element, box: element.querySelector("rect").getBoundingClientRect() }));
      const apart = (one, other) => one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
      return boxes.flatMap(({ element, box }, index) => [
        ...boxes.slice(index + 1).filter((other) => !apart(box, other.box)).map((other) => "on each other: " + element.textContent + other.element.textContent),
        ...[...element.querySelectorAll("text")].filter((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return left < box.left || right > box.right || top < box.top - 1 || bottom > box.bottom + 1;
        }).map((text) => "outside: " + text.textContent),
      ]);
    })`);
    assert.deepEqual(found, []);
  });

  it("is used by keyboard: from action to action, into one, into a conversation, and back", async () => {
    await using open = await opened(browser(), page);
    const { keyboard } = open.page;
    const focus = () =>
      open.page.evaluate<string>(
        `(document.activeElement.getAttribute("aria-label") ?? document.activeElement.querySelector("header h3, .name")?.textContent ?? document.activeElement.textContent).replace(/\\s+/g, " ").split(":")[0].trim()`,
      );
    await keyboard.press("Tab");
    assert.equal(await focus(), "Skip to the content");
    for (let step = 0; step < 40 && !(await focus()).startsWith("Play prompt"); step++) await keyboard.press("Tab");
    assert.equal(await focus(), "Play prompt, Welcome the customer");
    await keyboard.press("Tab");
    assert.equal(await focus(), "Check contact attributes, Ask for the channel");
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    assert.equal(await focus(), "Play prompt, bill");
    await keyboard.press("ArrowDown");
    assert.equal(await focus(), "Play prompt, sim");
    await keyboard.press("ArrowUp");
    await keyboard.press("Enter");
    assert.equal(await focus(), "Play prompt bill");
    const details = open.page.locator(".action.open");
    const text = await textIn(details);
    for (const part of [
      "a conversation failed here",
      "gone through 2 times, by 2 conversations",
      "Your bill comes to 24.90 EUR",
      "NoMatchingError",
    ]) {
      assert(text.includes(part), `${part} is not in ${text}`);
    }
    for (let step = 0; step < 20 && !(await focus()).includes("asks for another price"); step++)
      await keyboard.press("Tab");
    await keyboard.press("Enter");
    await details.getByText("営業時間は？").waitFor();
    assert(await details.getByText("code: OTHER_MESSAGE").isVisible());
    await keyboard.press("Escape");
    assert.equal(await details.count(), 0);
    assert.equal(await focus(), "Play prompt, bill");
    await keyboard.press(" ");
    assert.equal(await details.count(), 1);
    assert.deepEqual(open.complaints, []);
  });

  it("leads from an action's branches and from what is missing to other actions", async () => {
    await using open = await opened(browser(), page);
    await open.page.locator("#flow-0 .gaps summary").click();
    await open.page.locator("#flow-0 .gaps a", { hasText: "sim" }).first().click();
    assert.match(await textIn(open.page.locator(".action.open h3")), /Play prompt sim/);
    await open.page.locator(".action.open table a").first().click();
    assert.match(await textIn(open.page.locator(".action.open h3")), /Disconnect \/ hang up/);
    await open.page.getByRole("button", { name: "Close" }).click();
    assert.equal(await open.page.locator(".action.open").count(), 0);
  });

  it("enlarges a picture and moves it, by buttons, keys, wheel and drag", async () => {
    await using open = await opened(browser(), page, { viewport: { width: 700, height: 500 } });
    const viewport = open.page.locator("#flow-0 .viewport");
    const picture = viewport.locator("svg.picture");
    const width = async () => (await picture.boundingBox())?.width ?? 0;
    const fitting = (await viewport.boundingBox())?.width ?? 0;
    await open.page.locator("#flow-0 [data-zoom=fit]").click();
    assert(Math.abs((await width()) - fitting) < 3);
    await open.page.locator("#flow-0 [data-zoom=in]").click();
    assert(Math.abs((await width()) / fitting - 1.25) < 0.02);
    await open.page.locator("#flow-0 a.card").first().focus();
    await open.page.keyboard.press("+");
    assert(Math.abs((await width()) / fitting - 1.5625) < 0.02);
    await viewport.hover();
    await open.page.keyboard.down("Control");
    await open.page.mouse.wheel(0, -300);
    await open.page.keyboard.up("Control");
    await open.page.waitForFunction(
      `document.querySelector("#flow-0 svg.picture").getBoundingClientRect().width > ${fitting * 2}`,
    );
    await viewport.scrollIntoViewIfNeeded();
    const frame = (await viewport.boundingBox()) ?? assert.fail();
    const before = await viewport.evaluate((element) => element.scrollLeft);
    const middle = { x: frame.x + frame.width / 2, y: Math.min(frame.y + 40, 480) };
    await open.page.mouse.move(middle.x, middle.y);
    await open.page.mouse.down();
    await open.page.mouse.move(middle.x - 120, middle.y, { steps: 4 });
    await open.page.mouse.up();
    assert.equal(Math.round((await viewport.evaluate((element) => element.scrollLeft)) - before), 120);
    assert.equal(await open.page.locator(".action.open").count(), 0);
  });

  for (const colorScheme of schemes) {
    for (const more of [{}, narrow]) {
      it(`can be read: ${colorScheme}, ${more === narrow ? "narrow" : "wide"}`, async () => {
        await using open = await opened(browser(), page, { colorScheme, ...more });
        await open.page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
        await open.page.locator('#flow-0 a.card[data-action="3"]').click();
        assert.deepEqual(await faintTexts(open.page), []);
        const beside = await open.page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        assert.equal(beside, 0, "it is wider than the window");
      });
    }
  }

  it("can be read without its script", async () => {
    await using open = await opened(browser(), page, { javaScriptEnabled: false });
    await open.page.locator('#flow-0 a.card[data-action="4"]').click();
    assert.match(open.page.url(), /#flow-0-action-4$/);
    assert(await open.page.locator("#flow-0-action-4").isVisible());
    assert.equal(await open.page.locator("[data-zoom]").first().isVisible(), false);
  });

  it("takes what is written by others for text", async () => {
    const text = coveragePage(coverageOf(hostile.records, hostile.flows));
    assert.equal(text.match(/<script/g)?.length, 1);
    await using open = await opened(browser(), text);
    await open.page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
    await open.page.locator("a.card").first().click();
    await open.page.locator(".action.open .through summary").first().click();
    const found = await open.page.evaluate(
      `({ hacked: window.hacked, images: document.images.length, links: [...document.links].map((link) => link.getAttribute("href")).filter((href) => !href.startsWith("#")) })`,
    );
    assert.deepEqual(found, { hacked: undefined, images: 0, links: [] });
    assert((await textIn(open.page.locator("#flow-0 h2"))).includes("<img src=x onerror="));
    assert.deepEqual(open.complaints, []);
  });

  it("stays usable with 94 actions", async () => {
    const count = 94;
    const large = flow(
      "Large",
      ...Array.from({ length: count - 1 }, (_, index) =>
        index % 3 === 0
          ? action(
              `ask ${index}`,
              "Compare",
              { ComparisonValue: "$.Attributes.x" },
              {
                when: { a: name(index + 1), b: name((index * 7) % count), c: name(index + 2) },
                errors: { NoMatchingCondition: name(index + 3) },
              },
            )
          : say(name(index), `Text ${index}`, name(index + 1)),
      ),
      disconnect(),
    );
    function name(index: number): string {
      return index >= count - 1 ? "end" : index % 3 === 0 ? `ask ${index}` : `say ${index}`;
    }
    const trace = [took("Large", "ask 0", "say 1", "Equals a"), took("Large", "say 1", "say 2")];
    const began = performance.now();
    const text = coveragePage(coverageOf([record({ trace })], [runFlow(large)]));
    assert(performance.now() - began < 15_000, `${performance.now() - began} ms`);
    assert(text.length < 2_000_000, String(text.length));
    await using open = await opened(browser(), text);
    assert.equal(await open.page.locator("a.card").count(), count);
    await open.page.locator("a.card").nth(50).focus();
    await open.page.keyboard.press("Enter");
    assert(await open.page.locator(".action.open").isVisible());
    assert.deepEqual(open.complaints, []);
  });

  it("says what cannot be drawn", async () => {
    const text = coveragePage(coverageOf([], [{ id: "1", name: "Broken", content: "[]" }]), { title: "Nightly" });
    await using open = await opened(browser(), text);
    assert.match(await textIn(open.page.locator("#flow-0")), /It is not a flow\./);
    assert.equal(await open.page.title(), "Nightly");
    assert.deepEqual(open.complaints, []);
  });
});
