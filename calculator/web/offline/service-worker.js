/**
 * The service worker: after one visit the site works without a network, and never as a mixture of
 * two versions.
 *
 * Each version of the site has a cache of its own, filled and checked before the version may serve
 * anyone.  A page is served, to its end, from the version with which it was loaded; the next load
 * takes the newest.  A version that nobody uses any more is removed.
 *
 * The build puts SITE before this script: the version, and the digest of every file.
 */

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const root = new URL("./", scope.location.href);
// Caches belong to the origin, on which other sites may live: all names begin with ours.
const PREFIX = `site ${root.pathname} `;
const PINS = `${PREFIX}pins`;
/** The entry that makes a cache complete: the digests of its files. */
const COMPLETE = new URL("complete.json", root).href;
const RUNTIME = "calculator/runtime/";
const NAMED_BY_CONTENT = /^calculator\/(runtime|web-\w+)\//;
const POLICY = "Content-Security-Policy";
const AN_HOUR = 3_600_000;

scope.addEventListener("install", (event) => {
  event.waitUntil(install());
  event.waitUntil(shortcut(event));
});
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(root.href)) {
    event.respondWith(answer(event));
  }
});
scope.addEventListener("message", (event) => {
  if (event.data?.claim) event.waitUntil(claim(event.source, event.data.claim));
  // A page has loaded: the one before it, and its version, may have gone.
  if (event.data === "loaded") event.waitUntil(tidy());
  // A page has nothing else to do.
  if (event.data === "idle") event.waitUntil(heal());
});

/** @param {string} version */
function nameOf(version) {
  return PREFIX + version;
}

/** Fills this version's cache.  If that fails, the version before goes on serving. */
async function install() {
  const cache = await caches.open(nameOf(SITE.version));
  const earlier = await otherVersions();
  const wanted = Object.keys(SITE.files).filter((p) => !(sparing() && p.startsWith(RUNTIME)));
  const waiting = wanted.values();
  const filling = async () => {
    for (const path of waiting) await fill(cache, path, earlier);
  };
  // Most files are tiny: what takes time is the way there and back, not what is on it.
  await Promise.all(Array.from({ length: 16 }, filling));
  await cache.put(COMPLETE, new Response(JSON.stringify(SITE.files)));
  await scope.skipWaiting();
}

/**
 * Lets the browser take what never changes from the cache by itself, where it can: sooner than by
 * waking this script.  A worker still goes through it, to be given the version of its page.
 *
 * @param {ExtendableEvent & { addRoutes?: (rules: object[]) => Promise<void> }} event
 */
async function shortcut(event) {
  const rule = (/** @type {string} */ path, /** @type {unknown} */ source) => ({
    condition: { urlPattern: { pathname: root.pathname + path, search: "" } },
    source,
  });
  const cached = Object.keys(SITE.files).filter((path) => NAMED_BY_CONTENT.test(path));
  await event
    .addRoutes?.([
      ...Object.keys(SITE.workers).map((path) => rule(path, "fetch-event")),
      ...cached.map((path) => rule(path, { cacheName: nameOf(SITE.version) })),
    ])
    .catch(() => {});
}

/** Whether the reader has asked to save data; the runtime is then kept only once it is used. */
function sparing() {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (scope.navigator);
  return connection?.saveData === true;
}

/**
 * Puts one file into the cache: as it was in an earlier version, if it has not changed.
 *
 * @param {Cache} cache
 * @param {string} path
 * @param {{ cache: Cache, files: Record<string, string> }[]} earlier
 */
async function fill(cache, path, earlier) {
  const url = new URL(path, root).href;
  // A first attempt may have been interrupted.
  if (await isWhole(await cache.match(url), path)) return;
  for (const { cache: other, files } of earlier) {
    const kept = files[path] === SITE.files[path] && (await other.match(url));
    if (kept && (await isWhole(kept, path))) return cache.put(url, kept);
  }
  await cache.put(url, await checked(path));
}

/**
 * Whether a kept file is as it was built.  All that runs on this origin can write to its caches, and
 * a disk may fail.
 *
 * @param {Response | undefined} kept
 * @param {string} path
 */
