/** What is wrong with what was entered, once its field has been left. */

import { html, nothing } from "lit-html";
import { kindOfField } from "../case/case.mjs";
import { keptText } from "../texts/promises.mjs";
import { focusLink } from "./parts.mjs";

/** @import { FieldError, View } from "../types" */

/** @param {Pick<View, "errors" | "ui">} v */
export function shownErrors(v) {
  return v.errors.filter((e) => v.ui.left.includes(e.field));
}

/**
 * The fields of which something is told now, and was not before.
 * @param {Pick<View, "errors" | "ui">} before
 * @param {Pick<View, "errors" | "ui">} after
 */
export function newlyShown(before, after) {
  const told = shownErrors(before).map((e) => e.field);
  return shownErrors(after)
    .map((e) => e.field)
    .filter((field) => !told.includes(field));
}

/**
 * @param {View} v
 * @param {FieldError} error
 */
export function errorText(v, error) {
  const key = `error.${error.code}`;
  return v.w.t(v.w.has(key) ? key : "error.unreadable", error.params ?? {});
}

/** @param {View} v */
export function errorSummary(v) {
  const errors = shownErrors(v);
  if (!errors.length) return nothing;
  const field = (/** @type {string} */ name) => {
    const kept = kindOfField(name);
    if (kept) return keptText(v, kept);
    return v.w.has(`field.${name}`) ? v.w.t(`field.${name}`) : name;
  };
  return html`
    <div class="sc-errors" role="group" aria-labelledby="sc-errors-title">
      <p id="sc-errors-title"><strong>${v.w.t("error.title")}</strong></p>
      <ul>
        ${errors.map(
          (e) =>
            html`<li>${focusLink(`sc-${e.field}`, `${field(e.field)}: ${errorText(v, e)}`)}</li>`,
        )}
      </ul>
    </div>
  `;
}
