import assert from "node:assert/strict";
import { coverageOf } from "../../provider/report/coverage.js";
import { runPage } from "../../provider/report/run-page.js";
import { faintTexts, opened, textIn, withBrowser } from "./page/browser.js";
import { flows, hostile, records } from "./page/sample.js";
import { record } from "./records.js";

const page = runPage(coverageOf(records, flows));
const narrow = { viewport: { width: 390, height: 844 } };
const failed = "section .conversation.failed";

describe("the page of a run", function () {
  this.timeout(60_000);
  const browser = withBrowser();

  it("has the conversations of each file with what became of them, and asks nobody for anything", async () => {
    await using open = await opened(browser(), page);
    const sections = await open.page
      .locator("section.suite")
      .evaluateAll((all) =>
        all.map((one) =>
          [one.querySelector("h2"), ...one.querySelectorAll(".conversation > summary")].map((part) =>
            part?.textContent?.replace(/\s+/g, " ").trim(),
          ),
        ),
      );
    assert.deepEqual(sections, [
      [
        "flows/menu.chat.yaml",
        "passed asks for the bill 12 ms",
        "failed asks for another price price 29.90 12 msThe next message is another than expected.",
        "skipped is left out",
      ],
      ["flows/other.chat.yaml", "passed goes through layers 12 ms"],
    ]);
    assert.match(
      await textIn(open.page.locator("header.page")),
      /^Conversations4 conversations, 48 ms in all, started 2026-01-02 03:04:05 UTC$/,
    );
    assert.deepEqual(open.complaints, []);
  });

  it("shows a failure at once: the report, its way through the flow, and the talk", async () => {
    await using open = await opened(browser(), page);
    const conversation = open.page.locator(failed);
    await conversation.getByText("code: OTHER_MESSAGE").waitFor();
    const taken = await conversation
      .locator("svg.picture .card:is(.covered, .failed)")
      .evaluateAll((cards) =>
        cards.map((card) => `${card.querySelector("title")?.textContent} ${card.classList.item(1)}`),
      );
    assert.deepEqual(taken, [
      "Play prompt Welcome the customer covered",
      "Check contact attributes Ask for the channel covered",
      "Check contact attributes 5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab covered",
      "Play prompt bill covered",
      "Disconnect / hang up end failed",
    ]);
    const edges = await conversation
      .locator("svg.picture .edge:not(.rest)")
      .evaluateAll((all) => all.map(({ classList }) => classList.item(1)).sort());
    assert.deepEqual(edges, ["covered", "covered", "covered", "covered", "failed"]);
    const way = conversation.locator(".way li");
    assert.deepEqual(await way.evaluateAll((all) => all.map((one) => one.textContent?.replace(/\s+/g, " ").trim())), [
      "Menu MessageParticipant Welcome the customer → success",
      "Compare Ask for the channel → CHAT (Equals CHAT)",
      "Compare 5f0ce1f4-1b2c-4f3d-8e9a-0123456789ab → bill (Equals bill)",
      "MessageParticipant bill → success",
      "DisconnectParticipant end → disconnected",
    ]);
    await conversation.locator(".chat").getByText("Nano", { exact: true }).first().waitFor();
  });

  it("has the talk as a chat: the customer at the right, right-to-left scripts from the right", async () => {
    await using open = await opened(browser(), page);
    const chat = open.page.locator(`${failed} .chat`);
    const box = async (text: string) =>
      (await chat.locator(".bubble", { hasText: text }).first().boundingBox()) ?? assert.fail(text);
    const frame = (await chat.boundingBox()) ?? assert.fail();
    const [customer, agent] = [await box("営業時間は？"), await box("One")];
    assert(Math.abs(customer.x + customer.width - frame.x - frame.width) < 2);
    assert(Math.abs(agent.x - frame.x) < 2);
    const arabic = chat.locator(".said", { hasText: "مرحبًا" });
    assert.equal(await arabic.evaluate((element) => element.matches(":dir(rtl)")), true);
  });

  it("is used by keyboard, and shows only what is asked for", async () => {
    await using open = await opened(browser(), page);
    const { keyboard } = open.page;
    const visible = () => open.page.locator("section .conversation:visible").count();
    const button = open.page.getByRole("button", { name: /failed 1/ });
    for (let step = 0; step < 10 && !(await button.evaluate((element) => element.matches(":focus"))); step++)
      await keyboard.press("Tab");
    await keyboard.press("Enter");
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    assert.equal(await visible(), 1);
    await open.page.getByRole("button", { name: /All 4/ }).press("Enter");
    assert.equal(await visible(), 4);
    const summary = open.page.locator("summary", { hasText: "asks for the bill" });
    await summary.focus();
    await keyboard.press("Enter");
    assert.equal(await open.page.locator(".conversation.passed[open]").count(), 1);
    assert.deepEqual(open.complaints, []);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const more of [{}, narrow]) {
      it(`can be read: ${colorScheme}, ${more === narrow ? "narrow" : "wide"}`, async () => {
        await using open = await opened(browser(), page, { colorScheme, ...more });
        await open.page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
        await open.page.locator(`${failed} svg.picture`).waitFor();
        assert.deepEqual(await faintTexts(open.page), []);
        await open.page.getByRole("button", { name: /skipped 1/ }).click();
        const beside = await open.page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        assert.equal(beside, 0, "it is wider than the window");
      });
    }
  }

  it("can be read without its script, but for the picture", async () => {
    await using open = await opened(browser(), page, { javaScriptEnabled: false });
    await open.page.locator(`${failed} > summary`).click();
    assert(await open.page.getByText("code: OTHER_MESSAGE").isVisible());
    await open.page.locator(`${failed} .way > summary`).click();
    assert(await open.page.getByText("Equals CHAT").isVisible());
  });

  it("takes what is written by others for text", async () => {
    const text = runPage(coverageOf(hostile.records, hostile.flows));
    assert.equal(text.match(/<script/g)?.length, 1);
    await using open = await opened(browser(), text);
    await open.page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
    await open.page.locator("svg.picture .card.failed").waitFor();
    const found = await open.page.evaluate(
      "({ hacked: window.hacked, images: document.images.length, links: document.links.length })",
    );
    assert.deepEqual(found, { hacked: undefined, images: 0, links: 1 });
    assert((await textIn(open.page.locator(".report"))).includes("<img src=x onerror="));
    assert.deepEqual(open.complaints, []);
  });

  it("has no pictures where nothing failed, and a page for a run of nothing", () => {
    const passed = runPage(coverageOf(records.slice(0, 1), flows));
    assert.doesNotMatch(passed, /class="picture"/);
    assert.match(
      runPage(coverageOf([], []), { title: "Nightly" }),
      /<h1>Nightly<\/h1><p>0 conversations, 0 ms in all<\/p>/,
    );
    const slow = [950, 1_449, 60_000, 125_400].map((durationMilliseconds) => record({ durationMilliseconds }));
    const durations = [...runPage(coverageOf(slow, [])).matchAll(/class="duration">([^<]*)</g)].map(([, text]) => text);
    assert.deepEqual(durations, ["950 ms", "1.4 s", "1 min 0 s", "2 min 5 s"]);
  });
});
