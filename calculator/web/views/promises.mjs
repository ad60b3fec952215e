/** What is promised besides the response, and what to say where no response has a deadline. */

import { html, nothing } from "lit-html";
import { factOf, targetOf } from "../case/lookup.mjs";
import {
  dueLead,
  kindName,
  otherKinds,
  promised,
  waitingKinds,
  waitingText,
  withoutDeadline,
} from "../texts/promises.mjs";
import { icon } from "./icons.mjs";
import { button, focusLink, instant, policyLang, policyLink } from "./parts.mjs";

/** @import { Answer, KindAnswer, View } from "../types" */

/**
 * Where no deadline of a response can be given: why not, and the question that would decide it.
 * @param {View} v
 * @param {Answer} answer
 */
export function noDeadlineView(v, answer) {
  const ask = answer.asks.find((id) => answer.decides[id]?.includes("response"));
  const fact = factOf(v.policy, ask);
  const target = targetOf(v.policy, answer.target);
  const where = ask === "country" ? focusLink("sc-country", v.w.t("decides.country")) : nothing;
  const question = fact
    ? html`<span lang=${policyLang(v)}>${focusLink(`sc-question-${fact.id}`, fact.question)}</span>`
    : where;
  return html`
    <p class="sc-hint sc-hint--error">${icon("alert")}${withoutDeadline(v, answer)} ${question}</p>
    ${
      target
        ? html`<p class="sc-target">
            ${policyLink(v, target.id, target.label)} · ${promised(v, target)}
          </p>`
        : nothing
    }
  `;
}

/**
 * The deadlines of the other kinds of promise.
 * @param {View} v
 * @param {Answer} answer
 */
export function otherPromisesView(v, answer) {
  const others = otherKinds(answer);
  const waiting = waitingKinds(answer);
  if (!others.length && !waiting.length) return nothing;
  return html`<ul class="sc-promises">
    ${others.map((kind) => html`<li>${otherPromise(v, kind)}</li>`)}
    ${waiting.map((one) => html`<li>${kindName(v, one.kind)}: ${waitingText(v, one)}</li>`)}
  </ul>`;
}

/**
 * @param {View} v
 * @param {KindAnswer} kind
 */
function otherPromise(v, kind) {
  const at = instant(kind.deadline ?? "");
  const target = targetOf(v.policy, kind.target);
  const overdue = at <= v.now;
  const times = kind.upcoming.map((next) => v.f.shortMoment(instant(next), v.place.zone));
  return html`
    <span class="sc-promises__lead">${dueLead(v, kind, v.now)}</span>
    <time class=${overdue ? "sc-promises__late" : nothing} datetime=${kind.deadline ?? nothing}
      >${v.f.moment(at, v.place.zone)}</time
    >
    ${
      target
        ? html`<span class="sc-hint"
            >${policyLink(v, target.id, target.label)} · ${promised(v, target)}</span
          >`
        : nothing
    }
    ${
      times.length
        ? html`<span class="sc-hint">${v.w.t("promise.then", { times: v.f.list(times) })}</span>`
        : nothing
    }
    ${kind.unsaid ? unsaidView(v, kind.unsaid) : nothing}
  `;
}

/**
 * Asks whether an update came that was due.
 * @param {View} v
 * @param {string} due
 */
function unsaidView(v, due) {
  const time = v.f.shortMoment(instant(due), v.place.zone);
  return html`<p class="sc-hint">${icon("question")}${v.w.t("promise.unsaid", { time })}</p>
    <div class="sc-buttons">
      ${button("stamp", v.w.t("promise.came-now"), { arg: "done-update" })}
      ${button("focus", v.w.t("promise.came-earlier"), { arg: "sc-done-update" })}
    </div>`;
}
