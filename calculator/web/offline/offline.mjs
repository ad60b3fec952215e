/**
 * Registers the service worker once the first answer is there, or the page has nothing else to do;
 * tells when the site is ready to be used without a network, and of a new version.
 */

const site = new URL("../../", import.meta.url);
/** Milliseconds without input after which the page counts as idle. */
const QUIET = 5000;

if ("serviceWorker" in navigator && !("calculatorOffline" in window)) {
  Object.assign(window, { calculatorOffline: true });
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.type === "updated") announce();
  });
  navigator.serviceWorker.controller?.postMessage("loaded");
  /** @type {Promise<void> | undefined} */
  let keeping;
  const keep = () => void (keeping ??= register());
  // What is for later waits until the answer is seen.
  const soon = () => requestAnimationFrame(() => setTimeout(keep));
  addEventListener("calculator:answered", soon, { once: true });
  whenIdle(keep);
  // A worker is active only once all is kept; one that keeps nothing serves a site in the making.
  void navigator.serviceWorker.ready.then(async () => {
    const kept = (await caches.keys()).some((name) => name.startsWith(`site ${site.pathname} `));
    if (!kept) return;
    Object.assign(window, { calculatorReady: true });
    dispatchEvent(new CustomEvent("calculator:offline"));
  });
}

/** Has the browser keep the site, or look for a new version of what it keeps. */
export async function register() {
  try {
    const registration = await navigator.serviceWorker.register(
      new URL("service-worker.js", site),
      { scope: site.pathname, updateViaCache: "none" },
    );
    const { controller } = navigator.serviceWorker;
    if (controller) return controller.postMessage("idle");
    const worker = registration.active ?? (await navigator.serviceWorker.ready).active;
    // A page of the version that the worker serves may have its service at once, rather than from
    // the next load: the worker compares.
    const loaded = await fetch(location.href, { cache: "force-cache" });
    worker?.postMessage({ claim: await loaded.text() });
  } catch {
    // The site then simply needs its network, as any site.
  }
}

/** @param {() => void} act */
function whenIdle(act) {
  let timer = 0;
  const events = ["pointerdown", "keydown", "scroll"];
  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (isStarting()) return wait();
      for (const name of events) removeEventListener(name, wait);
      act();
    }, QUIET);
  };
  for (const name of events) addEventListener(name, wait, { passive: true });
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}

/** Whether Python is on its way, whose bytes come before those for later. */
function isStarting() {
  const { calculatorStart, calculatorEngine } = /** @type {any} */ (window);
  return Boolean(
    calculatorStart?.worker || ["loading", "starting"].includes(calculatorEngine?.state),
  );
}

/** In the site's words, which stand in the page. */
function announce() {
  const words = document.querySelector("template[data-update]");
  if (!(words instanceof HTMLTemplateElement) || document.querySelector(".site-update")) return;
  const notice = document.createElement("div");
  notice.className = "site-update";
  notice.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-button";
  button.textContent = words.dataset["load"] ?? "";
  button.addEventListener("click", () => location.reload());
  document.body.append(notice);
  // The region must be there before its text, or it is not read aloud.
  requestAnimationFrame(() => {
    notice.append(words.dataset["update"] ?? "", button);
  });
}
