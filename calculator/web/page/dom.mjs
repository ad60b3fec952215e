/** Making elements, and changing a tree in place so that focus, selection and scrolling survive. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined>} Attributes */

/**
 * An HTML element.  A false or absent attribute is left out, a true one is empty; `value` and
 * `checked` are set as properties.  Children are nodes or text: text is never taken for markup.
 * @param {string} name
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/**
 * An SVG element.
 * @param {string} name
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}, ...children) {
  return filled(
    /** @type {SVGElement} */ (document.createElementNS(SVG, name)),
    attributes,
    children,
  );
}

/**
 * @template {Element} T
 * @param {T} element
 * @param {Attributes} attributes
 * @param {(Child | Child[])[]} children
 * @returns {T}
 */
function filled(element, attributes, children) {
  for (const child of children.flat()) if (child || child === "") element.append(child);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "value" && "value" in element && element.localName !== "li") {
      element.value = String(value);
    } else if (name === "checked") {
      /** @type {HTMLInputElement} */ (/** @type {unknown} */ (element)).checked = true;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  return element;
}

/**
 * Gives `live` the children of `wanted`, reusing what is there.  Elements match by `data-key` or
 * id, else by position and name.  What the reader opened (`details`) or is typing stays as it is,
 * and so does everything inside an element that has `data-own`.
 * @param {Element} live
 * @param {Element | DocumentFragment} wanted
 */
export function morphChildren(live, wanted) {
  const stays = new Set([...wanted.children].map(key));
  const keyed = new Map();
  for (const child of [...live.children]) {
    // What goes is taken out first: moving what stays around it would cost it the focus.
    if (key(child) && !stays.has(key(child))) child.remove();
    else if (key(child)) keyed.set(key(child), child);
  }
  let next = live.firstChild;
  for (const node of [...wanted.childNodes]) {
    const match = key(node) ? keyed.get(key(node)) : next && !key(next) ? next : null;
    if (!match || !alike(match, node)) {
      live.insertBefore(node, next);
      continue;
    }
    while (key(node) && next && next !== match && !key(next)) next = removed(next);
    if (match === next) next = next?.nextSibling ?? null;
    else live.insertBefore(match, next);
    morph(match, node);
  }
  while (next) next = removed(next);
}

/**
 * Takes a node out; the one after it.
 * @param {ChildNode} node
 */
function removed(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/** @param {Node} node */
function key(node) {
  return node instanceof Element ? node.getAttribute("data-key") || node.id : "";
}

/**
 * @param {Node} a
 * @param {Node} b
 */
function alike(a, b) {
  return a.nodeName === b.nodeName && key(a) === key(b);
}

/**
 * @param {Node} live
 * @param {Node} wanted
 */
function morph(live, wanted) {
  if (!(live instanceof Element && wanted instanceof Element)) {
    if (live.nodeValue !== wanted.nodeValue) live.nodeValue = wanted.nodeValue;
    return;
  }
  if (live.hasAttribute("data-own")) return;
  for (const { name } of [...live.attributes]) {
    const kept = name === "open" && live.localName === "details";
    if (!kept && !wanted.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (name === "open" && live.localName === "details") continue;
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  if (live.localName !== "textarea") morphChildren(live, wanted);
  copyState(live, wanted);
}

/**
 * @param {Element} live
 * @param {Element} wanted
 */
function copyState(live, wanted) {
  if (live instanceof HTMLInputElement && wanted instanceof HTMLInputElement) {
    live.checked = wanted.checked;
  }
  const holds =
    live instanceof HTMLInputElement ||
    live instanceof HTMLTextAreaElement ||
    live instanceof HTMLSelectElement;
  if (!holds || live === document.activeElement) return;
  const value = /** @type {HTMLInputElement} */ (wanted).value;
  if (live.value !== value) live.value = value;
}
