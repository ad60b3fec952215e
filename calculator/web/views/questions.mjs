/** The question that decides, one at a time; those answered here stay, so that nothing jumps. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { isEmpty } from "../case/case.mjs";
import { factOf } from "../case/lookup.mjs";
import { decidesText } from "../texts/promises.mjs";
import { policyLang } from "./parts.mjs";

/** @import { Fact, FactValue, View } from "../types" */

/**
 * Facts whose question is shown, in the order in which they were asked.
 * @param {View} v
 */
export function askedFacts(v) {
  // Where the reader is has a field of its own.
  const next = v.answer?.asks.find((id) => factOf(v.policy, id));
  const wanted = !isEmpty(v.kase) || v.ui.choosing;
  return [...new Set([...v.ui.asked, ...(next && wanted ? [next] : [])])];
}

/** @param {View} v */
export function questionsView(v) {
  const asked = askedFacts(v).flatMap((id) => factOf(v.policy, id) ?? []);
  if (!asked.length) return nothing;
  const each = repeat(
    asked,
    (fact) => fact.id,
    (fact) => question(v, fact),
  );
  return html`<div class="sc-questions">${each}</div>`;
}

/**
 * @param {View} v
 * @param {Fact} fact
 */
function question(v, fact) {
  const open = v.answer?.asks[0] === fact.id;
  const decides = open && v.answer ? decidesText(v, v.answer, fact.id) : "";
  return html`
    <fieldset
      class="sc-question ${open ? "sc-question--open" : ""}"
      id="sc-question-${fact.id}"
      tabindex="-1"
    >
      <legend lang=${policyLang(v)}>${fact.question}</legend>
      ${decides ? html`<p class="sc-hint">${decides}</p>` : nothing} ${options(v, fact)}
    </fieldset>
  `;
}

/**
 * The values of a fact as radio buttons.
 * @param {View} v
 * @param {Fact} fact
 */
export function options(v, fact) {
  const known = v.answer?.facts.find((f) => f.fact === fact.id)?.value;
  const current = v.kase.facts[fact.id] ?? known;
  const many = fact.values.length > 5 ? "sc-options--many" : "";
  return html`
    <div class="sc-options ${many}" lang=${policyLang(v)}>
      ${fact.values.map((value) => option(fact, value, current === value.id))}
    </div>
  `;
}

/**
 * @param {Fact} fact
 * @param {FactValue} value
 * @param {boolean} checked
 */
function option(fact, value, checked) {
  const id = `sc-${fact.id}-${value.id}`;
  return html`
    <div class="sc-option">
      <input
        type="radio"
        id=${id}
        name="fact-${fact.id}"
        value=${value.id}
        .checked=${checked}
        data-fact=${fact.id}
        aria-describedby=${value.help ? `${id}-help` : nothing}
      />
      <label for=${id}>${value.label}</label>
      ${
        value.help
          ? html`<span class="sc-option__help" id="${id}-help">${value.help}</span>`
          : nothing
      }
    </div>
  `;
}
