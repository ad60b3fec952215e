/** The answer: how severe, how soon, what to do now, whom to turn to, and why. */

import { el } from "../page/dom.mjs";
import { isEmpty } from "../case/case.mjs";
import { icon } from "./icons.mjs";
import { actionsView } from "./actions.mjs";
import { deadlineView } from "./deadline.mjs";
import { engineView } from "./engine.mjs";
import { escalationView } from "./escalation.mjs";
import { footerView } from "./footer.mjs";
import { badge, guideLink, policyLang, policyText } from "./parts.mjs";
import { reviewView } from "./review.mjs";
import { takeAlongView } from "./take-along.mjs";
import { textsView } from "./texts.mjs";
import { whatIfView } from "./what-if.mjs";
import { whyView } from "./why.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */

/** @param {View} v */
export function answerView(v) {
  const { answer } = v;
  return el(
    "section",
    { class: "sc-answer", id: "sc-answer", tabindex: "-1", "aria-labelledby": "sc-answer-title" },
    el("h2", { id: "sc-answer-title", class: "sc-visually-hidden" }, v.w.t("answer.title")),
    engineView(v),
    answer && !isEmpty(v.kase) ? body(v, answer) : isEmpty(v.kase) ? emptyView(v) : null,
  );
}

/**
 * What the reader may turn to next, or start anew.
 * @param {View} v
 */
export function moreView(v) {
  const answer = isEmpty(v.kase) ? null : v.answer;
  const decided = answer && answer.severity !== null ? answer : null;
  return el(
    "section",
    { class: "sc-more", "data-key": "more", "aria-label": v.w.t("answer.more") },
    decided && whatIfView(v, decided),
    decided && reviewView(v, decided),
    answer && whyView(v, answer),
    footerView(v),
  );
}

/** @param {View} v */
function emptyView(v) {
  return el(
    "div",
    { class: "sc-empty", "data-key": "empty" },
    el("p", { class: "sc-empty__title" }, v.w.t("answer.empty-title")),
    el(
      "ul",
      {},
      ...["severity", "deadline", "contact"].map((k) =>
        el("li", {}, icon("checked"), el("span", {}, v.w.t(`answer.empty-${k}`))),
      ),
    ),
    el("p", { class: "sc-hint" }, v.w.t("answer.private")),
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function body(v, answer) {
  if (answer.severity === null) {
    return el("div", { class: "sc-answer__body", "data-key": "body" }, openVerdict(v, answer));
  }
  return el(
    "div",
    { class: "sc-answer__body", "data-key": "body" },
    el(
      "div",
      { class: "sc-card", "data-key": "card" },
      verdict(v, answer, answer.severity),
      deadlineView(v, answer),
    ),
    actionsView(v, answer),
    escalationView(v, answer),
    textsView(v, answer),
    takeAlongView(v, answer),
  );
}

/**
 * @param {View} v
 * @param {string | null} id
 */
export function criterionOf(v, id) {
  return v.policy.severities.flatMap((s) => s.criteria).find((c) => c.id === id);
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @param {number} severity
 */
function verdict(v, answer, severity) {
  const criterion = criterionOf(v, answer.criterion);
  return el(
    "div",
    { class: "sc-verdict", "data-key": "verdict" },
    badge(v, severity, { large: true }),
    criterion
      ? el(
          "p",
          { class: "sc-reason" },
          policyText(v, criterion.text),
          " ",
          guideLink(v, criterion.id, v.w.t("answer.criterion")),
        )
      : null,
    others(v, answer),
  );
}

/**
 * Further issues in the same description.
 * @param {View} v
 * @param {Answer} answer
 */
function others(v, answer) {
  const seen = [...new Map(answer.others.map((o) => [o.criterion, o])).values()];
  if (!seen.length) return null;
  return el(
    "ul",
    { class: "sc-others" },
    ...seen.map((o) => {
      const criterion = criterionOf(v, o.criterion);
      return el(
        "li",
        {},
        ...v.w.parts("answer.also", {
          severity: badge(v, o.severity),
          criterion: criterion
            ? guideLink(v, criterion.id, el("span", { lang: policyLang(v) }, criterion.label))
            : "",
        }),
      );
    }),
  );
}

/**
 * The words leave several severities open, or none is possible.
 * @param {View} v
 * @param {Answer} answer
 */
function openVerdict(v, answer) {
  const ask = v.policy.facts.find((f) => f.id === answer.asks[0]);
  const badges = answer.possible.map((id) => el("li", {}, badge(v, id)));
  return el(
    "div",
    { class: "sc-card sc-card--open", "data-key": "open" },
    el("p", { class: "sc-open__title" }, v.w.t(ask ? "answer.open" : "answer.none")),
    badges.length
      ? el("ul", { class: "sc-range", "aria-label": v.w.t("answer.possible") }, ...badges)
      : null,
    ask
      ? el(
          "p",
          {},
          el(
            "a",
            {
              href: `#sc-question-${ask.id}`,
              "data-do": "focus",
              "data-arg": `sc-question-${ask.id}`,
              lang: policyLang(v),
            },
            ask.question,
          ),
        )
      : null,
  );
}
