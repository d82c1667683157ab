
// The worker: looks up what the page asks for

let opening;

/** Answer a question. The index is opened by the first. */
async function answer(question) {
  opening ??= load(INDEX, { cache: "no-cache" }).then(({ head }) => {
    if (head.format !== FORMAT) throw new Error("another format");
    return new Engine(head);
  });
  try {
    const engine = await opening;
    const { words, types, facets } = engine.manifest;
    return { ...(await engine.answer(question)), words, types, named: facets };
  } catch {
    opening = undefined; // the next question tries again
    return { isBroken: true };
  }
}

const isWorker = typeof document === "undefined";
if (isWorker) {
  addEventListener("message", async ({ data, ports: [port] }) => {
    port.postMessage(await answer(data));
  });
}

const waiting = new Set();
let worker;

function startWorker() {
  try {
    worker = new Worker(import.meta.url, { type: "module" });
    worker.onerror = () => {
      worker = null;
      for (const resolve of waiting) resolve(null);
    };
  } catch {
    worker = null;
  }
}

/** Answer a question off the main thread; where there can be no worker, on it. */
export async function ask(question) {
  if (worker === undefined) startWorker();
  const found = worker && (await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    waiting.add(resolve);
    port1.onmessage = ({ data }) => {
      waiting.delete(resolve);
      port1.close();
      resolve(data);
    };
    worker.postMessage(question, [port2]);
  }));
  return found ?? answer(question);
}
