/** What would change the answer, shown before it is applied. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { factOf, isCalled, targetOf, valueOf } from "../case/lookup.mjs";
import { MONDAY, SATURDAY } from "../case/what-if.mjs";
import { civilAt } from "../fields/civil.mjs";
import { badge, button, fold, instant, policyLang } from "./parts.mjs";

/** @import { Answer, SeverityId, View } from "../types" */
/**
 * @typedef {object} Choice
 * @property {string} key
 * @property {string} label
 * @property {string | typeof nothing} [lang] of the label, if it is the policy's own
 * @property {SeverityId | null} severity
 */
/** @typedef {NonNullable<View["ui"]["preview"]>} Preview */

const MOST = 20;

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function whatIfView(v, answer) {
  const choices = choicesOf(v, answer);
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
        ${each} ${isCalled(v.policy) ? momentChoice(v, answer, "called") : nothing}
        ${momentChoice(v, answer, "opened")}
      </ul>`,
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @returns {Choice[]}
 */
function choicesOf(v, answer) {
  const { severity } = answer;
  const call =
    answer.if_called_now && !v.kase.called.trim()
      ? [{ key: "called", label: v.w.t("what-if.called"), severity }]
      : [];
  const facts = answer.changes.slice(0, MOST).flatMap((change) => {
    const fact = factOf(v.policy, change.fact);
    const value = valueOf(fact, change.value);
    if (!fact || !value) return [];
    return [
      {
        key: `${fact.id}=${value.id}`,
        label: `${fact.name}: ${value.label}`,
        lang: policyLang(v),
        severity: change.severity,
      },
    ];
  });
  const begun = v.moments.opened.at ?? v.now;
  const today = new Date(`${civilAt(begun, v.place.zone)}Z`).getUTCDay();
  const day = today === SATURDAY || today === 0 ? MONDAY : SATURDAY;
  // Any such day will do to name it by; this was a Sunday.
  const name = v.f.weekday(Date.UTC(2023, 0, 1 + day), "UTC");
  const onDay = { key: `day@${day}`, label: v.w.t("what-if.day", { day: name }), severity };
  return [...call, onDay, ...facts];
}

/**
 * Another moment of the call, or of the opening.
 * @param {View} v
 * @param {Answer} answer
 * @param {"called" | "opened"} field
 */
function momentChoice(v, answer, field) {
  const preview = v.ui.preview?.key.startsWith(`${field}@`) ? v.ui.preview : null;
  const id = `sc-suppose-${field}`;
  const [show, label] = [v.w.t("what-if.show"), v.w.t(`what-if.${field}-at`)];
  return html`<li>
    <div class="sc-whatif__row">
      <label class="sc-whatif__label" for=${id}>${label}</label>
      <input
        id=${id}
        class="sc-whatif__time"
        type="text"
        autocomplete="off"
        placeholder=${v.f.time(v.now, v.place.zone)}
      />
      ${button("preview", show, { arg: `${field}@`, with: id, kind: "quiet", name: `${show}: ${label}` })}
    </div>
    ${preview ? comparison(v, answer, preview) : nothing}
  </li>`;
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
      <span class="sc-whatif__label" lang=${choice.lang ?? nothing}>${choice.label}</span>
      ${
        choice.severity !== null
          ? badge(v, choice.severity)
          : html`<span class="sc-hint">${v.w.t("what-if.asks")}</span>`
      }
      ${button("preview", label, { arg: choice.key, kind: "quiet", name: `${label}: ${choice.label}` })}
    </div>
    ${preview ? comparison(v, answer, preview) : nothing}
  </li>`;
}

/**
 * Before and after, side by side.
 * @param {View} v
 * @param {Answer} before
 * @param {Preview} preview
 */
function comparison(v, before, { answer: after, applies }) {
  if (!after) return html`<p class="sc-hint sc-hint--error">${v.w.t("what-if.unreadable")}</p>`;
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
      ${
        applies
          ? button("apply-preview", v.w.t("what-if.apply"), { kind: "primary", icon: "check" })
          : nothing
      }
    </div>
  `;
}
