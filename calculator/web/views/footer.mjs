/** What stays below: starting again, and the answer in a line while it is out of sight. */

import { html, nothing } from "lit-html";
import { isEmpty } from "../case/case.mjs";
import { isOverdue } from "../case/changes.mjs";
import { badge, button, instant } from "./parts.mjs";

/** @import { View } from "../types" */

/** @param {View} v */
export function footerView(v) {
  return html`
    <div class="sc-footer">
      ${isEmpty(v.kase) ? nothing : startAgain(v)}
      <p class="sc-hint">${v.w.t(v.lasting ? "form.kept" : "form.kept-while-open")}</p>
    </div>
  `;
}

/** @param {View} v */
function startAgain(v) {
  if (!v.ui.confirming)
    return button("start-again", v.w.t("form.start-again"), { icon: "restart" });
  const question = v.w.t("form.start-again-ask");
  return html`
    <div class="sc-confirm" role="group" aria-label=${question}>
      <span>${question}</span>
      ${button("start-again-yes", v.w.t("form.start-again-yes"), { kind: "primary" })}
      ${button("start-again-no", v.w.t("form.start-again-no"))}
    </div>
  `;
}

/**
 * What a reader on a phone sees while the answer itself is further down.
 * @param {View} v
 */
export function summaryBar(v) {
  const { answer } = v;
  if (!answer || answer.severity === null || isEmpty(v.kase)) return nothing;
  const key = isOverdue(v, v.now) ? "answer.overdue-short" : "answer.due-short";
  const due = (/** @type {string} */ deadline) =>
    v.w.t(key, { time: v.f.shortMoment(instant(deadline), v.place.zone) });
  return html`
    <a class="sc-summary" href="#sc-answer" data-do="focus" data-arg="sc-answer"
      >${badge(v, answer.severity)}${
        answer.deadline ? html`<span>${due(answer.deadline)}</span>` : nothing
      }</a
    >
  `;
}
