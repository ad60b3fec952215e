/** What would change the answer, shown before it is applied. */

import { el } from "../page/dom.mjs";
import { badge, button, fold, instant, policyLang } from "./parts.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */
/** @typedef {{key: string, label: import("../page/dom.mjs").Child[], severity: number | null}} Choice */

const MOST = 20;

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function whatIfView(v, answer) {
  const choices = choicesOf(v, answer);
  if (!choices.length) return null;
  return fold(
    "what-if",
    v.w.t("what-if.title"),
    el("p", { class: "sc-hint" }, v.w.t("what-if.hint")),
    el("ul", { class: "sc-whatif" }, ...choices.map((choice) => choiceView(v, answer, choice))),
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
      ? [{ key: "called", label: [v.w.t("what-if.called")], severity: answer.severity }]
      : [];
  const facts = answer.changes.slice(0, MOST).flatMap((change) => {
    const fact = v.policy.facts.find((f) => f.id === change.fact);
    const value = fact?.values.find((one) => one.id === change.value);
    if (!fact || !value) return [];
    return [
      {
        key: `${fact.id}=${value.id}`,
        label: [el("span", { lang: policyLang(v) }, `${fact.name}: ${value.label}`)],
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
  return el(
    "li",
    { "data-key": `what-if-${choice.key}` },
    el(
      "div",
      { class: "sc-whatif__row" },
      el("span", { class: "sc-whatif__label" }, ...choice.label),
      choice.severity
        ? badge(v, choice.severity)
        : el("span", { class: "sc-hint" }, v.w.t("what-if.asks")),
      button("preview", v.w.t(preview ? "what-if.hide" : "what-if.show"), {
        arg: choice.key,
        kind: "quiet",
        key: `preview-${choice.key}`,
      }),
    ),
    preview ? comparison(v, answer, preview.answer) : null,
  );
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
  const target = (/** @type {Answer} */ a) =>
    v.policy.response.find((t) => t.id === a.target)?.label ?? "–";
  const row = (
    /** @type {string} */ name,
    /** @type {(a: Answer) => import("../page/dom.mjs").Child} */ cell,
  ) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, v.w.t(name)),
      el("td", {}, cell(before)),
      el("td", {}, cell(after)),
    );
  return el(
    "div",
    { class: "sc-comparison" },
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("td", {}),
          el("th", { scope: "col" }, v.w.t("what-if.now")),
          el("th", { scope: "col" }, v.w.t("what-if.then")),
        ),
      ),
      el(
        "tbody",
        {},
        row("what-if.severity", severity),
        row("what-if.due", due),
        row("what-if.target", target),
      ),
    ),
    button("apply-preview", v.w.t("what-if.apply"), {
      kind: "primary",
      icon: "check",
      key: "apply-preview",
    }),
  );
}
