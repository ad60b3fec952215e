/** After the fact: whether support kept its promise, by how much, by which target. */

import { html, nothing } from "lit-html";
import { kindsOf } from "../case/case.mjs";
import { targetOf } from "../case/lookup.mjs";
import { kindName } from "../texts/promises.mjs";
import { icon } from "./icons.mjs";
import { fold, instant, policyLink } from "./parts.mjs";
import { momentField, stamping } from "./when-where.mjs";
import { noteText } from "./why.mjs";

/** @import { Answer, MomentField, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function reviewView(v, answer) {
  const kinds = kindsOf(v.policy).filter((kind) =>
    answer.targets.some((t) => t.kind === kind && (t.deadline || t.unsaid)),
  );
  const fields = /** @type {MomentField[]} */ (["answered", ...kinds.map((k) => `done-${k}`)]);
  return fold(
    "review",
    v.w.t("review.title"),
    html`${fields.map((field) => momentField(v, field, stamping(v, field)))} ${results(v, answer)}`,
  );
}

/**
 * Nothing was due of a case that was never opened.
 * @param {View} v
 * @param {Answer} answer
 */
function results(v, answer) {
  const told =
    v.kase.answered.trim() || kindsOf(v.policy).some((kind) => v.kase.done[kind]?.trim());
  if (!told) return nothing;
  if (!v.kase.opened.trim()) {
    return html`<p class="sc-hint sc-hint--error">
      ${icon("alert")}${v.w.t("review.opened-first")}
    </p>`;
  }
  if (!answer.review?.length) return noVerdict(v, answer);
  const governs = (/** @type {string} */ target) => answer.kinds.some((k) => k.target === target);
  const ordered = [...answer.review].sort(
    (a, b) => Number(governs(b.target)) - Number(governs(a.target)),
  );
  return html`<ul class="sc-review">
    ${ordered.map((r) => (r.met === null ? unknown(v, answer, r.target) : result(v, r, governs(r.target))))}
  </ul>`;
}

/**
 * Why nothing is said about whether the answer was in time: the times cannot all be right.
 * @param {View} v
 * @param {Answer} answer
 */
function noVerdict(v, answer) {
  const wrong = answer.notes.filter(({ code }) =>
    /-in-future$|-before-opened$|-answered$/.test(code),
  );
  return wrong.map(
    (note) => html`<p class="sc-hint sc-hint--error">${icon("alert")}${noteText(v, note)}</p>`,
  );
}

/**
 * An update of which nothing is said.
 * @param {View} v
 * @param {Answer} answer
 * @param {string} target
 */
function unknown(v, answer, target) {
  const due = answer.targets.find((t) => t.id === target)?.unsaid;
  return html`<li class="sc-review--unknown">
    ${icon("question")}
    <span
      >${v.w.t("review.unsaid", { time: v.f.shortMoment(instant(due ?? ""), v.place.zone) })}
      ${policyLink(v, target, targetOf(v.policy, target)?.label ?? target)}</span
    >
  </li>`;
}

/**
 * @param {View} v
 * @param {NonNullable<Answer["review"]>[number]} review
 * @param {boolean} governs
 */
function result(v, { target, met, by }, governs) {
  const duration = v.f.roughDuration(Math.abs(by));
  const kind = targetOf(v.policy, target)?.kind ?? "response";
  return html`<li class="sc-review--${met ? "met" : "missed"}">
    ${icon(met ? "checked" : "alert")}
    <span
      ><strong>${v.w.t(met ? "review.met" : "review.missed", { duration })}</strong>
      ${kind === "response" ? nothing : `${kindName(v, kind)}: `}${policyLink(v, target, targetOf(v.policy, target)?.label ?? target)}${
        governs ? ` (${v.w.t("review.governing")})` : nothing
      }</span
    >
  </li>`;
}
