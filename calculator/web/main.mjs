/**
 * The only script that the site's pages load: finds the calculator on a page, and warms it up when a
 * reader turns to it.
 */

const site = new URL("../../", import.meta.url).href;
// The page says so itself if this script does not run.
Object.assign(window, { calculatorRuns: true });

/** @type {{dispose: () => void, host: Element} | null} */
let running = null;

/** What readers do before scripts bring anything about that is to be styled. */
const TURNING = ["pointerdown", "pointermove", "keydown", "focusin", "scroll"];
/** Where scripts do so at once. */
const AT_ONCE = "pre > code";
let turned = false;

/**
 * Takes the style sheets that the first paint does not wait for, where there is something for them to
 * style: each of them has the whole page styled anew.
 */
function styleLater() {
  for (const template of laterSheets()) {
    const wanted = template.dataset["later"];
    if (!document.querySelector(wanted || AT_ONCE) && (wanted || !turned)) continue;
    // With instant navigation the theme keeps what the next page has, too: the template alone.
    if (!template.nextElementSibling?.matches("[data-came]"))
      template.after(template.content.cloneNode(true));
  }
}

/** @returns {NodeListOf<HTMLTemplateElement>} */
function laterSheets() {
  return document.querySelectorAll("template[data-later]");
}

/** Has them at hand, once nothing that is to be seen waits for the network. */
function fetchLater() {
  for (const template of laterSheets())
    for (const { href } of template.content.querySelectorAll("link"))
      document.head.append(
        Object.assign(document.createElement("link"), { rel: "prefetch", as: "style", href }),
      );
}

function turn() {
  for (const type of TURNING) removeEventListener(type, turn, true);
  turned = true;
  styleLater();
}

/**
 * Does what nobody waits for once the page is loaded and painted.
 * @param {() => void} act
 */
function whenSeen(act) {
  const soon = () => {
    if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 1000 });
    else setTimeout(act);
  };
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon, { once: true });
}

async function showPage() {
  styleLater();
  // The theme's button on a piece of code stands in a navigation without a name.
  for (const nav of document.querySelectorAll(".md-code__nav")) nav.setAttribute("role", "none");
  /** @type {NodeListOf<HTMLElement>} */
  const clocks = document.querySelectorAll("[data-clock]");
  // Where it cannot be told, the page says where they are all the same.
  if (clocks.length)
    whenSeen(() => {
      import("./time/there.mjs").then((there) => there.showTimes(clocks, site)).catch(() => {});
    });
  const host = document.querySelector("[data-calculator]");
  // A link within the page is told as a new page, too.
  if (running && running.host === host) return;
  running?.dispose();
  running = null;
  if (!(host instanceof HTMLElement)) return;
  try {
    const { mount } = await import("./mount.mjs");
    if (host.isConnected) running = await mount(host, site);
  } catch (error) {
    console.error(error);
    host.textContent = host.dataset["failed"] ?? "";
    host.setAttribute("role", "status");
  }
}

/**
 * A reader who is about to follow a link to the calculator will want it to be ready.
 * @param {Event} event
 */
async function foresee(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || !link.href.startsWith(`${site}calculator/`)) return;
  document.removeEventListener("pointerover", foresee);
  document.removeEventListener("focusin", foresee);
  const { sharedEngine } = await import("./engine/engine.mjs");
  sharedEngine()
    .warm()
    .catch(() => {});
}

whenSeen(fetchLater);
for (const type of TURNING) addEventListener(type, turn, { capture: true, passive: true });
document.addEventListener("pointerover", foresee);
document.addEventListener("focusin", foresee);

// With instant navigation the theme replaces the page and tells so here.
const { document$ } = /** @type {{document$?: {subscribe: (then: () => void) => void}}} */ (
  /** @type {unknown} */ (window)
);
if (document$) document$.subscribe(() => void showPage());
else void showPage();
