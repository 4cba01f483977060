import { call } from "./api.js";
import { byId, element, setText } from "./dom.js";

let pending = new AbortController();

/** Shows the quotes of all vendors for a form; only those of the latest call. */
export async function requestQuotes(form) {
  pending.abort();
  pending = new AbortController();
  const signal = pending.signal;
  try {
    const quotes = await call("POST", "/api/quotes", form, signal);
    if (!signal.aborted) {
      show(quotes);
    }
  } catch (failure) {
    if (!signal.aborted) {
      byId("quotes").replaceChildren();
      setText(byId("quotes-status"), failure.message);
    }
  }
}

function show(quotes) {
  byId("quotes").replaceChildren(...quotes.map(card));
  const accepting = quotes.filter(quote => quote.accepted).length;
  const first = quotes.find(quote => quote.first);
  setText(byId("quotes-status"),
    `${accepting} of ${quotes.length} vendors would take this order. The cheapest of each currency is first. `
    + (first ? `This shop orders from ${first.provider} first.` : "This shop cannot order it."));
}

function card(quote) {
  const values = Object.values(quote.values).map(value => /^\d+$/.test(value) ? `${value} s` : value);
  return element("li", { class: quote.accepted ? (quote.first ? "first" : "") : "rejected" },
    element("div", { class: "quote-head" },
      element("span", { class: "vendor" }, quote.provider),
      quote.first ? element("span", { class: "badge" }, "ordered first") : null,
      quote.accepted ? null : element("span", { class: "state bad" }, "refuses"),
      element("span", { class: "price" }, quote.price === "unknown" ? "price unknown" : quote.price)),
    quote.model ? element("p", { class: "details" }, [quote.model, ...values].join(" · ")) : null,
    quote.basis ? element("p", { class: "details" }, quote.basis) : null,
    quote.rejections.length
      ? element("ul", { class: "rejections" }, ...quote.rejections.map(reason => element("li", {}, reason.message)))
      : null);
}
