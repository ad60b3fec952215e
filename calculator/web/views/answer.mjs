/** The answer: how severe, how soon, what to do now, whom to turn to, and why. */

import { html, nothing } from "lit-html";
import { isEmpty } from "../case/case.mjs";
import { criterionOf, escalates, factOf, valueOf } from "../case/lookup.mjs";
import { changedText } from "../texts/records.mjs";
import { actionsView } from "./actions.mjs";
import { callView } from "./call.mjs";
import { clockView } from "./clock.mjs";
import { countingView } from "./counting.mjs";
import { engineView } from "./engine.mjs";
import { escalationView } from "./escalation.mjs";
import { footerView } from "./footer.mjs";
import { icon } from "./icons.mjs";
import {
  badge,
  button,
  focusLink,
  guideLink,
  policyLang,
  policyLink,
  policyText,
} from "./parts.mjs";
import { asksOpening, progressView } from "./progress.mjs";
import { otherPromisesView } from "./promises.mjs";
import { reviewView } from "./review.mjs";
import { takeAlongView, takeMoreView } from "./take-along.mjs";
import { textsView } from "./texts.mjs";
import { timelineView } from "./timeline.mjs";
import { whatIfView } from "./what-if.mjs";
import { whyView } from "./why.mjs";

/** @import { Answer, Fact, FactReading, SeverityId, View } from "../types" */

/** @param {View} v */
export function answerView(v) {
  const empty = isEmpty(v.kase) && !v.ui.choosing;
  const shown = empty ? emptyView(v) : v.answer ? body(v, v.answer) : nothing;
  return html`
    <section class="sc-answer" id="sc-answer" tabindex="-1" aria-labelledby="sc-answer-title">
      <h2 id="sc-answer-title" class="sc-visually-hidden">${v.w.t("answer.title")}</h2>
      ${engineView(v)} ${shown}
    </section>
  `;
}

/**
 * What the reader may turn to next, or start anew.
 * @param {View} v
 */
export function moreView(v) {
  const answer = isEmpty(v.kase) ? null : v.answer;
  const decided = answer && answer.severity !== null ? answer : null;
  return html`
    <section class="sc-more" aria-label=${v.w.t("answer.more")}>
      ${decided ? whatIfView(v, decided) : nothing} ${decided ? reviewView(v, decided) : nothing}
      ${answer ? whyView(v, answer) : nothing} ${footerView(v)}
    </section>
  `;
}

