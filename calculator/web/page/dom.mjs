/** Making elements one by one, where there is no view. */

/**
 * An HTML element.  A false or absent attribute is left out, a true one is empty.  Children are
 * nodes or text: text is never taken for markup.
 * @param {string} name
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElement}
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  element.append(...children.filter((child) => child !== null));
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  return element;
}
