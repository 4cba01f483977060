import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { ShopWindow } from "./browser.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [320, 400, 560, 768, 900, 1024, 1280, 1600];

/** Opens a window with a ready, a failed and an unknown order. */
async function windowWithOrders(browser, shop, options) {
  const context = await browser.newContext(options);
  const window = await ShopWindow.open(context, shop.url);
  const ready = await window.order("A lighthouse in a storm, seen from a small boat that fights its way home");
  await window.awaitState(ready, "RUNNING", "READY");
  await window.setFault("fal", "FAILED_TASK");
  const failed = await window.order("A market in the morning");
  await window.awaitState(failed, "FAILED");
  await window.setFault("fal", "LOST_RESPONSE");
  const unknown = await window.order("A paper boat on a river");
  await window.awaitState(unknown, "UNKNOWN");
  await window.resolutionForm(unknown);
  await window.awaitState(ready, "READY");
  await ready.locator("video").waitFor();
  return window;
}

/** Tests the page for people with a keyboard, a screen reader, a phone, a dark room. */
export function testAccessibility(browser, shop) {
  test("a video is ordered with the keyboard alone", async () => {
    const { page } = await ShopWindow.open(await browser.newContext(), shop.url);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    const names = [];
    for (let i = 0; i < 8 && names.at(-1) !== "order-button"; i++) {
      await page.keyboard.press("Tab");
      names.push(await page.evaluate(() => document.activeElement.id));
      if (names.at(-1) === "prompt") {
        await page.keyboard.press("Control+A");
        await page.keyboard.type("By keyboard");
      }
    }
    assert.deepEqual(names, ["operation", "prompt", "resolution", "aspectRatio", "seconds", "order-button"]);
    await page.keyboard.press("Enter");
    await page.locator("#orders").getByText("By keyboard").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "order-button");
    await page.locator("#orders-announcement").getByText(/^Order .*: (Running|Ready)$/)
      .waitFor({ timeout: 120_000 });
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing serious in ${colorScheme} mode, and nothing scrolls sideways`, async () => {
      const window = await windowWithOrders(browser, shop, { colorScheme, bypassCSP: true });
      const { page } = window;
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        assert.equal(await window.overflow(), 0, `the page is too wide for ${width} pixels`);
        if (process.env.SCREENSHOTS && [400, 1280].includes(width)) {
          await page.screenshot({ path: join(process.env.SCREENSHOTS, `${colorScheme}-${width}.png`), fullPage: true });
        }
        if (width === 400 || width === 1280) {
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => globalThis.axe.run());
          const serious = violations.filter(each => ["serious", "critical"].includes(each.impact));
          assert.deepEqual(serious.map(each => [each.id, ...each.nodes.map(node => node.html)]), [], `at ${width}`);
        }
      }
    });
  }
}
