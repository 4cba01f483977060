import { after, afterEach } from "node:test";
import { startBrowser } from "./browser.mjs";
import { ShopProcess } from "./shop-process.mjs";
import { testAccessibility } from "./accessibility-tests.mjs";
import { testOrders } from "./order-tests.mjs";
import { testProtection } from "./protection-tests.mjs";
import { testRestarts } from "./restart-tests.mjs";

const shop = await ShopProcess.start();
const browser = await startBrowser();
afterEach(() => Promise.all(browser.contexts().map(context => context.close())));
after(async () => {
  await browser.close();
  await shop.stop();
});

testOrders(browser, shop);
testProtection(browser, shop);
testRestarts(browser, shop);
testAccessibility(browser, shop);
