// browser-tests.mjs SITE   Opens every page of the site in Chromium; see the script of this name.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const site = resolve(process.argv[2]);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = readdirSync(site, { recursive: true })
  .filter((name) => name.endsWith('.html') && !name.startsWith('javadoc/'))
  .sort();
const problems = [];
const types = { '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml' };
const server = createServer(respond).listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));
const base = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
try {
  for (const width of [400, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      await look(width, colorScheme);
    }
  }
  await useTheKeyboard();
} finally {
  await browser.close();
  server.close();
}
problems.forEach((problem) => console.log(problem));
console.log(`${pages.length} pages, ${problems.length} problems`);
process.exitCode = problems.length === 0 && pages.length > 0 ? 0 : 1;

function respond(request, response) {
  const file = join(site, decodeURIComponent(new URL(request.url, base).pathname));
  try {
    const content = readFileSync(file);
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}

async function look(width, colorScheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) problems.push(`${page.url()}: loads ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() !== 200) problems.push(`${page.url()}: ${response.status()} for ${response.url()}`);
  });
  for (const name of pages) {
    const place = `${name}, ${width}, ${colorScheme}`;
    await page.goto(base + name);
    const scrolled = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (scrolled > 0) problems.push(`${place}: scrolls sideways by ${scrolled} pixels`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    violations.forEach((each) => problems.push(`${place}: ${each.id}, for example ${each.nodes[0].html.slice(0, 120)}`));
    if (process.env.SCREENSHOTS) {
      const file = `${name.replaceAll('/', '-').replace('.html', '')}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(process.env.SCREENSHOTS, file) });
    }
  }
  await page.close();
}

/** The first key leads to the link that skips the navigation; the focus is visible; a narrow page opens its menu. */
async function useTheKeyboard() {
  const page = await browser.newPage({ viewport: { width: 400, height: 900 } });
  await page.goto(`${base}index.html`);
  await page.keyboard.press('Tab');
  const skip = await page.evaluate(() => {
    const focused = document.activeElement;
    const { left, top } = focused.getBoundingClientRect();
    return { target: focused.getAttribute('href'), shown: left >= 0 && top >= 0, outline: getComputedStyle(focused).outlineWidth };
  });
  if (skip.target !== '#content' || !skip.shown) problems.push('The first Tab does not show the skip link.');
  if (skip.outline !== '3px') problems.push('The focus is not visible.');
  await page.keyboard.press('Enter');
  if ((await page.evaluate(() => document.activeElement.id)) !== 'content') problems.push('The skip link does not skip.');
  const menu = page.getByRole('navigation', { name: 'All pages' });
  if (await menu.isVisible()) problems.push('The menu of a narrow page is open at first.');
  await page.getByRole('button', { name: 'All pages' }).press('Enter');
  if (!(await menu.isVisible())) problems.push('The menu of a narrow page does not open.');
  await page.keyboard.press('Escape');
  if (await menu.isVisible()) problems.push('Escape does not close the menu.');
  await page.close();
}