async function isWhole(kept, path) {
  if (!kept || kept.headers.get(POLICY) !== (SITE.workers[path] ?? null)) return false;
  const digest = await crypto.subtle.digest("SHA-256", await kept.clone().arrayBuffer());
  return SITE.files[path] === `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

/** Loads what is not as it was built anew; what cannot be had now is not kept. */
async function heal() {
  const cache = await caches.open(nameOf(SITE.version));
  for (const path of Object.keys(SITE.files)) {
    const url = new URL(path, root).href;
    const kept = await cache.match(url);
    if (!kept || (await isWhole(kept, path))) continue;
    await cache.delete(url);
    await checked(path).then(
      (file) => cache.put(url, file),
      () => {},
    );
  }
}

/**
 * A file from the network, checked, as it will be served.
 *
 * @param {string} path
 */
async function checked(path) {
  const url = new URL(path, root);
  const integrity = SITE.files[path];
  // Revalidated, for a cache may hold an older file under this name; if what it holds has the wrong
  // content all the same, loaded anew.
  const response = await fetch(url, { cache: "no-cache", integrity }).catch(() =>
    fetch(url, { cache: "reload", integrity }),
  );
  if (!response.ok && path !== "404.html") throw new Error(`${path}: status ${response.status}`);
  const headers = new Headers();
  const type = response.headers.get("Content-Type");
  if (type) headers.set("Content-Type", type);
  const policy = SITE.workers[path];
  if (policy) headers.set(POLICY, policy);
  // A new response, because one that was redirected cannot answer a navigation.
  return new Response(await response.arrayBuffer(), { headers });
}

async function activate() {
  const updated = (await otherVersions()).length > 0;
  await tidy();
  if (!updated) return;
  for (const client of await scope.clients.matchAll({ type: "window" })) {
    client.postMessage({ type: "updated", version: SITE.version });
  }
}

/** The complete caches of other versions. */
async function otherVersions() {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === PINS || name === nameOf(SITE.version)) continue;
    const cache = await caches.open(name);
    const files = await said(await cache.match(COMPLETE));
    if (files) found.push({ cache, files });
  }
  return found;
}

/**
 * What a kept note says, if it can be read.
 *
 * @param {Response | undefined} note
 * @returns {Promise<any>}
 */
async function said(note) {
  return note?.json().catch(() => undefined);
}

/**
 * Serves a page that was loaded before there was a worker, if it is of this version.
 *
 * @param {Client | ServiceWorker | MessagePort | null} page
 * @param {string} text
 */
async function claim(page, text) {
  if (!(page instanceof Client)) return;
  const cache = await caches.open(nameOf(SITE.version));
  const kept = await cache.match(page.url, { ignoreSearch: true });
  if ((await kept?.text()) !== text) return;
  await pin(page.id, SITE.version);
  await scope.clients.claim();
}

/** Removes the versions that no open page has, and the pins of pages that are gone. */
async function tidy() {
  const pins = await caches.open(PINS);
  const open = await scope.clients.matchAll({ type: "all", includeUncontrolled: true });
  const live = new Set(open.map(({ id }) => pinOf(id)));
  const needed = new Set([PINS, nameOf(SITE.version)]);
  for (const { url } of await pins.keys()) {
    const { version, since } = (await said(await pins.match(url))) ?? {};
    // A page that is only just loading is not among the open ones yet.
    const loading = version === SITE.version && Date.now() - since < AN_HOUR;
    if (live.has(url)) needed.add(nameOf(version));
    else if (!loading) await pins.delete(url);
  }
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && !needed.has(name)) await caches.delete(name);
  }
}

// -- which version a page has ------------------------------------------------------------------

/** What {@link pin} has kept since this worker woke up. @type {Map<string, string>} */
const pinned = new Map();

/** @param {string} client */
function pinOf(client) {
  return new URL(`pin/${client}`, root).href;
}

/**
 * @param {string} client
 * @param {string} version
 */
async function pin(client, version) {
  pinned.set(client, version);
  const pins = await caches.open(PINS);
  await pins.put(pinOf(client), new Response(JSON.stringify({ version, since: Date.now() })));
}

/** @param {string} client */
async function versionOf(client) {
  if (!pinned.has(client)) {
    const pins = await caches.open(PINS);
    const kept = await said(await pins.match(pinOf(client)));
    pinned.set(client, kept?.version ?? SITE.version);
  }
  return /** @type {string} */ (pinned.get(client));
}

// -- answering ---------------------------------------------------------------------------------

/** @param {FetchEvent} event */
async function answer(event) {
  const { request } = event;
  const url = new URL(request.url);
  const navigation = request.mode === "navigate";
  const path = url.pathname.slice(root.pathname.length).replace(/(^|\/)index\.html$/, "$1");
  try {
    const version = navigation ? SITE.version : await versionOf(event.clientId);
    if (event.resultingClientId) event.waitUntil(pin(event.resultingClientId, version));
    const cache = await caches.open(nameOf(version));
    const address = new URL(path, root).href;
    const kept = await cache.match(address);
    if (kept && request.cache !== "reload") return kept;
    if (version === SITE.version && path in SITE.files) {
      const response = await checked(path);
      event.waitUntil(cache.put(address, response.clone()).catch(() => {}));
      return response;
    }
    if (navigation && `${path}/` in SITE.files) return Response.redirect(`${url.pathname}/`);
  } catch {
    // Without storage the site is as it would be without this worker.
  }
  try {
    return await fetch(request);
  } catch (error) {
    const missing = navigation && (await caches.match(new URL("404.html", root).href));
    if (missing) return new Response(missing.body, { status: 404, headers: missing.headers });
    throw error;
  }
}
