import { call } from "./api.js";
import { byId, element, setText, showList } from "./dom.js";

const INTERVAL_MILLIS = 2000;
const CHOICES = [
  ["ACCEPTED", "Accepted by the vendor"],
  ["NOT_ACCEPTED", "Not accepted"],
  ["NOT_ACCEPTED_SEND_AGAIN", "Not accepted: send it again"],
];

function showSpend(sums) {
  const shown = sums.length ? sums : [{ amount: "0.00 USD", orders: 0 }];
  const text = JSON.stringify(shown);
  if (byId("spend").dataset.shown !== text) {
    byId("spend").dataset.shown = text;
    byId("spend").replaceChildren(...shown.map(sum => element("li", {},
      sum.amount === "unknown" ? "+ unknown" : sum.amount,
      element("small", {}, sum.orders === 1 ? "1 order" : `${sum.orders} orders`))));
  }
}

function showUnknown(unknown) {
  setText(byId("unknown-status"), unknown.length === 0
    ? "No order is of unknown outcome."
    : `${unknown.length} of unknown outcome. Each counts as billed. Look into the vendor's console.`);
  showList(byId("unknown"), unknown, order => order.key, resolutionForm);
}

function resolutionForm(order) {
  const id = order.key;
  const task = element("input",
    { id: `task-${id}`, name: "vendorTaskId", type: "text", maxlength: 200, required: true });
  const taskField = element("div", { class: "field" },
    element("label", { for: task.id }, "Task id in the vendor's console"), task);
  const status = element("p", { class: "status", role: "status" });
  const form = element("form", { autocomplete: "off" },
    element("fieldset", {},
      element("legend", {}, `What became of order ${id.slice(0, 8)}?`),
      ...CHOICES.map(([value, label], index) => element("label", { class: "choice" },
        element("input", { type: "radio", name: "outcome", value, checked: index === 0 }), label))),
    taskField,
    element("div", { class: "actions" }, element("button", { type: "submit" }, "Resolve"), status));
  form.addEventListener("change", () => {
    const accepted = form.elements.outcome.value === "ACCEPTED";
    taskField.hidden = !accepted;
    task.required = accepted;
  });
  form.addEventListener("submit", event => resolve(event, id, status));
  return element("li", {},
    element("p", {}, element("strong", {}, id.slice(0, 8)),
      ` · ${[order.provider, order.model, order.price].filter(Boolean).join(" · ")}`),
    order.failure ? element("p", { class: "details" }, order.failure) : null,
    form);
}

async function resolve(event, key, status) {
  event.preventDefault();
  try {
    await call("POST", `/api/unknown-orders/${encodeURIComponent(key)}/resolution`,
      Object.fromEntries(new FormData(event.target)));
    await refresh();
    byId("unknown-status").tabIndex = -1;
    byId("unknown-status").focus();
  } catch (failure) {
    status.classList.add("failed");
    setText(status, failure.message);
  }
}

function showConsole(tasks) {
  showList(byId("console"), tasks, task => `${task.provider} ${task.task}`, task => element("li", {},
    `${task.provider} · ${task.model}`, element("br"), element("code", {}, task.task)));
  if (tasks.length === 0 && !byId("console").firstChild) {
    byId("console").append(element("li", { "data-key": "" }, "No task yet."));
  }
}

async function setFault(event) {
  event.preventDefault();
  const status = byId("fault-status");
  try {
    await call("POST", "/api/simulators/faults", Object.fromEntries(new FormData(event.target)));
    status.classList.remove("failed");
    setText(status, `It happens to the next order to ${event.target.elements.provider.value}.`);
  } catch (failure) {
    status.classList.add("failed");
    setText(status, failure.message);
  }
}

let simulated = false;

async function refresh() {
  const [spend, unknown, tasks] = await Promise.all([
    call("GET", "/api/spend"),
    call("GET", "/api/unknown-orders"),
    simulated ? call("GET", "/api/simulators/tasks") : [],
  ]);
  showSpend(spend);
  showUnknown(unknown);
  showConsole(tasks);
}

/** Keeps the back office up to date. While the server cannot be reached, it shows what it knows. */
export function startOffice(shop) {
  simulated = shop.simulated;
  byId("simulators").hidden = !simulated;
  byId("mode").hidden = false;
  byId("mode").classList.toggle("warning", !simulated);
  setText(byId("mode"), simulated ? "Simulated vendors: orders cost nothing" : "Real vendors: orders cost money");
  byId("fault-provider").append(...shop.vendors.map(vendor => element("option", {}, vendor.id)));
  byId("fault-form").addEventListener("submit", setFault);
  const refreshIfVisible = async () => document.hidden || refresh();
  const loop = () => refreshIfVisible().catch(() => {}).finally(() => setTimeout(loop, INTERVAL_MILLIS));
  loop();
}
