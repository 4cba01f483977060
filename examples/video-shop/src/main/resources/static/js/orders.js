import { byId, element, setText } from "./dom.js";

const STEPS = ["Queued", "Sent", "Running", "Ready"];
const STATES = {
  QUEUED: ["Queued", "", 0],
  SUBMITTING: ["Being sent", "", 1],
  RUNNING: ["Running", "", 2],
  READY: ["Ready", "good", 3],
  UNKNOWN: ["Outcome unknown", "warning", 1],
  REJECTED: ["Not accepted", "bad", 1],
  FAILED: ["Failed", "bad", 2],
  CANCELLED: ["Cancelled", "bad", 2],
  HELD: ["Held", "warning", 0],
};
const NOTES = {
  UNKNOWN: "It is not known whether the vendor has accepted this order, so it is not sent again. "
    + "The back office finds out.",
  HELD: "The back office checks whether this order was sent.",
};
const IN_PROGRESS = new Set(["QUEUED", "SUBMITTING", "RUNNING", "READY"]);
const WITHOUT_FAILURE = new Set(["QUEUED", "READY", "UNKNOWN"]);
const RECONNECT_MILLIS = 2000;

const orders = new Map();
let current = false; // whether the server has sent all orders: what follows are changes

function stepsOf(order) {
  const [, kind, current] = STATES[order.state];
  const stopped = kind === "bad";
  return STEPS.map((name, index) => {
    const done = index < current || order.playable;
    const here = index === current && !done;
    return element("li", {
      class: done ? "done" : here && stopped ? "stopped" : "",
      "aria-current": here && !stopped ? "step" : null,
    }, name);
  });
}

function details(order) {
  const known = order.provider ? [order.provider, order.model, order.price] : [order.operation];
  return known.filter(Boolean).join(" · ");
}

function seconds(order) {
  const start = Date.parse(order.createdAt);
  const end = order.endedAt ? Date.parse(order.endedAt) : Date.now();
  return Math.max(0, Math.round((end - start) / 1000));
}

function note(order) {
  if (order.state === "REJECTED" && order.retried) {
    return "The vendor has not accepted it, and nothing was billed. It is sent again.";
  }
  return NOTES[order.state] ?? "";
}

function create(order) {
  const title = `order-${order.key}`;
  const card = element("li", { class: "card order", "data-key": order.key, "aria-labelledby": title },
    element("div", { class: "order-head" },
      element("h3", { id: title }, `Order ${order.key.slice(0, 8)}`),
      element("span", { class: "state" })),
    element("p", { class: "prompt" }, order.prompt || order.operation),
    element("ol", { class: "steps", "aria-label": "Progress" }),
    element("p", { class: "details" }),
    element("p", { class: "note hint" }),
    element("p", { class: "failure" }),
    element("div", { class: "player" }));
  return card;
}

function update(card, order) {
  const [text, kind] = STATES[order.state];
  const badge = card.querySelector(".state");
  badge.className = `state ${kind}`;
  setText(badge, order.state === "READY" && !order.playable ? "Downloading" : text);
  card.dataset.state = order.state;
  card.querySelector(".steps").replaceChildren(...stepsOf(order));
  showTime(card, order);
  show(card.querySelector(".note"), note(order));
  show(card.querySelector(".failure"), WITHOUT_FAILURE.has(order.state) ? "" : order.failure ?? "");
  showPlayer(card.querySelector(".player"), order);
}

function showPlayer(player, order) {
  const wanted = order.playable ? "video" : IN_PROGRESS.has(order.state) ? "waiting" : "none";
  if (player.dataset.shows === wanted) {
    return; // a video that plays must not start again
  }
  player.dataset.shows = wanted;
  player.replaceChildren();
  if (wanted === "waiting") {
    player.append(element("p", { class: "waiting" }, "The video appears here."));
  } else if (wanted === "video") {
    const url = `/api/orders/${order.key}/video`;
    player.append(
      element("video", { controls: true, playsinline: true, preload: "metadata", src: url,
        "aria-label": `Video of order ${order.key.slice(0, 8)}` }),
      element("p", { class: "hint" }, element("a", { href: url, download: `${order.key}.mp4` }, "Download the file")));
  }
}

function show(target, text) {
  target.hidden = !text;
  setText(target, text);
}

function showTime(card, order) {
  setText(card.querySelector(".details"), `${details(order)} · ${seconds(order)} s`);
}

function onOrder(order) {
  const before = orders.get(order.key);
  orders.set(order.key, order);
  byId("orders-empty").hidden = true;
  let card = byId("orders").querySelector(`[data-key="${CSS.escape(order.key)}"]`);
  if (!card) {
    card = create(order);
    byId("orders").prepend(card);
  }
  update(card, order);
  if (current && before?.state !== order.state) {
    setText(byId("orders-announcement"), `Order ${order.key.slice(0, 8)}: ${STATES[order.state][0]}`);
  }
}

function isRunning(order) {
  return !order.endedAt && order.state !== "UNKNOWN";
}

function connect() {
  const events = new EventSource("/api/orders/events");
  events.addEventListener("order", event => onOrder(JSON.parse(event.data)));
  events.addEventListener("current", () => { current = true; });
  events.addEventListener("open", () => setText(byId("connection"), ""));
  events.addEventListener("error", () => {
    setText(byId("connection"), "Connecting to the shop …");
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(connect, RECONNECT_MILLIS);
    }
  });
}

/** Shows the orders of this customer, as the server reports them. */
export function startOrders() {
  connect();
  setInterval(() => {
    for (const card of byId("orders").children) {
      const order = orders.get(card.dataset.key);
      if (isRunning(order)) {
        showTime(card, order);
      }
    }
  }, 1000);
}
