/** The calculator inside another page: its height for the parent, the parent's looks for it. */

/** What a page around the calculator may set; see docs about embedding. */
const PROPERTIES = [
  "accent",
  "on-accent",
  "background",
  "text",
  "muted",
  "link",
  "border",
  "radius",
  "font",
];
/** The theme's own names for some of them. @type {Record<string, string>} */
const THEME = {
  background: "--md-default-bg-color",
  text: "--md-default-fg-color",
  link: "--md-typeset-a-color",
};
/** No address and no second declaration comes in with a value. */
const HARMLESS = /^[\w\s#%.,()'"/+-]{1,100}$/;

/**
 * Tells the parent how high the content is, and takes its looks from it.
 * @param {HTMLElement} host
 */
export function connectFrame(host) {
  const { documentElement: root, body } = document;
  root.classList.add("sc-embedded");
  setScheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  if (window.parent === window) return;
  const tell = () => {
    const height = Math.ceil(host.getBoundingClientRect().bottom + window.scrollY) + 8;
    // Nothing but a number leaves the frame, so any parent may hear it.
    window.parent.postMessage({ type: "support-calculator:height", height }, "*");
  };
  new ResizeObserver(tell).observe(host);
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent || data?.type !== "support-calculator:theme") return;
    if (data.scheme === "dark" || data.scheme === "light") setScheme(data.scheme);
    for (const name of PROPERTIES) {
      const value = data.properties?.[name];
      const fit = typeof value === "string" && HARMLESS.test(value) && !/url|image/i.test(value);
      root.style.setProperty(`--support-${name}`, fit ? value : null);
      const own = THEME[name];
      if (own) body.style.setProperty(own, fit ? value : null);
    }
  });
  window.parent.postMessage({ type: "support-calculator:ready" }, "*");
  tell();
}

/** @param {"dark" | "light"} scheme */
function setScheme(scheme) {
  document.body.dataset["mdColorScheme"] = scheme === "dark" ? "slate" : "default";
}
