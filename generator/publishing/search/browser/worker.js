
// The worker: looks up what the page asks for

let opening;

/** Answer a question. The index is opened by the first. */
async function answer(question) {
  opening ??= Engine.open();
  try {
    const engine = await opening;
    const { words, types, facets } = engine.manifest;
    return { ...(await engine.answer(question)), words, types, named: facets };
  } catch {
    opening = undefined; // the next question tries again
    return { isBroken: true };
  }
}

if (typeof document === "undefined") {
  addEventListener("message", async ({ data, ports: [port] }) => {
    port.postMessage(await answer(data));
  });
}

let worker;

function startWorker() {
  try {
    worker = new Worker(import.meta.url, { type: "module" });
    worker.onerror = () => (worker = null);
  } catch {
    worker = null;
  }
}

/** Answer a question off the main thread; where there can be no worker, on it. */
export async function ask(question) {
  if (worker === undefined) startWorker();
  const found = worker && (await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.addEventListener("error", () => resolve(null));
    worker.postMessage(question, [port2]);
  }));
  return found ?? answer(question);
}
