/** The number to call from where the reader is, and what a call would do. */

import { html, nothing } from "lit-html";
import { callHelps, urgeOf } from "../case/clock.mjs";
import { firstToCall } from "../case/contacts.mjs";
import { isDialled, phonesOf } from "../case/lookup.mjs";
import { lateView } from "./clock.mjs";
import { icon } from "./icons.mjs";
import { dialled, fold, instant, PAUSE, policyLang, tel } from "./parts.mjs";
import { momentText } from "./progress.mjs";

/** @import { Answer, View } from "../types" */
/** @typedef {{number: string, who: string}} Line */

/**
 * The one number that a reader should call now, if there is one; and whose it is.
 * @param {View} v
 * @param {Answer} answer
 * @returns {Line | null}
 */
export function lineOf(v, answer) {
  const urge = urgeOf(answer, v.clock, v.policy);
  if (urge === "escalate") {
    const first = firstToCall(v.policy, answer);
    const { name, phone, countries } = first?.contact ?? {};
    return first && phone && isDialled(phone, countries, v.place.country)
      ? { number: phone, who: name || first.name }
      : null;
  }
  if (urge !== "call") return null;
  const phone = phonesOf(v.policy, answer).find((p) =>
    isDialled(p.number, p.countries, v.place.country),
  );
  return phone ? { number: phone.number, who: phone.location } : null;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function callView(v, answer) {
  const line = lineOf(v, answer);
  const late = v.clock.kind === "overdue";
  if (!line) return late ? lateView(v) : nothing;
  const hint = late ? lateView(v) : html`<p>${hintText(v, answer)}</p>`;
  return html`
    <div class="sc-call ${late ? "sc-call--late" : ""}">
      ${hint} ${callButton(v, line, !isAgain(v, answer))}
      ${late ? nothing : otherNumbers(v, answer)}
    </div>
  `;
}

/**
 * @param {View} v
 * @param {Line} line
 * @param {boolean} first whether calling is what to do first
 */
export function callButton(v, { number, who }, first) {
  return html`<a
    class="sc-button sc-button--${first ? "primary" : "plain"} sc-button--call"
    href="tel:${dialled(number)}"
    >${icon("phone")}<span class="sc-call__number"
      >${v.w.t("deadline.call-number", { number })}</span
    ><span class="sc-call__who" lang=${policyLang(v)}>${PAUSE}${who}</span></a
  >`;
}

/**
 * Whether support has been called, and calling once more brings nothing by itself.
 * @param {View} v
 * @param {Answer} answer
 */
export function isAgain({ clock, kase }, answer) {
  return Boolean(kase.called.trim()) && clock.kind !== "overdue" && !callHelps(answer, clock);
}

/**
 * What a call would do, while it still helps.
 * @param {View} v
 * @param {Answer} answer
 */
function hintText(v, answer) {
  if (!callHelps(answer, v.clock)) {
    return v.w.t(isAgain(v, answer) ? "deadline.call-again" : "deadline.call-advised");
  }
  const clock = (/** @type {string} */ iso) => momentText(v, instant(iso));
  const time = clock(answer.if_called_now?.deadline ?? "");
  const until = answer.latest_useful_call;
  // While no case is open, the moment until which a call helps moves along with now.
  return until && v.clock.kind === "running"
    ? v.w.t("deadline.call-until", { time, until: clock(until) })
    : v.w.t(v.clock.kind === "running" ? "deadline.call" : "deadline.call-unopened", { time });
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function otherNumbers(v, answer) {
  const first = lineOf(v, answer)?.number;
  const others = phonesOf(v.policy, answer).filter((phone) => phone.number !== first);
  if (!others.length) return nothing;
  const one = (/** @type {(typeof others)[number]} */ phone) =>
    html`<li>
      <span class="sc-phones__place" lang=${policyLang(v)}>${phone.location}</span>
      ${tel(v, phone.number, phone.countries)}
      ${phone.toll_free ? html`<span class="sc-hint">${v.w.t("actions.toll-free")}</span>` : nothing}
    </li>`;
  return fold(
    "numbers",
    v.w.t("deadline.other-numbers"),
    html`<ul class="sc-phones">
      ${others.map(one)}
    </ul>`,
  );
}
