import { ApiError, call } from "./api.js";
import { byId, setText } from "./dom.js";
import { requestQuotes } from "./quotes.js";

const HINTS = {
  "text-to-video": "A video from a text alone.",
  "image-to-video": "A video that starts with your picture.",
  "speech-to-video": "The person in your picture speaks or sings your recording.",
  "animate": "The character in your picture moves like the person in your clip.",
  "replace": "The character in your picture replaces the person in your clip.",
};
const LENGTHS = {
  "speech-to-video": "Length of the recording in seconds",
  "animate": "Length of the clip in seconds",
  "replace": "Length of the clip in seconds",
};
const QUOTE_DELAY_MILLIS = 250;

const form = byId("order-form");
let number = crypto.randomUUID();
let timer = 0;
let sending = false;

/** Returns the values of the fields that the chosen operation has. */
function values() {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => !form.elements[name].closest("[hidden]")));
}

function showFields() {
  const operation = form.elements.operation.value;
  for (const field of form.querySelectorAll("[data-operations]")) {
    field.hidden = !field.dataset.operations.split(" ").includes(operation);
  }
  form.querySelector(".optional").hidden = operation === "text-to-video";
  setText(byId("operation-hint"), HINTS[operation]);
  setText(byId("seconds-label"), LENGTHS[operation] ?? "Length in seconds");
}

function changed() {
  number = crypto.randomUUID();
  showStatus("", false);
  clearTimeout(timer);
  timer = setTimeout(() => requestQuotes(values()), QUOTE_DELAY_MILLIS);
}

function showStatus(text, failed) {
  const status = byId("order-status");
  status.classList.toggle("failed", failed);
  setText(status, text);
}

/** Sends the order. A repeated click has the same number, so it is the same order. */
async function order(event) {
  event.preventDefault();
  if (sending) {
    return;
  }
  sending = true;
  byId("order-button").setAttribute("aria-disabled", "true");
  showStatus("Placing the order …", false);
  try {
    await call("PUT", `/api/orders/${number}`, values());
    showStatus(`Order ${number.slice(0, 8)} is placed.`, false);
    number = crypto.randomUUID();
  } catch (failure) {
    showStatus(failure instanceof ApiError
      ? failure.message
      : "The shop cannot be reached. Order again: it stays the same order.", true);
  } finally {
    sending = false;
    byId("order-button").removeAttribute("aria-disabled");
  }
}

/** Fills in the form and connects it. */
export function startForm() {
  form.elements.prompt.value ||= "A kitten walks through a garden in the moonlight";
  form.elements.image.value ||= "https://example.com/cat.png";
  form.elements.audio.value ||= "https://example.com/speech.mp3";
  form.elements.video.value ||= "https://example.com/dance.mp4";
  form.addEventListener("submit", order);
  form.addEventListener("input", () => {
    showFields();
    changed();
  });
  showFields();
  requestQuotes(values());
}
