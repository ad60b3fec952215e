/** The question that decides, one at a time; those answered here stay, so that nothing jumps. */

import { el } from "../page/dom.mjs";
import { isEmpty } from "../case/case.mjs";
import { policyLang } from "./parts.mjs";

/** @typedef {import("../types").View} View */

/**
 * Facts whose question is shown, in the order in which they were asked.
 * @param {View} v
 */
export function askedFacts(v) {
  const next = v.answer?.asks[0];
  const wanted = !isEmpty(v.kase) || v.ui.choosing;
  return [...new Set([...v.ui.asked, ...(next && wanted ? [next] : [])])];
}

/** @param {View} v */
export function questionsView(v) {
  const asked = askedFacts(v).flatMap((id) => v.policy.facts.find((f) => f.id === id) ?? []);
  if (!asked.length) return null;
  return el(
    "div",
    { class: "sc-questions", "data-key": "questions" },
    ...asked.map((fact) => question(v, fact)),
  );
}

/**
 * @param {View} v
 * @param {import("../types").Fact} fact
 */
function question(v, fact) {
  const open = v.answer?.asks[0] === fact.id;
  return el(
    "fieldset",
    {
      class: `sc-question${open ? " sc-question--open" : ""}`,
      id: `sc-question-${fact.id}`,
      tabindex: "-1",
    },
    el("legend", { lang: policyLang(v) }, fact.question),
    options(v, fact),
  );
}

/**
 * The values of a fact as radio buttons.
 * @param {View} v
 * @param {import("../types").Fact} fact
 */
export function options(v, fact) {
  const known = v.answer?.facts.find((f) => f.fact === fact.id)?.value;
  const current = v.kase.facts[fact.id] ?? known;
  return el(
    "div",
    {
      class: `sc-options${fact.values.length > 5 ? " sc-options--many" : ""}`,
      lang: policyLang(v),
    },
    ...fact.values.map((value) => {
      const id = `sc-${fact.id}-${value.id}`;
      return el(
        "div",
        { class: "sc-option", "data-key": id },
        el("input", {
          type: "radio",
          id,
          name: `fact-${fact.id}`,
          value: value.id,
          checked: current === value.id,
          "data-fact": fact.id,
          "aria-describedby": value.help ? `${id}-help` : null,
        }),
        el("label", { for: id }, value.label),
        value.help ? el("span", { class: "sc-option__help", id: `${id}-help` }, value.help) : null,
      );
    }),
  );
}
