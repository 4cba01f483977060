import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";

const RUN = fileURLToPath(new URL("../../run", import.meta.url));
const START_MILLIS = 120_000;

async function freePort() {
  const server = createServer();
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** The shop as users start it, by its script, with a folder and a port of its own. */
export class ShopProcess {
  output = "";

  static async start() {
    const shop = new ShopProcess();
    shop.folder = await mkdtemp(join(tmpdir(), "video-shop-test"));
    shop.url = `http://127.0.0.1:${await freePort()}`;
    shop.process = spawn(RUN, {
      env: { ...process.env, SHOP_BUILD: "no", SHOP_FOLDER: shop.folder, SHOP_PORT: new URL(shop.url).port },
    });
    shop.process.stdout.on("data", data => { shop.output += data; });
    shop.process.stderr.on("data", data => { shop.output += data; });
    await shop.awaitHealth();
    return shop;
  }

  /** Waits until the server responds. */
  async awaitHealth() {
    const deadline = Date.now() + START_MILLIS;
    while (Date.now() < deadline) {
      if (this.process.exitCode !== null) {
        throw new Error(`the shop has ended:\n${this.output}`);
      }
      const healthy = await fetch(`${this.url}/actuator/health`).then(response => response.ok, () => false);
      if (healthy) {
        return;
      }
      await sleep(200);
    }
    throw new Error(`the shop has not started:\n${this.output}`);
  }

  /** Ends the server at once, as a crash of its machine does. Returns after its end. */
  async killServer() {
    const pid = Number(await readFile(join(this.folder, "server.pid"), "utf8"));
    process.kill(pid, "SIGKILL");
    while (await readFile(`/proc/${pid}/stat`, "utf8").then(stat => !/\) [ZX] /.test(stat), () => false)) {
      await sleep(20);
    }
  }

  /** Returns what the simulators bill: the tasks of all vendors. */
  async billedTasks() {
    const response = await fetch(`${this.url}/api/simulators/tasks`);
    return response.json();
  }

  /** Ends the shop as Ctrl-C does. */
  async stop() {
    const ended = new Promise(resolve => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}
