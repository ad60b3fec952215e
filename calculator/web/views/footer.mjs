/** What stays below: starting again, and the answer in a line while it is out of sight. */

import { isEmpty } from "../case/case.mjs";
import { el } from "../page/dom.mjs";
import { badge, button } from "./parts.mjs";

/** @typedef {import("../types").View} View */

/** @param {View} v */
export function footerView(v) {
  const kept = v.w.t(v.lasting ? "form.kept" : "form.kept-while-open");
  return el(
    "div",
    { class: "sc-footer", "data-key": "footer" },
    isEmpty(v.kase) ? null : startAgain(v),
    el("p", { class: "sc-hint" }, kept),
  );
}

/** @param {View} v */
function startAgain(v) {
  if (!v.ui.confirming)
    return button("start-again", v.w.t("form.start-again"), {
      icon: "restart",
      key: "start-again",
    });
  return el(
    "div",
    {
      class: "sc-confirm",
      "data-key": "confirm",
      role: "group",
      "aria-label": v.w.t("form.start-again-ask"),
    },
    el("span", {}, v.w.t("form.start-again-ask")),
    button("start-again-yes", v.w.t("form.start-again-yes"), {
      kind: "primary",
      key: "start-again-yes",
    }),
    button("start-again-no", v.w.t("form.start-again-no"), { key: "start-again-no" }),
  );
}

/**
 * What a reader on a phone sees while the answer itself is further down.
 * @param {View} v
 */
export function summaryBar(v) {
  const { answer } = v;
  if (!answer || answer.severity === null || isEmpty(v.kase)) return null;
  const at = answer.deadline ? Date.parse(answer.deadline) : null;
  const key = at !== null && v.now >= at ? "answer.overdue-short" : "answer.due-short";
  const due = at === null ? "" : v.w.t(key, { time: v.f.shortMoment(at, v.place.zone) });
  return el(
    "a",
    {
      class: "sc-summary",
      href: "#sc-answer",
      "data-key": "summary",
      "data-do": "focus",
      "data-arg": "sc-answer",
    },
    badge(v, answer.severity),
    due ? el("span", {}, due) : null,
  );
}
