/**
 * The page's side of the calculator: one worker, kept warm, answering numbered requests.
 *
 * @import { Failure, FromWorker, Progress, Timings } from "./protocol"
 */

/** Milliseconds that a request may take, before and after one restart. */
const LIMIT = 5000;
/** Milliseconds for which nothing may arrive of what is still to be loaded. */
const PATIENCE = 12_000;
/** Milliseconds after which starting counts as slow, once everything is there.  It goes on. */
const SLOW = 8000;
/** Milliseconds that any one step of a start may take on the slowest device. */
const ENDURANCE = 180_000;
/** Milliseconds without a question before anything is prepared for later visits. */
const QUIET = 4000;

/** Why a call or a start failed, with a message for people. */
export class EngineError extends Error {
  /** @param {Failure} failure */
  constructor(failure) {
    super(failure.message);
    this.name = "EngineError";
    this.code = failure.code;
    this.file = failure.file;
  }
}

/**
 * A call that waits for its answer.
 *
 * @typedef {object} Call
 * @property {number} id
 * @property {string} name
 * @property {string} purpose
 * @property {unknown} payload
 * @property {number} limit
 * @property {number} tries
 * @property {(result: any) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * Answers requests in Python.  The worker is started by {@link Engine.warm} or the first call; of
 * several calls with one purpose only the newest is answered, the others are rejected with an
 * `AbortError`.
 */
export class Engine {
  /** @type {Progress["phase"] | "idle"} */
  state = "idle";
  /** What a newcomer needs to show. @type {Progress} */
  progress = { phase: "loading", loaded: 0, total: 0, step: "" };
  /** How long the last start took. @type {Timings | null} */
  timings = null;

  /** @type {Worker | null} */
  #worker = null;
  /** @type {PromiseWithResolvers<void> | null} */
  #ready = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #slow;
  /** The call that the worker is busy with. @type {Call | null} */
  #running = null;
  /** Calls not yet sent, the newest of each purpose. @type {Map<string, Call>} */
  #waiting = new Map();
  #lastId = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #quiet;
  /** @type {Promise<boolean> | null} */
  #snapshot = null;
  #damaged = false;

  /**
   * @param {object} [options]
   * @param {(progress: Progress) => void} [options.onProgress]  may be replaced at any time
   * @param {number} [options.limit]  milliseconds for one request
   * @param {number} [options.patience]  milliseconds without a byte of what is to be loaded
   * @param {number} [options.slow]  milliseconds after which starting is said to be slow
   */
  constructor({ onProgress = () => {}, limit = LIMIT, patience = PATIENCE, slow = SLOW } = {}) {
    this.onProgress = onProgress;
    this.limit = limit;
    this.patience = patience;
    this.slow = slow;
  }

  /**
   * Starts the worker if it is not running.  Settles when it is ready, or has failed; after a
   * failure, calling it again tries again.
   */
  warm() {
    if (!this.#ready) {
      this.#ready = Promise.withResolvers();
      // Whoever waits is told; nobody has to wait.
      this.#ready.promise.catch(() => {});
      this.#start(this.#damaged ? "fresh" : "");
    }
    return this.#ready.promise;
  }

