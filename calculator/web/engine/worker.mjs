/**
 * The worker: starts Python, loads the policy, answers numbered requests.
 *
 * The fragment of its address says how to start, in words with commas between: `plain` not from a
 * snapshot, `fresh` past all caches too, `snapshot` to make a snapshot and do nothing else; `kept`
 * that a service worker hands out the files, which it has checked.
 *
 * @import { Failure, FromWorker, Progress, Request, Timings } from "./protocol"
 * @import { Pyodide } from "./python.mjs"
 */
import manifest from "./manifest.mjs";
import { StartError, fetched, nameOf, sha256 } from "./download.mjs";
import { begin, gunzip, startPython, totalSize } from "./python.mjs";
import { withWholeNames } from "./reading.mjs";
import { forget, keep, recall } from "./snapshot.mjs";

const scope = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const site = new URL("../../", import.meta.url);
const runtime = new URL("calculator/runtime/", site);
const how = new Set(scope.location.hash.slice(1).split(","));
const plain = how.has("plain") || how.has("fresh") || how.has("snapshot");
/** Milliseconds between two words on progress: often enough, and little work for the page. */
const OFTEN = 150;
/** Milliseconds between two signs of life. */
const BREATH = 1000;
const began = performance.now();

/** @type {Timings} */
const timings = { restored: false };
/** Ends the signs of life. */
let quieten = () => {};
/** @type {Promise<Python["handle"]>} */
const started = start().finally(() => quieten());
started.catch((error) => say({ type: "failed", error: failureOf(error) }));

/** What has broken the interpreter, if anything has: it answers no more. @type {unknown} */
let broken;
// As Python frees what nothing holds any more, nobody waits for it.
scope.addEventListener("error", (event) => {
  event.preventDefault();
  broken ??= event.error ?? event.message;
});

/** What will be asked first. @type {Omit<Request, "id"> | undefined} */
let expected;
/** The answer to it, which nobody has asked for yet. @type {{ asked: string, result: string } | null} */
let ahead = null;
started.then(answerAhead).catch(() => {});

/** Countries whose holidays have been asked for. @type {Map<string, Promise<void>>} */
const holidays = new Map();
/** Files of holidays on their way. @type {Map<string, Promise<string | null>>} */
const arriving = new Map();
/** Files of holidays that could not be had or read: no cache is asked for them. @type {Set<string>} */
const spoilt = new Set();

scope.addEventListener("message", async ({ data }) => {
  if ("near" in data) {
    // The page's address tells it before the page can say anything else.
    countriesOf(data.near).forEach(fetchHolidays);
    return;
  }
  if ("expect" in data) {
    // There is time to fetch what the first request will need.
    expected = data.expect;
    countriesOf(data.expect.payload).forEach(fetchHolidays);
    return;
  }
  /** @type {Request} */
  const { id, name, payload } = data;
  expected = undefined;
  try {
    const handle = await started;
    await loadHolidays(handle, payload);
    const asked = JSON.stringify({ name, payload });
    const result = ahead?.asked === asked ? ahead.result : handle(name, JSON.stringify(payload));
    ahead = null;
    say({ type: "answer", id, result: JSON.parse(result) });
  } catch (error) {
    say({ type: "error", id, error: failureOf(error) });
  }
});

/**
 * Answers what is expected while the page, which may be busy, hears that this worker is ready.
 *
 * @param {Python["handle"]} handle
 */
async function answerAhead(handle) {
  await news();
  if (!expected) return;
  const { name, payload } = expected;
  await loadHolidays(handle, payload);
  // By now it may have been asked, or something else.
  if (!expected) return;
  const result = handle(name, JSON.stringify(payload));
  ahead = { asked: JSON.stringify({ name, payload }), result };
}

/** Lets this worker hear what the page has said meanwhile: what keeps it busy keeps it deaf. */
function news() {
  return new Promise((resolve) => setTimeout(resolve));
}

