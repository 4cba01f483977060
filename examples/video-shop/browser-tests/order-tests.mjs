import assert from "node:assert/strict";
import { test } from "node:test";
import { ShopWindow } from "./browser.mjs";

/** The vendors whose documents have a model for text to video. */
const TEXT_VENDORS = ["dashscope", "fal", "pixazo"];

/** Tests what customers and the back office do. */
export function testOrders(browser, shop) {
  test("the quotes follow the form, and name each refusal", async () => {
    const { page, errors } = await ShopWindow.open(await browser.newContext(), shop.url);
    const vendors = await page.locator("#quotes .vendor").allInnerTexts();
    assert.deepEqual(vendors.sort(), TEXT_VENDORS);
    await page.getByLabel("Resolution").selectOption("1080p");
    await page.locator("#quotes > li.rejected .rejections li").first().waitFor();
    assert.match(await page.locator("#quotes > li.rejected .rejections").first().innerText(), /resolution/);
    await page.getByLabel("Operation").selectOption("speech-to-video");
    await page.getByLabel("URL of the recording").waitFor();
    await page.getByLabel("URL of the recording").fill("no URL");
    await page.getByText(/^audio: /).first().waitFor();
    assert.deepEqual(errors, []);
  });

  test("an order that every vendor refuses is not placed", async () => {
    const { page } = await ShopWindow.open(await browser.newContext(), shop.url);
    await page.getByLabel("Description").fill("");
    await page.getByText("0 of 3 vendors would take this order").waitFor();
    await page.getByRole("button", { name: "Order video" }).click();
    await page.locator("#order-status.failed").getByText(/prompt/).waitFor();
    assert.equal(await page.locator("#orders > li").count(), 0);
  });

  test("an order progresses in the page, and its video plays", async () => {
    const window = await ShopWindow.open(await browser.newContext(), shop.url);
    const card = await window.order("A heron at dawn");
    await window.awaitState(card, "RUNNING");
    assert.equal(await card.locator("[aria-current=step]").innerText(), "Running");
    await window.awaitState(card, "READY");
    const video = await window.play(card);
    assert.ok(video.width >= 640 && video.height >= 480, JSON.stringify(video));
    assert.ok(video.seconds > 4 && video.seconds < 6, JSON.stringify(video));
    assert.doesNotMatch(await window.page.locator("#spend").innerText(), /^0\.00/);
    assert.deepEqual(window.errors, []);
  });

  test("a double click is one order", async () => {
    const window = await ShopWindow.open(await browser.newContext(), shop.url);
    await window.page.getByLabel("Description").fill("A double click");
    await window.page.getByRole("button", { name: "Order video" }).dblclick();
    await window.card("A double click").first().waitFor();
    await window.awaitState(window.card("A double click").first(), "RUNNING", "READY");
    assert.equal(await window.card("A double click").count(), 1);
  });

  test("two windows of a customer show the same order, another customer none", async () => {
    const context = await browser.newContext();
    const first = await ShopWindow.open(context, shop.url);
    const second = await ShopWindow.open(context, shop.url);
    const stranger = await ShopWindow.open(await browser.newContext(), shop.url);
    await first.order("Two windows");
    const seen = second.card("Two windows");
    await seen.waitFor();
    await second.awaitState(seen, "READY");
    await second.play(seen);
    const path = await seen.locator("video").getAttribute("src");
    assert.equal((await stranger.page.request.get(shop.url + path)).status(), 404);
    assert.doesNotMatch(await stranger.page.content(), /Two windows/);
  });

  test("an unknown order is resolved with the vendor's task, also in the other window", async () => {
    const context = await browser.newContext();
    const customer = await ShopWindow.open(context, shop.url);
    const office = await ShopWindow.open(await browser.newContext(), shop.url);
    const before = await shop.billedTasks();
    await office.setFault("fal", "LOST_RESPONSE");
    const card = await customer.order("Lost on the way");
    await customer.awaitState(card, "UNKNOWN");
    const form = await office.resolutionForm(card);
    const seenByCustomer = await customer.resolutionForm(card);
    const billed = (await shop.billedTasks()).filter(task => !before.some(each => each.task === task.task));
    assert.equal(billed.length, 1);
    await office.page.locator("#console").getByText(billed[0].task).waitFor();
    await form.getByLabel("Task id in the vendor's console").fill(billed[0].task);
    await form.getByRole("button", { name: "Resolve" }).click();
    await form.waitFor({ state: "detached" });
    await seenByCustomer.waitFor({ state: "detached" });
    await customer.awaitState(card, "READY");
    await customer.play(card);
    assert.equal((await shop.billedTasks()).length, before.length + 1);
  });

  test("an order that was not accepted is sent again", async () => {
    const window = await ShopWindow.open(await browser.newContext(), shop.url);
    const before = await shop.billedTasks();
    await window.setFault("fal", "LOST_REQUEST");
    const card = await window.order("Never arrived");
    await window.awaitState(card, "UNKNOWN");
    const form = await window.resolutionForm(card);
    await form.getByLabel("Not accepted: send it again").check();
    assert.equal(await form.getByLabel("Task id in the vendor's console").isVisible(), false);
    await form.getByRole("button", { name: "Resolve" }).click();
    await window.awaitState(card, "READY");
    await window.play(card);
    assert.equal((await shop.billedTasks()).length, before.length + 1);
  });

  test("a failed task is shown with its reason", async () => {
    const window = await ShopWindow.open(await browser.newContext(), shop.url);
    await window.setFault("fal", "FAILED_TASK");
    const card = await window.order("This fails");
    await window.awaitState(card, "FAILED");
    assert.notEqual(await card.locator(".failure").innerText(), "");
  });
}
