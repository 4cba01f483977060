const MUTATING = new Set(["POST", "PUT"]);

/** A response that is not a success. Its message is for people. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Returns the value that proves to the server that a request comes from this page. */
function csrfToken() {
  const cookie = document.cookie.split("; ").find(each => each.startsWith("XSRF-TOKEN="));
  return cookie ? decodeURIComponent(cookie.slice("XSRF-TOKEN=".length)) : "";
}

/**
 * Calls the shop.
 *
 * @param {string} method GET, POST or PUT
 * @param {string} path
 * @param {object} [body] sent as JSON
 * @param {AbortSignal} [signal]
 * @returns the JSON of the response; null if there is none
 */
export async function call(method, path, body, signal) {
  const headers = { Accept: "application/json" };
  if (MUTATING.has(method)) {
    headers["Content-Type"] = "application/json";
    headers["X-XSRF-TOKEN"] = csrfToken();
  }
  const response = await fetch(path, { method, headers, signal, body: body && JSON.stringify(body) });
  const text = await response.text();
  const json = text ? parse(text) : null;
  if (!response.ok) {
    throw new ApiError(response.status, json?.detail ?? `The shop responded with status ${response.status}.`);
  }
  return json;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
