import assert from "node:assert/strict";
import { test } from "node:test";
import { ShopWindow } from "./browser.mjs";

/** Tests what happens to orders when the server is killed. */
export function testRestarts(browser, shop) {
  test("orders that run when the server is killed are finished after its restart", async () => {
    const window = await ShopWindow.open(await browser.newContext(), shop.url);
    const before = await shop.billedTasks();
    const cards = [];
    for (const prompt of ["Killed while it runs 1", "Killed while it runs 2", "Killed while it runs 3"]) {
      cards.push(await window.order(prompt));
    }
    for (const card of cards) {
      await window.awaitState(card, "RUNNING", "READY"); // on a slow machine the first may be ready already
    }
    await shop.killServer();
    await window.page.getByText("Connecting to the shop").waitFor();
    await shop.awaitHealth();
    for (const card of cards) {
      await window.awaitState(card, "READY");
      await window.play(card);
    }
    assert.equal(await window.page.locator("#connection").innerText(), "");
    assert.equal((await shop.billedTasks()).length, before.length + cards.length);
  });

  test("an order that is placed when the server is killed is neither lost nor sent twice", async () => {
    const window = await ShopWindow.open(await browser.newContext(), shop.url);
    const before = await shop.billedTasks();
    const prompt = "Killed at once";
    const card = await window.order(prompt);
    await shop.killServer();
    await shop.awaitHealth();
    await window.awaitState(card, "READY", "UNKNOWN"); // unknown if it was being sent
    const again = await ShopWindow.open(window.page.context(), shop.url);
    await again.card(prompt).waitFor();
    assert.ok((await shop.billedTasks()).length <= before.length + 1);
  });
}
