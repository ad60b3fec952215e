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
/** What is written on what. */
const WRITTEN = [
  ["--md-default-fg-color", "--md-default-bg-color"],
  ["--sc-muted", "--md-default-bg-color"],
  ["--sc-link", "--md-default-bg-color"],
  ["--sc-on-accent", "--sc-accent"],
];
/** The least contrast that is seen, as WCAG counts it (1.4.11). */
const LEAST = 3;
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
    /** @param {string} name @param {string | null} value */
    const set = (name, value) => {
      root.style.setProperty(`--support-${name}`, value);
      const own = THEME[name];
      if (own) body.style.setProperty(own, value);
    };
    for (const name of PROPERTIES) {
      const value = data.properties?.[name];
      const harmless =
        typeof value === "string" && HARMLESS.test(value) && !/url|image/i.test(value);
      set(name, harmless && (!COLOURS.has(name) || isOpaque(value)) ? value : null);
    }
    if (!isLegible(host)) for (const name of COLOURS) set(name, null);
  });
  window.parent.postMessage({ type: "support-calculator:ready" }, "*");
  tell();
}

/**
 * Whether a value is a colour that hides what is behind it.
 * @param {string} value
 */
function isOpaque(value) {
  // A colour that depends on where it stands, such as currentColor or a variable, tells nothing.
  if (!CSS.supports("color", value) || /current|var|env/i.test(value)) return false;
  return painted(value)[3] === 255;
}

/**
 * Whether all that is written is seen on what is behind it.
 * @param {HTMLElement} host
 */
function isLegible(host) {
  const style = getComputedStyle(host.querySelector(".sc-root") ?? host);
  return WRITTEN.every(([above = "", below = ""]) => {
    const [front, back] = [style.getPropertyValue(above), style.getPropertyValue(below)];
    const [light = 0, dark = 0] = [painted(back), painted(back, front)]
      .map(luminance)
      .sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05) >= LEAST;
  });
}

/**
 * What comes of colours, one over the other: red, green, blue, and how much they hide.
 * @param {...string} colours
 */
function painted(...colours) {
  const pixel = document.createElement("canvas").getContext("2d");
  if (!pixel) return [0, 0, 0, 0];
  for (const colour of colours) {
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
  }
  return [...pixel.getImageData(0, 0, 1, 1).data];
}

/** @param {number[]} colour */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {"dark" | "light"} scheme */
function setScheme(scheme) {
  document.body.dataset["mdColorScheme"] = scheme === "dark" ? "slate" : "default";
}
