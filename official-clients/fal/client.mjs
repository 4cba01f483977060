// Runs 1 call of fal's own client against another host and prints the outcome as 1 line of JSON.
//   node client.mjs BASE_URL submit|subscribe ENDPOINT INPUT_JSON
//   node client.mjs BASE_URL status|result|cancel ENDPOINT REQUEST_ID
import { fal } from "@fal-ai/client";

const [base, call, endpoint, argument] = process.argv.slice(2);
fal.config({
  credentials: process.env.FAL_KEY,
  requestMiddleware: async (request) => ({ ...request, url: request.url.replace("https://queue.fal.run", base) }),
  retry: { maxRetries: 0 },
});
const calls = {
  submit: () => fal.queue.submit(endpoint, { input: JSON.parse(argument) }),
  subscribe: () => fal.subscribe(endpoint, { input: JSON.parse(argument), pollInterval: 50 }),
  status: () => fal.queue.status(endpoint, { requestId: argument, logs: true }),
  result: () => fal.queue.result(endpoint, { requestId: argument }),
  cancel: () => fal.queue.cancel(endpoint, { requestId: argument }),
};
try {
  console.log(JSON.stringify({ value: (await calls[call]()) ?? null }));
} catch (error) {
  console.log(JSON.stringify({ error: { name: error.name, status: error.status, body: error.body, text: String(error) } }));
}
