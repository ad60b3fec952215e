/**
 * The element <support-calculator>, for pages elsewhere: a frame with the calculator, as high as its
 * content, in the colours of the page around it.
 *
 * Attributes: `src` (the address of the frame; default: beside this script), `case` (a case as in
 * the calculator's links), `scheme` (`light` or `dark`; default: that of the element), `title`.
 * Custom properties: --support-accent, --support-on-accent, --support-background, --support-text,
 * --support-muted, --support-link, --support-border, --support-radius, --support-font.
 */
(() => {
  // A classic script knows its own address; one loaded as a module has to look for itself.
  const script =
    document.currentScript ?? document.querySelector('script[src$="support-calculator.js"]');
  const home = script instanceof HTMLScriptElement ? script.src : document.baseURI;
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
  const HIGHEST = 20000;

  class SupportCalculator extends HTMLElement {
    static observedAttributes = ["src", "case", "scheme"];

    constructor() {
      super();
      this.frame = document.createElement("iframe");
      this.frame.setAttribute("part", "frame");
      this.frame.setAttribute("allow", "clipboard-write");
      this.frame.setAttribute("loading", "lazy");
      const style = new CSSStyleSheet();
      style.replaceSync(
        ":host { display: block } iframe { border: 0; display: block; height: 100%; min-height: 20rem; width: 100% }",
      );
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [style];
      shadow.append(this.frame);
      /** @param {MessageEvent} event */
      this.hear = (event) => this.heard(event);
      this.dress = () => this.dressed();
      this.dark = matchMedia("(prefers-color-scheme: dark)");
    }

    connectedCallback() {
      this.frame.title = this.getAttribute("title") ?? "Support calculator";
      window.addEventListener("message", this.hear);
      this.dark.addEventListener("change", this.dress);
      this.load();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.hear);
      this.dark.removeEventListener("change", this.dress);
    }

    /** @param {string} name */
    attributeChangedCallback(name) {
      if (!this.isConnected) return;
      if (name === "scheme") this.dressed();
      else this.load();
    }

    get address() {
      const address = new URL(this.getAttribute("src") ?? "frame/", home);
      address.hash = this.getAttribute("case") ?? "";
      return address;
    }

    load() {
      this.frame.src = this.address.href;
    }

    /** @param {MessageEvent} event */
    heard({ source, origin, data }) {
      if (source !== this.frame.contentWindow || origin !== this.address.origin) return;
      if (data?.type === "support-calculator:ready") this.dressed();
      if (data?.type === "support-calculator:height" && data.height > 0) {
        this.frame.height = String(Math.min(HIGHEST, Math.ceil(data.height)));
        this.frame.style.setProperty("height", `${this.frame.height}px`);
      }
    }

    /** Hands the looks of this page to the frame. */
    dressed() {
      const style = getComputedStyle(this);
      const values = PROPERTIES.map((name) => [
        name,
        style.getPropertyValue(`--support-${name}`).trim(),
      ]);
      const properties = Object.fromEntries(values.filter(([, value]) => value));
      const own =
        this.getAttribute("scheme") ??
        (/\bdark\b/.test(style.colorScheme) && !/\blight\b/.test(style.colorScheme) ? "dark" : "");
      const scheme = own || (this.dark.matches ? "dark" : "light");
      const message = { type: "support-calculator:theme", scheme, properties };
      this.frame.contentWindow?.postMessage(message, this.address.origin);
    }
  }

  if (!customElements.get("support-calculator"))
    customElements.define("support-calculator", SupportCalculator);
})();