  /**
   * The engine's answer to a request.
   *
   * Rejects with an {@link EngineError}, or an `AbortError` when a newer call of this purpose or the
   * signal has made the answer stale.
   *
   * @param {string} name
   * @param {unknown} payload  anything that JSON can say
   * @param {{ purpose?: string, signal?: AbortSignal, limit?: number }} [options]
   * @returns {Promise<any>}
   */
  call(name, payload, { purpose = name, signal, limit = this.limit } = {}) {
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      /** @type {Call} */
      const call = { id, name, purpose, payload, limit, tries: 0, resolve, reject };
      signal?.addEventListener("abort", () => this.#withdraw(call, signal.reason), {
        once: true,
      });
      const stale = new DOMException("A newer request has replaced this one.", "AbortError");
      const earlier = this.#waiting.get(purpose);
      if (earlier) this.#withdraw(earlier, stale);
      // The worker cannot be interrupted; its answer will find nobody waiting.
      if (this.#running?.purpose === purpose) this.#running.reject(stale);
      this.#waiting.set(purpose, call);
      this.warm().then(() => this.#next(), reject);
      this.#expect(name, payload);
    });
  }

  /** Ends the worker.  Calls that wait are rejected with an `AbortError`. */
  dispose() {
    this.#stop();
    const gone = new DOMException("The calculator was closed.", "AbortError");
    this.#ready?.reject(gone);
    this.#ready = null;
    this.#rejectAll(gone);
    this.state = "idle";
  }

  /**
   * Makes a snapshot for later visits, in a worker of its own, unless this visit began from one.
   * Happens by itself some time after an answer.
   *
   * @returns {Promise<boolean>} whether a snapshot was made
   */
  snapshot() {
    if (!this.timings || this.timings.restored) return Promise.resolve(false);
    this.#snapshot ??= makeSnapshot();
    return this.#snapshot;
  }

  /** @param {string} how */
  #start(how) {
    this.#stop();
    this.#tell({ phase: "loading", loaded: 0, total: 0, step: "" });
    if (!("WebAssembly" in globalThis)) {
      this.#fail({ code: "unsupported", message: "There is no WebAssembly." });
      return;
    }
    this.#expectNews(this.patience);
    const early = how === "" ? takeEarly() : null;
    const worker = early?.worker ?? newWorker(how);
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker !== this.#worker) return;
      const message = `The calculator could not be loaded${event.message ? `: ${event.message}` : "."}`;
      this.#fail({ code: "missing", message });
    };
    for (const event of early?.said ?? []) {
      if (event instanceof MessageEvent) this.#hear(event.data);
      else worker.onerror(event);
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#slow);
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** @param {number} limit  milliseconds until this start is given up */
  #expectNews(limit) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveUp(limit), limit);
  }

  /** @param {number} limit */
  #giveUp(limit) {
    const seconds = Math.round(limit / 1000);
    const what = this.state === "starting" ? "It has not started" : "Nothing has arrived";
    this.#fail({ code: "stalled", message: `${what} for ${seconds} seconds.` });
  }

  /** @param {FromWorker} message */
  #hear(message) {
    switch (message.type) {
      case "progress": {
        const { loaded, total, step } = message;
        const phase = step === "download" ? "loading" : "starting";
        this.#expectNews(ENDURANCE);
        if (phase === "starting" && this.state !== phase) this.#expectSlowness();
        this.#tell({ phase, loaded, total, step, slow: this.progress.slow ?? false });
        return;
      }
      case "alive":
        // That it is busy says nothing of the network; that it waits in vain does.
        if (message.waited >= this.patience) this.#giveUp(this.patience);
        return;
      case "ready":
        clearTimeout(this.#timer);
        clearTimeout(this.#slow);
        this.timings = message.timings;
        this.#damaged = false;
        this.state = "ready";
        // First what the worker waits for, then what the page makes of it.
        this.#next();
        this.#tell({ ...this.progress, phase: "ready", step: "", slow: false });
        this.#ready?.resolve();
        return;
      case "unrestored":
        this.#start("plain");
        return;
      case "failed":
        this.#fail(message.error);
        return;
      case "answer":
        this.#settle(message.id, (call) => call.resolve(message.result));
        this.#answered();
        return;
      case "error":
        if (message.error.code === "crashed") {
          this.#again(message.error);
          return;
        }
        this.#settle(message.id, (call) => call.reject(new EngineError(message.error)));
    }
  }

  /** Has it said, should it take long, that it does. */
  #expectSlowness() {
    clearTimeout(this.#slow);
    this.#slow = setTimeout(() => this.#tell({ ...this.progress, slow: true }), this.slow);
  }

  /** After an answer, when the page has nothing else to do: what makes later visits fast. */
  #answered() {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      const idle = window.requestIdleCallback ?? setTimeout;
      idle(() => void this.snapshot());
    }, QUIET);
  }

  /**
   * Tells a worker that is still starting what it will be asked about.
   *
   * @param {string} name
   * @param {unknown} payload
   */
  #expect(name, payload) {
    if (this.state !== "ready") this.#worker?.postMessage({ expect: { name, payload } });
  }

  /** Sends the oldest call that waits, if the worker is free. */
  #next() {
    if (this.#running || this.state !== "ready") return;
    const [call] = this.#waiting.values();
    if (!call) return;
    this.#waiting.delete(call.purpose);
    this.#running = call;
    const { id, name, payload } = call;
    this.#worker?.postMessage({ id, name, payload });
    this.#timer = setTimeout(() => {
      const message = "The answer took too long, twice.";
      this.#again({ code: "timeout", message });
    }, call.limit);
  }

  /**
   * @param {number} id
   * @param {(call: Call) => void} how
   */
  #settle(id, how) {
    const call = this.#running;
    if (call?.id !== id) return;
    clearTimeout(this.#timer);
    this.#running = null;
    how(call);
    this.#next();
  }

  /**
   * Begins anew with a worker that has not broken; the call it was busy with gets one more try.
   *
   * @param {Failure} failure
   */
  #again(failure) {
    const call = this.#running;
    this.#running = null;
    if (call && ++call.tries > 1) call.reject(new EngineError(failure));
    else if (call && !this.#waiting.has(call.purpose)) this.#waiting.set(call.purpose, call);
    this.#ready = Promise.withResolvers();
    this.#ready.promise.catch(() => {});
    this.#start("plain");
  }

  /** @param {Failure} failure */
  #fail(failure) {
    this.#stop();
    this.#damaged = true;
    const error = new EngineError(failure);
    this.#tell({ ...this.progress, phase: "failed", error: failure });
    this.#ready?.reject(error);
    this.#ready = null;
    this.#rejectAll(error);
  }

  /**
   * @param {Call} call
   * @param {unknown} reason
   */
  #withdraw(call, reason) {
    if (this.#waiting.get(call.purpose) === call) this.#waiting.delete(call.purpose);
    call.reject(reason);
  }

  /** @param {unknown} reason */
  #rejectAll(reason) {
    const calls = [...(this.#running ? [this.#running] : []), ...this.#waiting.values()];
    this.#running = null;
    this.#waiting.clear();
    for (const call of calls) call.reject(reason);
  }

  /** @param {Progress} progress */
  #tell(progress) {
    this.state = progress.phase;
    this.progress = progress;
    this.onProgress(progress);
  }
}

