/** What stays below: what becomes of what was entered, and the answer in a line on a phone. */

import { html, nothing } from "lit-html";
import { isEmpty } from "../case/case.mjs";
import { openingLink } from "./actions.mjs";
import { callButton, isAgain, lineOf } from "./call.mjs";
import { icon } from "./icons.mjs";
import { badge, PAUSE } from "./parts.mjs";
import { momentText } from "./progress.mjs";

/** @import { Answer, View } from "../types" */

/** @param {View} v */
export function footerView(v) {
  return html`
    <div class="sc-footer">
      <p class="sc-hint">${v.w.t(v.lasting ? "form.kept" : "form.kept-while-open")}</p>
      ${v.offline ? html`<p class="sc-hint" data-offline>${v.w.t("form.offline")}</p>` : nothing}
    </div>
  `;
}

/**
 * What a reader on a phone sees while the answer itself is further down.
 * @param {View} v
 */
export function summaryBar(v) {
  const { answer } = v;
  if (v.embedded || !answer || answer.severity === null || isEmpty(v.kase)) return nothing;
  const line = lineOf(v, answer);
  const opening = line ? openingLink(v, answer) : nothing;
  return html`
    <div class="sc-summary" role="group" aria-label=${v.w.t("answer.summary")}>
      <a class="sc-summary__answer" href="#sc-answer" data-do="focus" data-arg="sc-answer"
        >${badge(v, answer.severity)}<span>${PAUSE}${dueText(v)}</span>${contradicted(v, answer)}</a
      >
      ${opening} ${line ? callButton(v, line, opening === nothing && !isAgain(v, answer)) : nothing}
    </div>
  `;
}

/**
 * That the words contradict what was stated, where the answer that says so is not seen.
 * @param {View} v
 * @param {Answer} answer
 */
function contradicted(v, answer) {
  if (!answer.facts.some((fact) => fact.said)) return nothing;
  return html`<span class="sc-summary__caution"
    >${PAUSE}${icon("alert")}${v.w.t("answer.contradicted-short")}</span
  >`;
}

/**
 * How the answer stands, in a few words.
 * @param {View} v
 */
export function dueText(v) {
  const { clock } = v;
  if (clock.due === null) return "";
  const time = momentText(v, clock.due);
  return v.w.t(`answer.${clock.kind}-short`, { time });
}
