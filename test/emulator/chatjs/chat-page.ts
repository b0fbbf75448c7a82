import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import type { Browser, CDPSession, Page, WebSocket } from "playwright-core";
import type { EmulatorOptions } from "../../../provider/emulator/index.js";
import { Customer } from "../customer.js";
import { type ChatDetails, Site } from "./site.js";

export type PageState = "connected" | "lost" | "broken" | "ended" | "refused";

const size = { width: 480, height: 1000 };

/** A chat page in a browser, on a website beside an emulator: what its customer does and sees. */
export class ChatPage implements AsyncDisposable {
  /** Errors that the page did not catch. */
  readonly errors: string[] = [];
  /** Method and path of what the browser asked the emulator, its own preflights included. */
  readonly requests: string[] = [];
  /** What the page sent on each of its sockets, oldest first. */
  readonly sockets: { readonly sent: string[]; open: boolean }[] = [];

  private constructor(
    readonly page: Page,
    readonly customer: Customer,
    private readonly site: Site,
    private readonly details: ChatDetails,
  ) {}

  /** Starts an emulator, and a chat whose page has nobody looked at yet; the emulator is started with `options`. */
  static async of(
    browser: Browser,
    options: EmulatorOptions = {},
    request: Partial<StartChatContactRequest> = {},
  ): Promise<ChatPage> {
    const customer = await Customer.of(options);
    const { url: endpoint, region } = customer.emulator;
    const details = { endpoint, region, ...(await customer.start(request)) };
    const site = await Site.of(async () => details);
    const context = await browser.newContext({ viewport: size, acceptDownloads: true, locale: "en-GB" });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const shown = new ChatPage(page, customer, site, details);
    page.on("pageerror", ({ message }) => shown.errors.push(message));
    page.on("websocket", (socket) => shown.follow(socket));
    await shown.watch(await context.newCDPSession(page));
    return shown;
  }

  /** A page that has connected. */
  static async connected(...wanted: Parameters<typeof ChatPage.of>): Promise<ChatPage> {
    const page = await ChatPage.of(...wanted);
    await page.open();
    await page.becomes("connected");
    return page;
  }

  get contactId(): string {
    return this.details.ContactId;
  }

  get emulator() {
    return this.customer.emulator;
  }

  get origins(): { readonly page: string; readonly emulator: string } {
    return { page: this.site.url, emulator: this.emulator.url };
  }

  /** Opens the page, or loads it again. */
  async open(): Promise<void> {
    await this.page.goto(this.site.url);
  }

  async says(text: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Message" }).fill(text);
    await this.page.getByRole("button", { name: "Send" }).click();
  }

  /** Waits for a message of somebody of this role. */
  async hears(role: string, text: string): Promise<void> {
    await this.bubble(role, text).waitFor();
  }

  bubble(role: string, text: string) {
    return this.page.locator(`[data-role="${role}"]`, { has: this.page.locator(".bubble", { hasText: text }) });
  }

  /** Waits for a line that is no message, such as who joined. */
  async sees(line: string): Promise<void> {
    await this.page.locator("li.event", { hasText: line }).waitFor();
  }

  async presses(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  async attaches(file: string): Promise<void> {
    await this.page.getByLabel("Attach a file").last().setInputFiles(file);
  }

  async becomes(state: PageState): Promise<void> {
    await this.page.locator(`body[data-state="${state}"]`).waitFor();
  }

  /** Waits until chatjs has told all of these, one after the other, whatever came between. */
  async happens(...names: readonly string[]): Promise<void> {
    const pattern = JSON.stringify(`\\b${names.join("\\b.*\\b")}\\b`);
    await this.page.waitForFunction(`new RegExp(${pattern}).test(happened.join("; "))`);
  }

  /** Everything that is shown, a line each: `ROLE: text` for messages. */
  async lines(): Promise<string[]> {
    const lines = await this.page.locator("#log li").all();
    return Promise.all(
      lines.map(async (line) => {
        const role = await line.getAttribute("data-role");
        const text = await (role === null ? line : line.locator(".bubble")).textContent();
        return role === null ? `${text}` : `${role}: ${text}`;
      }),
    );
  }

  /** What the promise of a call of chatjs is rejected with; `call` is JavaScript for the page. */
  async rejection(call: string): Promise<unknown> {
    return await this.page.evaluate(
      `${call}.then(() => "It was not rejected.", ({ statusCode, message }) => ({ statusCode, message }))`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
    await this.site[Symbol.asyncDispose]();
    await this.customer[Symbol.asyncDispose]();
  }

  private follow(webSocket: WebSocket): void {
    const socket = { sent: [] as string[], open: true };
    this.sockets.push(socket);
    webSocket.on("framesent", ({ payload }) => socket.sent.push(payload.toString()));
    webSocket.on("close", () => {
      socket.open = false;
    });
  }

  private async watch(protocol: CDPSession): Promise<void> {
    protocol.on("Network.requestWillBeSent", ({ request: { method, url } }) => {
      const { origin, pathname } = new URL(url);
      if (origin !== this.emulator.url) return;
      this.requests.push(`${method} ${pathname}`);
    });
    await protocol.send("Network.enable");
  }
}