async function start() {
  const total = totalSize(manifest, plain);
  let loaded = 0;
  let told = 0;
  let waited = 0;
  /** @type {Progress["step"]} */
  let current = "download";
  /** @param {Progress["step"]} step */
  const progress = (step) => {
    if (step !== current) waited = 0;
    current = step;
    say({ type: "progress", loaded, total, step });
  };
  progress("download");
  let breathed = performance.now();
  const breathing = setInterval(() => {
    const now = performance.now();
    // While this worker was busy, or stopped, it could not have heard of bytes.
    waited += Math.min(now - breathed, BREATH);
    breathed = now;
    say({ type: "alive", waited: current === "python" ? 0 : waited });
  }, BREATH);
  quieten = () => clearInterval(breathing);

  const recalled = plain ? Promise.resolve(null) : recall(manifest.build);
  const starting = startPython(runtime, manifest, {
    cache: how.has("fresh") ? "reload" : "default",
    checked: how.has("kept") && !how.has("fresh"),
    snapshotting: how.has("snapshot"),
    plain,
    recalled,
    onBytes(count) {
      loaded += count;
      waited = 0;
      const now = performance.now();
      if (loaded < total && now - told < OFTEN) return;
      told = now;
      progress(loaded < total ? "download" : "python");
    },
    onMark: mark,
  });
  // Needed last, so asked for last.
  const loadingPolicy = policy(recalled);
  loadingPolicy.catch(() => {});
  const { pyodide, data, kept } = await starting.catch(notRestored);
  timings.restored = Boolean(kept?.policy);
  mark("python");
  progress("policy");
  if (!kept) begin(pyodide, manifest.build);
  const engine = await attempt(() => (kept ? resumed(pyodide) : engineOf(pyodide)));
  if (!engine) return unrestored();
  const { text, prepared, digest } = await loadingPolicy;
  if (kept?.policy !== digest) {
    await news();
    await attempt(() => load(pyodide, engine, text, prepared, digest));
  }
  if (how.has("snapshot")) {
    rehearse(engine.handle, text);
    pyodide.runPython("import gc; gc.collect()");
    await keep(manifest.build, pyodide, data, digest);
  }
  mark("ready");
  say({ type: "ready", timings });
  return engine.handle;
}

/**
 * The engine in restored memory, or nothing if that is not ours.
 *
 * @param {Pyodide} pyodide
 */
function resumed(pyodide) {
  // Every restored interpreter would draw the same numbers.
  pyodide.runPython("import sys, random; random.seed()");
  if (pyodide.runPython("sys.build") !== manifest.build) return null;
  return engineOf(pyodide);
}

/**
 * Has the engine take the policy.
 *
 * @param {Pyodide} pyodide
 * @param {Python} engine
 * @param {string} text
 * @param {Uint8Array} prepared
 * @param {string} digest
 */
function load(pyodide, engine, text, prepared, digest) {
  const bytes = pyodide.toPy(prepared);
  engine.load(text, bytes, digest.split(" ")[0]);
  // What nobody needs any more is not to be in a snapshot.
  bytes.destroy();
}

/**
 * Has the engine answer the policy's own examples, so that what it prepares on the way is kept too.
 *
 * @param {(name: string, json: string) => string} handle
 * @param {string} text
 */
function rehearse(handle, text) {
  for (const example of JSON.parse(text).examples ?? []) {
    try {
      handle("answer", JSON.stringify({ ...example, now: new Date().toISOString() }));
    } catch {
      // It was only a rehearsal.
    }
  }
}

/**
 * @typedef {object} Python  the engine's functions that are called here
 * @property {(policy: string, prepared: unknown, digest: string) => void} load
 * @property {(name: string, json: string) => string} handle
 */

/**
 * @param {Pyodide} pyodide
 * @returns {Python}
 */
function engineOf(pyodide) {
  const { load, handle } = pyodide.pyimport("calculator.engine.browser");
  return { load, handle: unlessBroken(handle) };
}

/**
 * Answers, until something else happens than an error of Python's own: what was interrupted then is in
 * no state to be asked anything.
 *
 * @param {Python["handle"]} handle
 * @returns {Python["handle"]}
 */
function unlessBroken(handle) {
  return (name, json) => {
    if (broken) throw broken;
    try {
      return handle(name, json);
    } catch (error) {
      if (failureOf(error).code === "crashed") broken = error;
      throw error;
    }
  };
}

/**
 * Of what may lie at the picture, or at a core that is not whole, the next start does without.
 *
 * @param {unknown} error
 * @returns {Promise<never>}
 */
async function notRestored(error) {
  const elsewhere = error instanceof StartError && error.failure.file !== nameOf(manifest.picture);
  if (!plain && !elsewhere) await unrestored();
  throw error;
}

/**
 * @template T
 * @param {() => T} act  by an interpreter that may have been restored
 * @returns {Promise<T>}
 */
async function attempt(act) {
  try {
    return act();
  } catch (error) {
    return notRestored(error);
  }
}

/** Drops the snapshot and asks for a plain start.  Never returns. @returns {Promise<never>} */
async function unrestored() {
  await forget();
  say({ type: "unrestored" });
  return new Promise(() => {});
}

