/** Small pieces that several views are made of. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { inline } from "../texts/markdown.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../page/dom.mjs").Child} Child */

/** @type {import("./icons.mjs").Icon[]} */
const SHAPES = ["octagon", "triangle", "circle"];

/**
 * A severity as colour, text and shape.
 * @param {View} v
 * @param {number} id
 * @param {{large?: boolean}} [options]
 */
export function badge(v, id, options = {}) {
  const rank = v.policy.severities.findIndex((s) => s.id === id);
  const severity = v.policy.severities[rank];
  const level = Math.min(rank, SHAPES.length) + 1;
  return el(
    "span",
    {
      class: `sc-badge sc-badge--${level}${options.large ? " sc-badge--large" : ""}`,
      lang: policyLang(v),
    },
    icon(SHAPES[rank] ?? "square"),
    el("span", {}, severity ? severity.name : String(id)),
    options.large && severity ? el("span", { class: "sc-badge__label" }, severity.label) : null,
  );
}

/**
 * The language attribute for the policy's own texts, where the interface speaks another.
 * @param {View} v
 */
export function policyLang(v) {
  return v.w.language === v.policy.about.language ? null : v.policy.about.language;
}

/**
 * A text of the policy.
 * @param {View} v
 * @param {string} text
 * @param {string} [name]
 */
export function policyText(v, text, name = "span") {
  return el(name, { lang: policyLang(v) }, ...inline(text));
}

/**
 * A link to the place in the guide of a thing of the policy; its text alone if it has none.
 * @param {View} v
 * @param {string | number} id
 * @param {...Child} children
 */
export function guideLink(v, id, ...children) {
  const href = v.links[String(id)];
  const target = v.embedded ? { target: "_blank", rel: "noopener" } : {};
  return href
    ? el("a", { href: new URL(href, v.base).href, ...target }, ...children)
    : el("span", {}, ...children);
}

/**
 * @param {string} action what a click does, as the calculator's actions name it
 * @param {Child | Child[]} label
 * @param {{arg?: string, icon?: import("./icons.mjs").Icon, kind?: "primary" | "quiet" | "icon", name?: string, key?: string}} [options]
 */
export function button(action, label, options = {}) {
  return el(
    "button",
    {
      type: "button",
      class: `sc-button sc-button--${options.kind ?? "plain"}`,
      "data-do": action,
      "data-arg": options.arg ?? null,
      "data-key": options.key ?? null,
      "aria-label": options.name ?? null,
    },
    options.icon ? icon(options.icon) : null,
    ...[label].flat(),
  );
}

/**
 * A copy or save button that says for a moment that it has worked.
 * @param {View} v
 * @param {string} action
 * @param {string} arg
 * @param {string} label
 * @param {import("./icons.mjs").Icon} image
 */
export function doneButton(v, action, arg, label, image) {
  const done = v.ui.done === `${action}:${arg}`;
  const shown = done ? v.w.t(action === "save" ? "done.saved" : "done.copied") : label;
  return button(action, shown, { arg, icon: done ? "check" : image, key: `${action}-${arg}` });
}

/**
 * A part of the answer that opens on demand.
 * @param {string} key
 * @param {Child | Child[]} summary
 * @param {...(Child | Child[])} children
 */
export function fold(key, summary, ...children) {
  return el(
    "details",
    { class: "sc-fold", "data-key": key },
    el("summary", {}, ...[summary].flat()),
    el("div", { class: "sc-fold__body" }, ...children),
  );
}

/**
 * A titled part of the answer.
 * @param {string} key
 * @param {string} title
 * @param {...(Child | Child[])} children
 */
export function section(key, title, ...children) {
  return el(
    "section",
    {
      class: `sc-section sc-section--${key}`,
      "data-key": key,
      "aria-labelledby": `sc-${key}-title`,
    },
    el("h3", { id: `sc-${key}-title` }, title),
    ...children,
  );
}

/**
 * A telephone number to call.
 * @param {string} number
 */
export function tel(number) {
  // The trunk zero in "+32 (0)50" is not dialled from abroad.
  const dialled = number.replace(/\(0\)/g, "").replace(/[^+\d]/g, "");
  return el(
    "a",
    { class: "sc-tel", href: `tel:${dialled}` },
    icon("phone"),
    el("span", {}, number),
  );
}

/**
 * @param {string} iso
 * @returns {number}
 */
export const instant = (iso) => Date.parse(iso);