/** @param {View} v */
function emptyView(v) {
  const contact = v.policy.actions.length || escalates(v.policy) ? ["contact"] : [];
  const gains = ["severity", "deadline", ...contact].map((gain) => v.w.t(`answer.empty-${gain}`));
  return html`
    <div class="sc-empty">
      <p class="sc-empty__title">${v.w.t("answer.empty-title")}</p>
      <ul>
        ${gains.map((gain) => html`<li>${icon("checked")}<span>${gain}</span></li>`)}
      </ul>
      <p class="sc-hint">${v.w.t("answer.private")}</p>
    </div>
  `;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function body(v, answer) {
  if (answer.severity === null)
    return html`<div class="sc-answer__body">${openVerdict(v, answer)}</div>`;
  return html`
    <div class="sc-answer__body">
      <div class="sc-card">
        ${verdict(v, answer, answer.severity)}
        <div class="sc-deadline">
          ${clockView(v, answer)} ${next(v, answer)} ${otherPromisesView(v, answer)}
        </div>
        ${takeAlongView(v, answer)} ${timelineView(v, answer)} ${countingView(v, answer)}
      </div>
      ${actionsView(v, answer)} ${escalationView(v, answer)} ${textsView(v, answer)}
      ${takeMoreView(v)}
    </div>
  `;
}

/**
 * Calling, and what has happened; a question that this raises comes before another call.
 * @param {View} v
 * @param {Answer} answer
 */
function next(v, answer) {
  const [call, progress] = [callView(v, answer), progressView(v, answer)];
  return asksOpening(v) ? [progress, call] : [call, progress];
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @param {SeverityId} severity
 */
function verdict(v, answer, severity) {
  const criterion = criterionOf(v.policy, answer.criterion);
  const reason = criterion
    ? html`<p class="sc-reason">
        ${policyText(v, criterion.text)} ${guideLink(v, criterion.id, v.w.t("answer.criterion"))}
      </p>`
    : answer.changed
      ? html`<p class="sc-reason">${changedText(v, answer)}</p>`
      : nothing;
  return html`
    <div class="sc-verdict">
      <div class="sc-verdict__head">
        ${badge(v, severity, { large: true })} ${correctingView(v)}
      </div>
      ${reason} ${contradictions(v, answer)} ${others(v, answer)} ${foreignTexts(v)}
    </div>
  `;
}

/**
 * What was entered can be changed, or all of it left, with one key each.
 * @param {View} v
 */
function correctingView(v) {
  const name = v.w.t("answer.change-what");
  return html`<p class="sc-correcting">
    ${button("focus", v.w.t("answer.change"), { arg: "sc-text", icon: "edit", kind: "quiet", name })}
    ${button("start-again", v.w.t("form.start-again"), { icon: "restart", kind: "quiet" })}
  </p>`;
}

/**
 * Facts that were stated, of which the words say something else.
 * @param {View} v
 * @param {Answer} answer
 */
function contradictions(v, answer) {
  const against = answer.facts.filter((f) => f.said);
  if (!against.length) return nothing;
  return html`<ul class="sc-cautions sc-contradictions">
    ${against.map((f) => html`<li>${icon("alert")}<span>${contradiction(v, f)}</span></li>`)}
  </ul>`;
}

/**
 * @param {View} v
 * @param {FactReading} reading
 */
function contradiction(v, { fact: id, value, said }) {
  const fact = factOf(v.policy, id);
  const label = (/** @type {string | null | undefined} */ which) =>
    html`<strong lang=${policyLang(v)}>${valueOf(fact, which ?? null)?.label ?? which}</strong>`;
  const key = v.kase.sent[id] ? "answer.sender-contradicts" : "answer.contradicts";
  return html`${v.w.parts(key, {
    fact: html`<span lang=${policyLang(v)}>${fact?.name ?? id}</span>`,
    chosen: label(value),
    said: label(said),
  })}
  ${button("forget", v.w.t("answer.by-words"), { arg: id, kind: "quiet" })}`;
}

/**
 * An answer is in one language, or says what of it is in another.
 * @param {View} v
 */
function foreignTexts(v) {
  const own = v.policy.about.language;
  if (own.split("-")[0] === v.w.language) return nothing;
  return html`<p class="sc-hint">
    ${v.w.t("answer.policy-language", { language: v.f.languageHere(own) })}
  </p>`;
}

/**
 * Further issues in the same description.
 * @param {View} v
 * @param {Answer} answer
 */
function others(v, answer) {
  const seen = [...new Map(answer.others.map((o) => [o.criterion, o])).values()];
  if (!seen.length) return nothing;
  const also = seen.map((o) => {
    const criterion = criterionOf(v.policy, o.criterion);
    return v.w.parts("answer.also", {
      severity: badge(v, o.severity),
      criterion: criterion ? policyLink(v, criterion.id, criterion.label) : "",
    });
  });
  return html`<ul class="sc-others">
    ${also.map((parts) => html`<li>${parts}</li>`)}
  </ul>`;
}

/**
 * The words leave several severities open, or none is possible.
 * @param {View} v
 * @param {Answer} answer
 */
function openVerdict(v, answer) {
  const ask = factOf(v.policy, answer.asks[0]);
  const where = answer.asks[0] === "country";
  const range = answer.possible.map((id) => html`<li>${badge(v, id)}</li>`);
  const question = (/** @type {Fact} */ fact) =>
    html`<p lang=${policyLang(v)}>${focusLink(`sc-question-${fact.id}`, fact.question)}</p>`;
  return html`
    <div class="sc-card sc-card--open">
      <div class="sc-verdict__head">
        <p class="sc-open__title">${v.w.t(ask || where ? "answer.open" : "answer.none")}</p>
        ${correctingView(v)}
      </div>
      ${
        range.length
          ? html`<ul class="sc-range" aria-label=${v.w.t("answer.possible")}>
              ${range}
            </ul>`
          : nothing
      }
      ${ask ? question(ask) : nothing}
      ${where ? html`<p>${focusLink("sc-country", v.w.t("decides.country"))}</p>` : nothing}
      ${contradictions(v, answer)} ${foreignTexts(v)}
    </div>
  `;
}
