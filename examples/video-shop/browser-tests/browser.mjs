import { chromium } from "playwright-core";

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Starts the browser of the system. */
export function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: ARGUMENTS });
}

/** A window of the shop, and what a user does in it. */
export class ShopWindow {
  /** Errors in the console of the browser, for example violations of the content security policy. */
  errors = [];

  constructor(page, url) {
    this.page = page;
    this.url = url;
    page.on("pageerror", failure => this.errors.push(String(failure)));
    page.on("console", message => {
      if (message.type() === "error") {
        this.errors.push(message.text());
      }
    });
  }

  /** Opens the shop. Windows of the same context belong to the same customer. */
  static async open(context, url) {
    const window = new ShopWindow(await context.newPage(), url);
    await window.page.goto(url);
    await window.page.locator("#quotes > li").first().waitFor();
    return window;
  }

  /** Orders a video from a text, and returns the card of the order. */
  async order(prompt) {
    await this.page.getByLabel("Operation").selectOption("text-to-video");
    await this.page.getByLabel("Description").fill(prompt);
    await this.page.getByRole("button", { name: "Order video" }).click();
    await this.page.getByText(/Order [0-9a-f]{8} is placed\./).waitFor();
    const card = this.card(prompt);
    await card.waitFor();
    return card;
  }

  card(prompt) {
    return this.page.locator("#orders > li").filter({ has: this.page.getByText(prompt, { exact: true }) });
  }

  /** Waits until an order is in a state. */
  async awaitState(card, ...states) {
    await this.page.waitForFunction(
      ([element, wanted]) => wanted.includes(element.dataset.state), [await card.elementHandle(), states],
      { timeout: 120_000 });
  }

  /** Waits for the video, plays it, and returns how it went. */
  async play(card) {
    const video = card.locator("video");
    await video.waitFor({ timeout: 120_000 });
    return video.evaluate(async player => {
      player.muted = true;
      await player.play();
      await new Promise((resolve, reject) => {
        player.ontimeupdate = () => player.currentTime > 0.5 && resolve();
        player.onerror = () => reject(new Error(player.error.message));
      });
      player.pause();
      return { width: player.videoWidth, height: player.videoHeight, seconds: player.duration };
    });
  }

  /** Lets a fault happen to the next order to a vendor. */
  async setFault(provider, fault) {
    await this.page.getByLabel("Next order to").selectOption(provider);
    await this.page.getByLabel("Fault").selectOption(fault);
    await this.page.getByRole("button", { name: "Set fault" }).click();
    await this.page.getByText(`It happens to the next order to ${provider}.`).waitFor();
  }

  /** Returns the form that resolves an order of unknown outcome. */
  async resolutionForm(card) {
    const key = await card.getAttribute("data-key");
    const item = this.page.locator(`#unknown > li[data-key="${key}"]`);
    await item.waitFor({ timeout: 30_000 });
    return item;
  }

  /** Returns the width of the page that does not fit into the window, in pixels. */
  overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}
