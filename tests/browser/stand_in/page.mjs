// The build replaces WEB by the directory of the web code.
const { register } = await import("./WEB/offline.js");
const { Engine, EngineError, sharedEngine } = await import("./WEB/engine.js");

const limits = Object.fromEntries(new URLSearchParams(location.search));
const engine = new Engine({
  limit: Number(limits.limit ?? 5000),
  patience: Number(limits.patience ?? 12000),
  slow: Number(limits.slow ?? 8000),
  onProgress: (progress) => window.heard.push(structuredClone(progress)),
});
Object.assign(window, { heard: [], engine, sharedEngine, EngineError, register });

/** The answer, or how it failed, as a plain value. */
window.ask = (name, payload = {}, options) =>
  engine.call(name, payload, options).then(
    (result) => ({ result }),
    (error) => ({
      failed: error instanceof EngineError ? error.code : error.name,
      message: error.message,
    }),
  );
document.documentElement.dataset.loaded = "yes";
