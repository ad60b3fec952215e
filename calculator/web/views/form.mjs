/** The form: one box first, then what was understood, then when and where. */

import { html, nothing } from "lit-html";
import { isEmpty } from "../case/case.mjs";
import { errorSummary } from "./errors.mjs";
import { button, focusLink, policyLang } from "./parts.mjs";
import { factsView } from "./facts.mjs";
import { stretches } from "./marks.mjs";
import { questionsView } from "./questions.mjs";
import { settingsView } from "./settings.mjs";
import { whenWhereView } from "./when-where.mjs";

/** @import { Answer, Span, View } from "../types" */

const SHOWN_EXAMPLES = 6;
const LONGEST_MARKED = 20000;

/** @param {View} v */
export function formView(v) {
  return html`
    <form class="sc-form" novalidate autocomplete="off" aria-label=${v.w.t("form.title")}>
      ${errorSummary(v)} ${undoBar(v)} ${linkProblems(v)} ${descriptionView(v)} ${skipLink(v)}
      ${exampleBar(v)} ${questionsView(v)} ${factsView(v)} ${whenWhereView(v)}
    </form>
  `;
}

/**
 * From the description to the answer in one step, by keyboard.
 * @param {View} v
 */
function skipLink(v) {
  if (!v.answer || isEmpty(v.kase)) return nothing;
  return html`<p class="sc-skip">${focusLink("sc-answer", v.w.t("answer.skip"))}</p>`;
}

/** @param {View} v */
function descriptionView(v) {
  return html`
    <div class="sc-field sc-description">
      <div class="sc-description__head">
        <label class="sc-label sc-label--main" for="sc-text">${v.w.t("form.what")}</label>
        ${settingsView(v)}
      </div>
      <p class="sc-hint" id="sc-text-hint">${v.w.t("form.what-hint")}</p>
      <div class="sc-box">
        <div class="sc-backdrop" aria-hidden="true">${markedText(v)}</div>
        <textarea
          id="sc-text"
          name="text"
          rows="3"
          aria-describedby="sc-text-hint"
          spellcheck="true"
          placeholder=${v.w.t("form.what-placeholder")}
          .value=${v.kase.text}
        ></textarea>
      </div>
      ${isEmpty(v.kase) ? examples(v) : nothing}
    </div>
  `;
}

/**
 * The description again, for behind the box, with the words that counted marked.  The answer may
 * be about an earlier wording: marks move along with the text around them.
 * @param {View} v
 */
function markedText(v) {
  const { text } = v.kase;
  // A last line that is empty has height in the box, so it needs some here.
  const end = "\u200b";
  if (!v.answer || text.length > LONGEST_MARKED) return [text + end];
  const moved = v.answeredText === text ? v.answer : movedReading(v.answer, v.answeredText, text);
  const marked = stretches(text, moved).map((stretch) =>
    stretch.kind === "plain"
      ? stretch.text
      : html`<mark class="sc-mark--${stretch.kind}">${stretch.text}</mark>`,
  );
  return [...marked, end];
}

/**
 * @param {Answer} answer
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
  /** @template {Span} S @param {S[]} spans @returns {S[]} */
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
  if (!shown.length) return nothing;
  return html`
    <div class="sc-examples" role="group" aria-labelledby="sc-examples-title">
      <p class="sc-hint" id="sc-examples-title">${v.w.t("form.examples")}</p>
      <ul lang=${policyLang(v)}>
        ${shown.map((e) => html`<li>${button("example", e.title, { arg: e.id, kind: "quiet" })}</li>`)}
        <li>${button("choose", v.w.t("form.choose"), { kind: "quiet", icon: "question" })}</li>
      </ul>
    </div>
  `;
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
  const { undo, laid } = v.ui;
  if (!undo || !laid) return nothing;
  const another = laid === "new" && v.kase.text.trim();
  return html`
    <div class="sc-bar" role="group" aria-label=${v.w.t("form.laid-aside")}>
      <span>${v.w.t(laid === "new" && !another ? "form.laid-emptied" : `form.laid-${laid}`)}</span>
      ${another ? button("same-case", v.w.t("form.same-case")) : nothing}
      ${button("undo", v.w.t("form.undo"), { icon: "undo" })}
      ${button("dismiss-undo", v.w.t("form.dismiss"), { kind: "quiet" })}
    </div>
  `;
}

/** @param {View} v */
function exampleBar(v) {
  if (!v.ui.example) return nothing;
  return html`
    <div class="sc-bar">
      <span>${v.w.t("form.example-note")}</span>
      ${button("example-here", v.w.t("form.example-here"))}
    </div>
  `;
}

/** @param {View} v */
function linkProblems(v) {
  if (!v.ui.linkProblems.length) return nothing;
  return html`
    <div class="sc-bar sc-bar--warning">
      <div>
        <strong>${v.w.t("link.problem")}</strong>
        <ul>
          ${v.ui.linkProblems.map((p) => html`<li>${v.w.t(`link.${p.code}`, { name: p.name })}</li>`)}
        </ul>
      </div>
      ${button("dismiss-link-problems", v.w.t("form.dismiss"))}
    </div>
  `;
}
