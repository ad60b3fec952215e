/** Small pieces that several views are made of. */

import { html, nothing } from "lit-html";
import { isDialled, severityOf } from "../case/lookup.mjs";
import { pieces } from "../texts/markdown.mjs";
import { icon } from "./icons.mjs";

/** @import { SeverityId, View } from "../types" */
/** @import { Icon } from "./icons.mjs" */

/** @type {Icon[]} of the weightiest severity and those after it; beyond them the last is used */
const SHAPES = ["octagon", "triangle", "circle", "square", "diamond", "pentagon", "ring", "bars"];

/** Between what stands apart on the screen and would be run together when it is read aloud. */
export const PAUSE = html`<span class="sc-visually-hidden">, </span>`;

/**
 * A severity as colour, text and shape.
 * @param {View} v
 * @param {SeverityId} id
 * @param {{large?: boolean}} [options]
 */
export function badge(v, id, { large = false } = {}) {
  const rank = v.policy.severities.findIndex((s) => s.id === id);
  const severity = severityOf(v.policy, id);
  const size = large ? " sc-badge--large" : "";
  const label =
    large && severity ? html`<span class="sc-badge__label">${severity.label}</span>` : nothing;
  return html`<span
    class="sc-badge sc-badge--${Math.min(rank, SHAPES.length - 1) + 1}${size}"
    lang=${policyLang(v)}
    >${icon(SHAPES[rank] ?? "bars")}<span>${severity?.name ?? id}</span>${label}</span
  >`;
}

/**
 * The language attribute for the policy's own texts, where the interface speaks another.
 * @param {View} v
 */
export function policyLang(v) {
  return v.w.language === v.policy.about.language ? nothing : v.policy.about.language;
}

/**
 * A text of the policy.
 * @param {View} v
 * @param {string} text
 */
export function policyText(v, text) {
  return html`<span lang=${policyLang(v)}>${inline(text)}</span>`;
}

/**
 * @param {View} v
 * @param {string} text
 */
export function policyParagraph(v, text) {
  return html`<p lang=${policyLang(v)}>${inline(text)}</p>`;
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function inline(text) {
  return pieces(text).map((piece) => {
    if (piece.kind === "strong") return html`<strong>${inline(piece.text)}</strong>`;
    if (piece.kind === "em") return html`<em>${inline(piece.text)}</em>`;
    if (piece.kind === "code") return html`<code>${piece.text}</code>`;
    return piece.kind === "link" ? html`<a href=${piece.href}>${piece.text}</a>` : piece.text;
  });
}

/**
 * A link to the place in the guide of a thing of the policy; its text alone if it has none.
 * @param {View} v
 * @param {string | number} id
 * @param {unknown} text
 */
export function guideLink(v, id, text) {
  const href = v.links[String(id)];
  if (!href) return html`<span>${text}</span>`;
  return html`<a
    href=${new URL(href, v.base).href}
    target=${v.embedded ? "_blank" : nothing}
    rel=${v.embedded ? "noopener" : nothing}
    >${text}</a
  >`;
}

/**
 * The same with a label of the policy's own.
 * @param {View} v
 * @param {string | number} id
 * @param {string} label
 */
export function policyLink(v, id, label) {
  return guideLink(v, id, html`<span lang=${policyLang(v)}>${label}</span>`);
}

/**
 * A button that works as a link within the page.
 * @param {string} id of the element that gets the focus
 * @param {unknown} text
 */
export function focusLink(id, text) {
  return html`<a href="#${id}" data-do="focus" data-arg=${id}>${text}</a>`;
}

/**
 * @param {string} action what a click does, as the case's events name it
 * @param {string} label
 * @param {{arg?: string, icon?: Icon, kind?: "primary" | "quiet" | "icon", name?: string,
 *   with?: string}} [options] `with`: the id of the field whose text goes along
 */
export function button(action, label, options = {}) {
  return html`<button
    type="button"
    class="sc-button sc-button--${options.kind ?? "plain"}"
    data-do=${action}
    data-arg=${options.arg ?? nothing}
    data-with=${options.with ?? nothing}
    aria-label=${options.name ?? nothing}
  >
    ${options.icon ? icon(options.icon) : nothing}${label}
  </button>`;
}

/**
 * A copy or save button that says for a moment that it has worked.
 * @param {View} v
 * @param {"copy" | "save"} action
 * @param {string} arg
 * @param {string} label
 * @param {Icon} image
 */
export function doneButton(v, action, arg, label, image) {
  const done = v.ui.done === `${action}:${arg}`;
  const shown = done ? v.w.t(action === "save" ? "done.saved" : "done.copied") : label;
  return button(action, shown, { arg, icon: done ? "check" : image });
}

/**
 * Why something could not be handed over, beside the buttons that were to do it.
 * @param {View} v
 * @param {string[]} of what these buttons hand over
 */
export function troubleView(v, of) {
  const [said = "", what = ""] = v.ui.done.split(":");
  if (!said.startsWith("done.") || !of.includes(what)) return nothing;
  return html`<p class="sc-hint sc-hint--error">${icon("alert")}${v.w.t(said)}</p>`;
}

/**
 * A part of the answer that opens on demand.
 * @param {string} key
 * @param {string} summary
 * @param {unknown} body
 */
export function fold(key, summary, body) {
  return html`<details class="sc-fold" data-key=${key}>
    <summary>${summary}</summary>
    <div class="sc-fold__body">${body}</div>
  </details>`;
}

/**
 * A titled part of the answer.
 * @param {string} key
 * @param {string} title
 * @param {unknown} body
 */
export function section(key, title, body) {
  return html`<section
    class="sc-section sc-section--${key}"
    data-key=${key}
    aria-labelledby="sc-${key}-title"
  >
    <h3 id="sc-${key}-title">${title}</h3>
    ${body}
  </section>`;
}

/**
 * A telephone number as it is printed, to call where it can be dialled.
 * @param {View} v
 * @param {string} number
 * @param {string[]} [countries] of a number without a country code: where it is dialled so
 */
export function tel(v, number, countries = []) {
  if (isDialled(number, countries, v.place.country))
    return html`<a class="sc-tel" href="tel:${dialled(number)}"
      >${icon("phone")}<span>${number}</span></a
    >`;
  const there = v.f.list(countries.map((code) => v.f.country(code.slice(0, 2))));
  return html`<span class="sc-tel">${icon("phone")}<span>${number}</span></span>
    <span class="sc-hint">${v.w.t("actions.within", { countries: there })}</span>`;
}

/**
 * A number as it is dialled: the trunk zero in "+32 (0)50" is not, from abroad.
 * @param {string} number
 */
export function dialled(number) {
  const whole = number.trim();
  return (whole.startsWith("+") ? whole.replace(/\(0\)/g, "") : whole).replace(/[^+\d]/g, "");
}

/**
 * @param {string} iso
 * @returns {number}
 */
export const instant = (iso) => Date.parse(iso);
