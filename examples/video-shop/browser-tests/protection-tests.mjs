import assert from "node:assert/strict";
import { test } from "node:test";
import { ShopWindow } from "./browser.mjs";

const KEY = "key-of-the-simulator";

/** Tests what other sites and other customers must not be able to do or see. */
export function testProtection(browser, shop) {
  test("a prompt with markup is shown as text", async () => {
    const window = await ShopWindow.open(await browser.newContext(), shop.url);
    const prompt = "<img src=x onerror=document.title='injected'><b>bold</b>";
    const card = await window.order(prompt);
    assert.equal(await card.locator(".prompt").innerText(), prompt);
    assert.equal(await card.locator(".prompt img, .prompt b").count(), 0);
    assert.equal(await window.page.title(), "Video shop");
  });

  test("a script that is not of the shop does not run", async () => {
    const { page, errors } = await ShopWindow.open(await browser.newContext(), shop.url);
    await assert.rejects(
      page.evaluate(() => document.createElement("img").setAttribute("onerror", "document.title = 'injected'")),
      /TrustedScript/);
    await assert.rejects(
      page.evaluate(() => { document.createElement("p").innerHTML = "<b>bold</b>"; }), /TrustedHTML/);
    await page.evaluate(() => {
      const image = document.createElement("img");
      image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
      document.body.append(image);
    });
    for (let i = 0; i < 50 && errors.length === 0; i++) {
      await page.waitForTimeout(100);
    }
    assert.equal(await page.title(), "Video shop");
    assert.ok(errors.some(text => /Content Security Policy/.test(text)), errors.join("\n"));
  });

  test("a request without the token of the page is rejected", async () => {
    const { page } = await ShopWindow.open(await browser.newContext(), shop.url);
    const form = { operation: "text-to-video", prompt: "Forged" };
    const number = "6f1c2a52-0000-4000-8000-000000000001";
    const forged = [
      await page.request.put(`${shop.url}/api/orders/${number}`, { data: form }),
      await page.request.post(`${shop.url}/api/unknown-orders/${number}/resolution`,
        { data: { outcome: "NOT_ACCEPTED" } }),
      await page.request.post(`${shop.url}/api/quotes`, { data: form }),
      await page.request.put(`${shop.url}/api/orders/${number}`, { data: form, headers: { "X-XSRF-TOKEN": number } }),
    ];
    assert.deepEqual(forged.map(response => response.status()), [403, 403, 403, 403]);
  });

  test("no page and no endpoint shows a key, a URL of a vendor or a prompt of another customer", async () => {
    const prompt = "canary-prompt-of-another-customer";
    const window = await ShopWindow.open(await browser.newContext(), shop.url);
    const image = "https://example.com/canary-image.png?signature=canary-signature";
    await window.page.getByLabel("Operation").selectOption("image-to-video");
    await window.page.getByLabel("URL of the picture").fill(image);
    await window.page.getByLabel("Description").fill(prompt);
    await window.page.getByRole("button", { name: "Order video" }).click();
    await window.awaitState(window.card(prompt), "READY");
    await window.play(window.card(prompt));

    const other = await ShopWindow.open(await browser.newContext(), shop.url);
    const texts = [await other.page.content()];
    const { names } = await (await fetch(`${shop.url}/actuator/metrics`)).json();
    const paths = ["/api/orders", "/api/spend", "/api/unknown-orders", "/api/simulators/tasks", "/api/shop",
      "/actuator/health", "/actuator/info", ...names.map(name => `/actuator/metrics/${name}`)];
    for (const path of paths) {
      const response = await other.page.request.get(shop.url + path);
      assert.ok(response.ok(), path);
      texts.push(await response.text());
    }
    for (const path of ["/actuator", "/actuator/env", "/actuator/configprops", "/actuator/heapdump"]) {
      assert.equal((await other.page.request.get(shop.url + path)).ok(), false, path);
    }
    const all = [...texts, shop.output].join("\n");
    for (const secret of [KEY, prompt, "canary-image", "canary-signature", "/media/"]) {
      assert.ok(!all.includes(secret), `${secret} is shown`);
    }
    assert.ok(!(await window.page.content()).includes(KEY));
  });
}
