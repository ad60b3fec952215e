/** What was understood, as chips; each opens to be corrected. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { isEmpty } from "../case/case.mjs";
import { factOf, valueOf } from "../case/lookup.mjs";
import { icon } from "./icons.mjs";
import { wordsIn } from "./marks.mjs";
import { button, guideLink, policyLang } from "./parts.mjs";
import { askedFacts, options } from "./questions.mjs";

/** @import { FactReading, View } from "../types" */

/** Characters above which the words that say a fact take lines of their own. */
const LONG = 60;

/** @param {View} v */
export function factsView(v) {
  const asked = askedFacts(v);
  const facts = (v.answer?.facts ?? []).filter(
    (f) => !asked.includes(f.fact) && (f.value || !follows(v, f.fact)),
  );
  if (isEmpty(v.kase) || !facts.length) return nothing;
  return html`
    <div class="sc-facts" role="group" aria-labelledby="sc-facts-title">
      <p class="sc-label" id="sc-facts-title">${v.w.t("facts.title")}</p>
      <ul class="sc-chips">
        ${repeat(
          facts,
          (f) => f.fact,
          (f) => html`<li>${chip(v, f)}</li>`,
        )}
      </ul>
    </div>
  `;
}

/**
 * Whether a fact follows from others by a matrix of the policy, so that nobody chooses it.
 * @param {View} v
 * @param {string} fact
 */
const follows = (v, fact) => Boolean(v.policy.matrices?.some(({ gives }) => gives === fact));

/**
 * @param {View} v
 * @param {FactReading} reading
 */
function chip(v, reading) {
  const fact = factOf(v.policy, reading.fact);
  if (!fact) return nothing;
  const value = valueOf(fact, reading.value);
  const lang = policyLang(v);
  const state = stateText(v, reading);
  const summary = html`<span class="sc-chip__name" lang=${lang}>${fact.name}: </span
    ><span class="sc-chip__value" lang=${value ? lang : nothing}
      >${value?.label ?? v.w.t("facts.unknown")}</span
    >
    <span class=${`sc-chip__state${state.length > LONG ? " sc-chip__state--long" : ""}`}
      >${state}</span
    >`;
  if (reading.state === "derived") {
    return html`<div class="sc-chip sc-chip--derived">${summary}</div>`;
  }
  const forget = () => button("forget", v.w.t("facts.forget"), { arg: fact.id, icon: "undo" });
  return html`
    <details class="sc-chip sc-chip--${reading.state}" name="sc-chip" data-key="fact-${fact.id}">
      <summary>${summary}${icon("edit")}</summary>
      <fieldset class="sc-chip__body">
        <legend lang=${lang}>${fact.question}</legend>
        ${because(v, reading)} ${options(v, fact)}
        ${reading.state === "stated" ? forget() : nothing}
      </fieldset>
    </details>
  `;
}

/**
 * @param {View} v
 * @param {FactReading} reading
 */
function stateText(v, reading) {
  const said = [
    ...new Set((reading.evidence ?? []).map((span) => wordsIn(v.answeredText, span).trim())),
  ];
  if (reading.state === "read" && said.length) {
    return v.w.t("facts.read-words", {
      words: v.f.list(said.slice(0, 3).map((s) => v.f.quote(s))),
    });
  }
  const sent = reading.state === "stated" && v.kase.sent[reading.fact];
  if (sent) return v.w.t(`facts.sent-${sent}`);
  return reading.state === "unknown" ? "" : v.w.t(`facts.${reading.state}`);
}

/**
 * @param {View} v
 * @param {FactReading} reading
 */
function because(v, reading) {
  const found = v.policy.interpretations.find((i) => i.id === reading.because);
  if (reading.state !== "assumed" || !found) return nothing;
  return html`<p class="sc-hint" lang=${policyLang(v)}>${guideLink(v, found.id, found.title)}</p>`;
}
