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
/** A colour that has to be seen, for what is said is said in it. */
const COLOURS = new Set(PROPERTIES.filter((name) => name !== "radius" && name !== "font"));

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
      const harmless =
        typeof value === "string" && HARMLESS.test(value) && !/url|image/i.test(value);
      const fit = harmless && (!COLOURS.has(name) || isOpaque(value));
      root.style.setProperty(`--support-${name}`, fit ? value : null);
      const own = THEME[name];
      if (own) body.style.setProperty(own, fit ? value : null);
    }
  });
  window.parent.postMessage({ type: "support-calculator:ready" }, "*");
  tell();
}

/**
 * Whether a value is a colour that hides what is behind it.
 * @param {string} value
 */
function isOpaque(value) {
  const pixel = document.createElement("canvas").getContext("2d");
  // A colour that depends on where it stands, such as currentColor or a variable, tells nothing.
  if (!pixel || !CSS.supports("color", value) || /current|var|env/i.test(value)) return false;
  pixel.fillStyle = value;
  pixel.fillRect(0, 0, 1, 1);
  return pixel.getImageData(0, 0, 1, 1).data[3] === 255;
}

/** @param {"dark" | "light"} scheme */
function setScheme(scheme) {
  document.body.dataset["mdColorScheme"] = scheme === "dark" ? "slate" : "default";
}
