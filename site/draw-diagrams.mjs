// draw-diagrams.mjs REPOSITORY   Draws every Mermaid block of the documents; see the script of this name.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const repository = process.argv[2];
const folder = join(repository, 'site/diagrams');
const blocks = readdirSync(join(repository, 'docs'), { recursive: true })
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(join(repository, 'docs', name), 'utf8'))
  .flatMap((text) => [...text.matchAll(/^```mermaid\n(.*?)^```$/gms)].map((match) => match[1]));

readdirSync(folder)
  .filter((name) => name.endsWith('.svg'))
  .forEach((name) => rmSync(join(folder, name)));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') });
  for (const text of blocks) {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
    for (const [name, theme] of [['light', 'neutral'], ['dark', 'dark']]) {
      const svg = await page.evaluate(draw, { text, theme, id: `diagram-${hash}` });
      writeFileSync(join(folder, `${hash}-${name}.svg`), `${rounded(svg)}\n`);
      console.log(`site/diagrams/${hash}-${name}.svg`);
    }
  }
} finally {
  await browser.close();
}

/** Rounds coordinates to 0.01 pixels, and removes what only Mermaid's editor reads. */
function rounded(svg) {
  return svg
    .replace(/ data-(points|edge|et|id|look)="[^"]*"/g, '')
    .replace(/ d="([^"]*)"/g, (attribute, path) => (/[aA]/.test(path) ? attribute : ` d="${roundedPath(path)}"`))
    .replace(/ (x|y|x1|x2|y1|y2|width|height|transform)="[^"]*"/g, (attribute) =>
      attribute.replace(/-?\d+\.\d+/g, round),
    );
}

/** A path may write 2 numbers as `.256.255`. */
function roundedPath(path) {
  return path
    .match(/[a-zA-Z]|-?(?:\d*\.\d+|\d+)(?:e[-+]?\d+)?/g)
    .map((token) => (/[a-zA-Z]$/.test(token) ? token : round(token)))
    .join(' ');
}

function round(number) {
  return String(Math.round(Number(number) * 100) / 100);
}

/** Runs in the browser. Labels are SVG text, because an SVG file that a page shows as an image has no HTML in it. */
async function draw({ text, theme, id }) {
  globalThis.mermaid.initialize({
    startOnLoad: false,
    theme,
    securityLevel: 'strict',
    deterministicIds: true,
    fontFamily: 'sans-serif',
    htmlLabels: false,
    flowchart: { useMaxWidth: false, htmlLabels: false },
    sequence: { useMaxWidth: false },
    state: { useMaxWidth: false },
  });
  const { svg } = await globalThis.mermaid.render(id, text);
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const [, , width, height] = drawing.getAttribute('viewBox').split(' ').map(Number);
  drawing.setAttribute('width', Math.ceil(width));
  drawing.setAttribute('height', Math.ceil(height));
  return new XMLSerializer().serializeToString(drawing);
}
