/** What was understood, as chips; each opens to be corrected. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { wordsIn } from "./marks.mjs";
import { isEmpty } from "../case/case.mjs";
import { button, guideLink, policyLang } from "./parts.mjs";
import { askedFacts, options } from "./questions.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").FactReading} FactReading */

/** @param {View} v */
export function factsView(v) {
  const asked = askedFacts(v);
  const facts = (v.answer?.facts ?? []).filter((f) => !asked.includes(f.fact));
  if (isEmpty(v.kase) || !facts.length) return null;
  return el(
    "div",
    { class: "sc-facts", "data-key": "facts", role: "group", "aria-labelledby": "sc-facts-title" },
    el("p", { class: "sc-label", id: "sc-facts-title" }, v.w.t("facts.title")),
    el(
      "ul",
      { class: "sc-chips" },
      ...facts.map((f) => el("li", { "data-key": `chip-${f.fact}` }, chip(v, f))),
    ),
  );
}

/**
 * @param {View} v
 * @param {FactReading} reading
 */
function chip(v, reading) {
  const fact = v.policy.facts.find((f) => f.id === reading.fact);
  if (!fact) return null;
  const value = fact.values.find((one) => one.id === reading.value);
  return el(
    "details",
    { class: `sc-chip sc-chip--${reading.state}`, name: "sc-chip", "data-key": `fact-${fact.id}` },
    el(
      "summary",
      {},
      el("span", { class: "sc-chip__name", lang: policyLang(v) }, `${fact.name}: `),
      el(
        "span",
        { class: "sc-chip__value", lang: value ? policyLang(v) : null },
        value?.label ?? v.w.t("facts.unknown"),
      ),
      " ",
      el("span", { class: "sc-chip__state" }, stateText(v, reading)),
      icon("edit"),
    ),
    el(
      "fieldset",
      { class: "sc-chip__body" },
      el("legend", { lang: policyLang(v) }, fact.question),
      because(v, reading),
      options(v, fact),
      reading.state === "stated"
        ? button("forget", v.w.t("facts.forget"), {
            arg: fact.id,
            icon: "undo",
            key: `forget-${fact.id}`,
          })
        : null,
    ),
  );
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
  return reading.state === "unknown" ? "" : v.w.t(`facts.${reading.state}`);
}

/**
 * @param {View} v
 * @param {FactReading} reading
 */
function because(v, reading) {
  const found = v.policy.interpretations.find((i) => i.id === reading.because);
  if (reading.state !== "assumed" || !found) return null;
  return el("p", { class: "sc-hint", lang: policyLang(v) }, guideLink(v, found.id, found.title));
}