/**
 * The one engine of this tab; it outlives the page that asked for it, through instant navigation.
 *
 * @returns {Engine}
 */
export function sharedEngine() {
  const holder = /** @type {{ calculatorEngine?: Engine }} */ (/** @type {unknown} */ (window));
  holder.calculatorEngine ??= new Engine();
  return holder.calculatorEngine;
}

/**
 * The worker that the page itself has started, before any module was loaded, and what it has said.
 *
 * @returns {{ worker: Worker, said: (MessageEvent | ErrorEvent)[] } | null}
 */
function takeEarly() {
  const holder = /** @type {{ calculatorStart?: any }} */ (/** @type {unknown} */ (window));
  const early = holder.calculatorStart?.worker ? holder.calculatorStart : null;
  // Once only; and the page sees by the empty mark that it need not start another.
  if (early) holder.calculatorStart = {};
  return early;
}

/** @param {string} how */
function newWorker(how) {
  // As the build names it: there are no addresses of sources in a page.
  const url = new URL("./worker.js", import.meta.url);
  url.hash = navigator.serviceWorker?.controller ? `${how},kept` : how;
  // Another address, or the browser would take the script from its cache again.
  if (how === "fresh") url.search = String(Date.now());
  return new Worker(url, { type: "module", name: "calculator" });
}

/** @returns {Promise<boolean>} whether it was made */
async function makeSnapshot() {
  if (!(await mayKeep())) return false;
  const worker = newWorker("snapshot");
  const made = await new Promise((resolve) => {
    worker.onerror = () => resolve(false);
    worker.onmessage = ({ data }) => {
      if (data.type === "ready") resolve(true);
      if (data.type === "failed") resolve(false);
    };
    setTimeout(() => resolve(false), 60_000);
  });
  worker.terminate();
  return made;
}

/** Whether there is room for a snapshot, and nothing speaks against keeping one. */
async function mayKeep() {
  const { connection, deviceMemory } = /** @type {any} */ (navigator);
  if (!("caches" in globalThis) || connection?.saveData || deviceMemory < 2) return false;
  // Where nobody says how much room there is, keeping it will show.
  if (!navigator.storage?.estimate) return true;
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    return quota - usage > 100e6;
  } catch {
    return false;
  }
}
