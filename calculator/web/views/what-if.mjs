/** What would change the answer, shown before it is applied. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { factOf, targetOf, valueOf } from "../case/lookup.mjs";
import { badge, button, fold, instant, policyLang } from "./parts.mjs";

/** @import { Answer, SeverityId, View } from "../types" */
/** @typedef {{key: string, label: unknown, severity: SeverityId | null}} Choice */

const MOST = 20;

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function whatIfView(v, answer) {
  const choices = choicesOf(v, answer);
  if (!choices.length) return nothing;
  const each = repeat(
    choices,
    (choice) => choice.key,
    (choice) => choiceView(v, answer, choice),
  );
  return fold(
    "what-if",
    v.w.t("what-if.title"),
    html`<p class="sc-hint">${v.w.t("what-if.hint")}</p>
      <ul class="sc-whatif">
        ${each}
      </ul>`,
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @returns {Choice[]}
 */
function choicesOf(v, answer) {
  const call =
    answer.if_called_now && !v.kase.called.trim()
      ? [{ key: "called", label: v.w.t("what-if.called"), severity: answer.severity }]
      : [];
  const facts = answer.changes.slice(0, MOST).flatMap((change) => {
    const fact = factOf(v.policy, change.fact);
    const value = valueOf(fact, change.value);
    if (!fact || !value) return [];
    return [
      {
        key: `${fact.id}=${value.id}`,
        label: html`<span lang=${policyLang(v)}>${fact.name}: ${value.label}</span>`,
        severity: change.severity,
      },
    ];
  });
  return [...call, ...facts];
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @param {Choice} choice
 */
function choiceView(v, answer, choice) {
  const preview = v.ui.preview?.key === choice.key ? v.ui.preview : null;
  const label = v.w.t(preview ? "what-if.hide" : "what-if.show");
  return html`<li>
    <div class="sc-whatif__row">
      <span class="sc-whatif__label">${choice.label}</span>
      ${
        choice.severity !== null
          ? badge(v, choice.severity)
          : html`<span class="sc-hint">${v.w.t("what-if.asks")}</span>`
      }
      ${button("preview", label, { arg: choice.key, kind: "quiet" })}
    </div>
    ${preview ? comparison(v, answer, preview.answer) : nothing}
  </li>`;
}

/**
 * Before and after, side by side.
 * @param {View} v
 * @param {Answer} before
 * @param {Answer} after
 */
function comparison(v, before, after) {
  const severity = (/** @type {Answer} */ a) =>
    a.severity === null ? v.w.t("what-if.asks") : badge(v, a.severity);
  const due = (/** @type {Answer} */ a) =>
    a.deadline ? v.f.shortMoment(instant(a.deadline), v.place.zone) : "–";
  const target = (/** @type {Answer} */ a) => targetOf(v.policy, a.target)?.label ?? "–";
  const row = (/** @type {string} */ name, /** @type {(a: Answer) => unknown} */ cell) =>
    html`<tr>
      <th scope="row">${v.w.t(name)}</th>
      <td>${cell(before)}</td>
      <td>${cell(after)}</td>
    </tr>`;
  return html`
    <div class="sc-comparison">
      <table>
        <thead>
          <tr>
            <td></td>
            <th scope="col">${v.w.t("what-if.now")}</th>
            <th scope="col">${v.w.t("what-if.then")}</th>
          </tr>
        </thead>
        <tbody>
          ${row("what-if.severity", severity)} ${row("what-if.due", due)}
          ${row("what-if.target", target)}
        </tbody>
      </table>
      ${button("apply-preview", v.w.t("what-if.apply"), { kind: "primary", icon: "check" })}
    </div>
  `;
}
