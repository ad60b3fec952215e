/** The form: one box first, then what was understood, then when and where. */

import { el } from "../page/dom.mjs";
import { stretches } from "./marks.mjs";
import { isEmpty } from "../case/case.mjs";
import { errorSummary } from "./errors.mjs";
import { button, policyLang } from "./parts.mjs";
import { factsView } from "./facts.mjs";
import { questionsView } from "./questions.mjs";
import { whenWhereView } from "./when-where.mjs";

/** @typedef {import("../types").View} View */

const SHOWN_EXAMPLES = 6;
const LONGEST_MARKED = 20000;

/** @param {View} v */
export function formView(v) {
  return el(
    "form",
    { class: "sc-form", novalidate: true, autocomplete: "off", "aria-label": v.w.t("form.title") },
    errorSummary(v),
    undoBar(v),
    linkProblems(v),
    descriptionView(v),
    exampleBar(v),
    questionsView(v),
    factsView(v),
    whenWhereView(v),
  );
}

/** @param {View} v */
function descriptionView(v) {
  return el(
    "div",
    { class: "sc-field sc-description", "data-key": "description" },
    el("label", { class: "sc-label sc-label--main", for: "sc-text" }, v.w.t("form.what")),
    el("p", { class: "sc-hint", id: "sc-text-hint" }, v.w.t("form.what-hint")),
    el(
      "div",
      { class: "sc-box", "data-key": "box" },
      el("div", { class: "sc-backdrop", "aria-hidden": "true" }, ...markedText(v)),
      el("textarea", {
        id: "sc-text",
        name: "text",
        rows: 3,
        "aria-describedby": "sc-text-hint",
        spellcheck: "true",
        placeholder: v.w.t("form.what-placeholder"),
        value: v.kase.text,
      }),
    ),
    isEmpty(v.kase) ? examples(v) : null,
  );
}

/**
 * The description again, for behind the box, with the words that counted marked.  The answer may
 * be about an earlier wording: marks move along with the text around them.
 * @param {View} v
 */
export function markedText(v) {
  const { text } = v.kase;
  // A last line that is empty has height in the box, so it needs some here.
  const end = "\u200b";
  if (!v.answer || text.length > LONGEST_MARKED) return [text + end];
  const moved = v.answeredText === text ? v.answer : movedReading(v.answer, v.answeredText, text);
  const marked = stretches(text, moved).map((stretch) =>
    stretch.kind === "plain"
      ? stretch.text
      : el("mark", { class: `sc-mark--${stretch.kind}` }, stretch.text),
  );
  return [...marked, end];
}

/**
 * @param {import("../types").Answer} answer
 * @param {string} before
 * @param {string} after
 */
function movedReading(answer, before, after) {
  const [old, now] = [[...before], [...after]];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const shift = now.length - old.length;
  /** @template {import("../types").Span} S @param {S[]} spans @returns {S[]} */
  const moved = (spans) =>
    spans.flatMap((s) => {
      if (s.end <= head) return [s];
      return s.start >= old.length - tail
        ? [{ ...s, start: s.start + shift, end: s.end + shift }]
        : [];
    });
  return {
    evidence: moved(answer.evidence),
    aside: moved(answer.aside),
    others: moved(answer.others),
  };
}

/** @param {View} v */
function examples(v) {
  const shown = spread(v.policy.examples, SHOWN_EXAMPLES);
  if (!shown.length) return null;
  return el(
    "div",
    {
      class: "sc-examples",
      "data-key": "examples",
      role: "group",
      "aria-labelledby": "sc-examples-title",
    },
    el("p", { class: "sc-hint", id: "sc-examples-title" }, v.w.t("form.examples")),
    el(
      "ul",
      { lang: policyLang(v) },
      ...shown.map((e) =>
        el(
          "li",
          {},
          button("example", e.title, { arg: e.id, kind: "quiet", key: `example-${e.id}` }),
        ),
      ),
      el(
        "li",
        {},
        button("choose", v.w.t("form.choose"), { kind: "quiet", icon: "question", key: "choose" }),
      ),
    ),
  );
}

/**
 * A few of many, from beginning to end.
 * @template T
 * @param {T[]} all
 * @param {number} count
 */
function spread(all, count) {
  const step = Math.max(1, all.length / count);
  return all
    .filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
    .slice(0, count);
}

/** @param {View} v */
function undoBar(v) {
  if (!v.ui.undo) return null;
  return el(
    "div",
    { class: "sc-bar", "data-key": "undo" },
    el("span", {}, v.w.t(v.ui.replaced ? "form.replaced" : "form.cleared")),
    button("undo", v.w.t("form.undo"), { icon: "undo", key: "undo-button" }),
    button("dismiss-undo", v.w.t("form.dismiss"), { kind: "quiet", key: "undo-dismiss" }),
  );
}

/** @param {View} v */
function exampleBar(v) {
  if (!v.ui.example) return null;
  return el(
    "div",
    { class: "sc-bar", "data-key": "example-bar" },
    el("span", {}, v.w.t("form.example-note")),
    button("example-here", v.w.t("form.example-here"), { key: "example-here" }),
  );
}

/** @param {View} v */
function linkProblems(v) {
  if (!v.ui.linkProblems.length) return null;
  return el(
    "div",
    { class: "sc-bar sc-bar--warning", "data-key": "link-problems" },
    el(
      "div",
      {},
      el("strong", {}, v.w.t("link.problem")),
      el(
        "ul",
        {},
        ...v.ui.linkProblems.map((p) => el("li", {}, v.w.t(`link.${p.code}`, { name: p.name }))),
      ),
    ),
    button("dismiss-link-problems", v.w.t("form.dismiss"), { key: "dismiss" }),
  );
}
