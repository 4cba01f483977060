import { call } from "./api.js";
import { byId, element, setText } from "./dom.js";

const INTERVAL_MILLIS = 5000;
const POINTS = 24;
const ALWAYS = ["http.server.requests", "hikaricp.connections.active", "jvm.memory.used", "process.cpu.usage"];
const SVG = "http://www.w3.org/2000/svg";

const rows = new Map();

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

function formatted(value, unit) {
  if (unit === "bytes") {
    return `${number.format(value / 1_048_576)} MiB`;
  }
  return unit === "seconds" ? `${number.format(value)} s` : number.format(value);
}

/** Returns the number to draw, and the text to show. A timer has a count and a mean. */
function reading(metric) {
  const by = Object.fromEntries(metric.measurements.map(each => [each.statistic, each.value]));
  if (by.COUNT !== undefined && by.TOTAL_TIME !== undefined) {
    const mean = by.COUNT ? by.TOTAL_TIME / by.COUNT : 0;
    return [by.COUNT, `${number.format(by.COUNT)}, mean ${formatted(mean, metric.baseUnit)}`];
  }
  if (by.ACTIVE_TASKS !== undefined) {
    return [by.ACTIVE_TASKS, number.format(by.ACTIVE_TASKS)];
  }
  const value = by.VALUE ?? by.COUNT ?? metric.measurements[0]?.value ?? 0;
  return metric.name === "process.cpu.usage"
    ? [value, `${number.format(value * 100)} %`]
    : [value, formatted(value, metric.baseUnit)];
}

function row(metric) {
  const line = document.createElementNS(SVG, "polyline");
  const chart = document.createElementNS(SVG, "svg");
  chart.setAttribute("viewBox", "0 0 100 20");
  chart.setAttribute("preserveAspectRatio", "none");
  chart.setAttribute("aria-hidden", "true");
  chart.append(line);
  const value = element("td");
  const name = element("th", { scope: "row", title: metric.description ?? "" }, metric.name);
  byId("metrics").append(element("tr", {}, name, value, element("td", {}, chart)));
  return { value, line, history: [] };
}

/** Returns the sums of each currency, because sums of several currencies mean nothing. */
async function byCurrency(name, currencies) {
  const readings = [];
  for (const currency of currencies) {
    const part = await call("GET", `/actuator/metrics/${name}?tag=${encodeURIComponent(`currency:${currency}`)}`);
    const [value, text] = reading(part);
    readings.push([value, `${text} ${currency}`]);
  }
  return [readings[0][0], readings.map(([, text]) => text).join(", ")];
}

async function show(metric) {
  if (!rows.has(metric.name)) {
    rows.set(metric.name, row(metric));
  }
  const { value, line, history } = rows.get(metric.name);
  const currencies = metric.availableTags.find(each => each.tag === "currency")?.values ?? [];
  const [point, text] = currencies.length ? await byCurrency(metric.name, currencies.sort()) : reading(metric);
  setText(value, text);
  history.push(point);
  history.splice(0, history.length - POINTS);
  const low = Math.min(...history);
  const range = Math.max(...history) - low || 1;
  line.setAttribute("points", history
    .map((each, index) => `${100 * (index + POINTS - history.length) / (POINTS - 1)},${18 - 16 * (each - low) / range}`)
    .join(" "));
}

async function refresh() {
  const { names } = await call("GET", "/actuator/metrics");
  const own = names.filter(name => name.startsWith("reel4j.") && !name.endsWith(".histogram")).sort();
  const wanted = [...own, ...ALWAYS.filter(name => names.includes(name))];
  for (const name of wanted) {
    await show(await call("GET", `/actuator/metrics/${encodeURIComponent(name)}`));
  }
}

/** Keeps the table of metrics up to date. */
export function startMetrics() {
  const refreshIfVisible = async () => document.hidden || refresh();
  const loop = () => refreshIfVisible().catch(() => {}).finally(() => setTimeout(loop, INTERVAL_MILLIS));
  loop();
}