/**
 * The policy, and what was prepared to read by it, as they are now: asked for anew on each start.  Where
 * memory has it already, what was prepared is not unpacked.
 *
 * @param {Promise<{ policy: string } | null>} recalled
 */
async function policy(recalled) {
  const files = await Promise.all(["policy.json", "reading.bin"].map(published));
  const digest = (await Promise.all(files.map(sha256))).join(" ");
  const [policy, prepared] = files;
  const text = new TextDecoder().decode(policy);
  countriesOf({ places: calendarsOf(text) }).forEach(fetchHolidays);
  if ((await recalled)?.policy === digest) return { text, prepared: new Uint8Array(), digest };
  const unpacked = await gunzip(new Uint8Array(prepared))
    .then(withWholeNames)
    .catch(() => {
      const message = "The file reading.bin arrived damaged.";
      throw new StartError("damaged", message, "reading.bin");
    });
  return { text, prepared: unpacked, digest };
}

/**
 * The places whose holidays any request will name.
 *
 * @param {string} policy
 * @returns {string[]}
 */
function calendarsOf(policy) {
  try {
    /** @type {{ holidays?: string }[]} */
    const calendars = JSON.parse(policy).calendars;
    return calendars.map(({ holidays }) => holidays ?? "");
  } catch {
    // What is wrong with it, the engine will say.
    return [];
  }
}

/** @param {string} file */
async function published(file) {
  const cache = how.has("fresh") ? "reload" : "no-cache";
  const response = await fetched(new URL(`api/${file}`, site), file, cache);
  return response.arrayBuffer();
}

/**
 * Sees to it that the holidays of the request's country are known, and those of the other places that
 * it names.  What cannot be had, or not be read, the engine says that it does not know, and answers
 * all the same; the next request asks for it again.
 *
 * @param {(name: string, json: string) => string} handle
 * @param {unknown} payload
 */
async function loadHolidays(handle, payload) {
  await Promise.allSettled(countriesOf(payload).map((country) => holidaysOf(handle, country)));
}

/**
 * Hands the holidays of a country to the engine, once.  A country without a file has none.
 *
 * @param {(name: string, json: string) => string} handle
 * @param {string} country
 */
async function holidaysOf(handle, country) {
  let loading = holidays.get(country);
  if (!loading) {
    loading = fetchHolidays(country).then((found) => {
      if (found) handle("holidays", `{"country":"${country}","holidays":${found}}`);
    });
    holidays.set(country, loading);
    loading.catch(() => {
      holidays.delete(country);
      arriving.delete(`${country}.json`);
      spoilt.add(`${country}.json`);
    });
  }
  await loading;
}

/**
 * The countries whose holidays matter to a request: that of its place, and those of further places.
 *
 * @param {unknown} payload
 * @returns {string[]}
 */
function countriesOf(payload) {
  const { country, places = [] } = /** @type {{ country?: unknown, places?: unknown[] }} */ (
    payload ?? {}
  );
  const codes = [country, ...places].map(countryOf);
  return [...new Set(codes)].filter((code) => /^[A-Z]{2}$/.test(code));
}

/**
 * The country of a place: `IN` of `IN-KA`.
 *
 * @param {unknown} place
 */
function countryOf(place) {
  return typeof place === "string" ? place.slice(0, 2) : "";
}

/**
 * The JSON of a country's holidays, or nothing if it has none.
 *
 * @param {string} country
 * @returns {Promise<string | null>}
 */
function fetchHolidays(country) {
  const file = `${country}.json`;
  let fetching = arriving.get(file);
  if (!fetching) {
    const cache = spoilt.has(file) ? "reload" : "default";
    fetching = fetch(new URL(`api/holidays/${file}`, site), { cache }).then(async (response) => {
      if (response.status === 404) return null;
      if (!response.ok) throw new StartError("missing", `No holidays: ${file}`, file);
      return response.text();
    });
    arriving.set(file, fetching);
    fetching.catch(() => arriving.delete(file));
  }
  return fetching;
}

/** @param {string} name */
function mark(name) {
  timings[name] = Math.round(performance.now() - began);
}

/**
 * @param {unknown} error
 * @returns {Failure}
 */
function failureOf(error) {
  if (error instanceof StartError) return error.failure;
  const { name, message } = error instanceof Error ? error : { name: "", message: `${error}` };
  if (name === "PythonError") {
    const lines = message.trim().split("\n");
    return { code: "python", message: lines[lines.length - 1] };
  }
  return { code: "crashed", message };
}

/** @param {FromWorker} message */
function say(message) {
  scope.postMessage(message);
}
