/** The answer as plain text and as Markdown, in the reader's language. */

import { isDone } from "../case/changes.mjs";
import { actionsOf, criterionOf, phonesOf, regionOf, waysTo } from "../case/lookup.mjs";
import { plain } from "./markdown.mjs";
import { changedText, recordLines, severityText } from "./records.mjs";

/** @import { Action, Answer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 * @param {{markdown: boolean}} style
 */
export function answerText(v, answer, { markdown }) {
  const strong = (/** @type {string} */ text) => (markdown ? `**${text}**` : text);
  const item = (/** @type {string} */ text) => `- ${text}`;
  const link = (/** @type {string} */ label, /** @type {string | undefined} */ href) => {
    if (!href) return label;
    const url = new URL(href, v.base).href;
    return markdown ? `[${label}](${url})` : `${label} (${url})`;
  };
  const criterion = criterionOf(v.policy, answer.criterion);
  const ways = waysTo(regionOf(v.policy, answer.escalation)?.contact);
  const actions = actionsOf(v.policy, answer);
  const phones = phonesOf(v.policy, answer);
  const calls = actions.some((a) => a.does === "call");
  const box = (/** @type {Action} */ a) => (isDone(v, a) ? "[x]" : "[ ]");
  const quoted = v.kase.text.trim().replace(/^/gm, markdown ? "> " : "");
  const known = recordLines(v, answer).slice(1);
  return [
    strong(severityText(v, answer)),
    criterion
      ? `${plain(criterion.text)} ${link(v.w.t("answer.criterion"), v.links[criterion.id])}`
      : changedText(v, answer),
    "",
    quoted,
    "",
    ...known.map(([name, value]) => item(`${name}: ${value}`)),
    "",
    actions.length ? strong(v.w.t("actions.title")) : "",
    ...actions.map((a) => item(`${box(a)} ${a.label}`)),
    "",
    ...(calls && phones.length
      ? [
          strong(v.w.t("plain.phones")),
          ...phones.map((p) => item(`${p.location}: ${p.number}`)),
          "",
        ]
      : []),
    ways.length ? `${strong(v.w.t("escalation.title"))}: ${ways.join(", ")}` : "",
    "",
    v.permalink,
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
