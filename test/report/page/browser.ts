import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { findChromium } from "../../emulator/chatjs/chromium.js";

/** Chromium, opened before the tests of a suite and closed after them; without one they are skipped, and say so. */
export function withBrowser(): () => Browser {
  const executablePath = findChromium(process.env);
  let browser: Browser | undefined;
  before(async function () {
    this.timeout(60_000);
    if (!executablePath) {
      console.error("      skipped: there is no Chromium (install the package chromium, or set CHAT_CHECK_CHROMIUM)");
      return this.skip();
    }
    browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  });
  after(() => browser?.close());
  return () => browser as Browser;
}

export interface Opened extends AsyncDisposable {
  readonly page: Page;
  /** What the page said on the console, or asked for beyond itself. */
  readonly complaints: readonly string[];
}

/** A page from a file, as a browser shows it. */
export async function opened(browser: Browser, text: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "chat-check-page-"));
  const file = join(folder, "page.html");
  writeFileSync(file, text);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  return {
    page,
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The text of an element, shown or not, on one line. */
export async function textIn(locator: Locator): Promise<string> {
  return ((await locator.textContent()) ?? "").replace(/\s+/g, " ").trim();
}

/** Texts whose contrast to what is behind them is less than 4.5, with the contrast. */
export function faintTexts(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(faint);
}

/** Runs in the page. */
const faint = `(() => {
  const channels = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const over = (front, back) => front.rgb.map((value, index) => value * front.alpha + back[index] * (1 - front.alpha));
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const colour = channels(getComputedStyle(element).backgroundColor);
    return colour.alpha === 1 ? colour.rgb : over(colour, behind(element.parentElement));
  };
  const found = [];
  let looked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest(".unseen, title, style, script, :disabled")) continue;
    const style = getComputedStyle(element);
    const inPicture = element.closest("svg");
    const shape = inPicture && element.parentElement.closest(".card, .start").querySelector(".body, rect");
    const back = inPicture ? channels(getComputedStyle(shape).fill).rgb : behind(element);
    const ratio = contrast(over(channels(inPicture ? style.fill : style.color), back), back);
    looked += 1;
    if (ratio < 4.5) found.push(ratio.toFixed(2) + " " + element.className.toString() + " " + node.data.trim().slice(0, 40));
  }
  return looked < 50 ? ["only " + looked + " texts were found"] : found;
})()`;
