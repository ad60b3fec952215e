/** After the fact: whether support kept its promise, by how much, by which target. */

import { html, nothing } from "lit-html";
import { targetOf } from "../case/lookup.mjs";
import { icon } from "./icons.mjs";
import { fold, policyLink } from "./parts.mjs";
import { momentField, stamping } from "./when-where.mjs";

/** @import { Answer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function reviewView(v, answer) {
  const unopened = v.kase.answered.trim() && !v.kase.opened.trim();
  return fold(
    "review",
    v.w.t("review.title"),
    html`${momentField(v, "answered", stamping(v, "answered"))}
    ${
      unopened
        ? html`<p class="sc-hint sc-hint--error">
            ${icon("alert")}${v.w.t("review.opened-first")}
          </p>`
        : results(v, answer)
    }`,
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function results(v, answer) {
  if (!answer.review?.length) return nothing;
  const ordered = [...answer.review].sort(
    (a, b) => Number(b.target === answer.target) - Number(a.target === answer.target),
  );
  return html`<ul class="sc-review">
    ${ordered.map((r) => result(v, r, r.target === answer.target))}
  </ul>`;
}

/**
 * @param {View} v
 * @param {NonNullable<Answer["review"]>[number]} review
 * @param {boolean} governs
 */
function result(v, { target, met, by }, governs) {
  const duration = v.f.roughDuration(Math.abs(by));
  return html`<li class="sc-review--${met ? "met" : "missed"}">
    ${icon(met ? "checked" : "alert")}
    <span
      ><strong>${v.w.t(met ? "review.met" : "review.missed", { duration })}</strong>
      ${policyLink(v, target, targetOf(v.policy, target)?.label ?? target)}${
        governs ? ` (${v.w.t("review.governing")})` : nothing
      }</span
    >
  </li>`;
}
