/** The answer as plain text and as Markdown, in the reader's language. */

import {
  actionsOf,
  criterionOf,
  phonesOf,
  regionOf,
  severityOf,
  targetOf,
  waysTo,
} from "../case/lookup.mjs";
import { understood } from "../case/request.mjs";
import { plain } from "./markdown.mjs";
import { dueLead, otherKinds, promised, withoutDeadline } from "./promises.mjs";

/** @import { Answer, View } from "../types" */

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
  const severity = severityOf(v.policy, answer.severity);
  const criterion = criterionOf(v.policy, answer.criterion);
  const target = targetOf(v.policy, answer.target);
  const ways = waysTo(regionOf(v.policy, answer.escalation)?.contact);
  const { at: opened } = understood(v.kase.opened, v.now, v.place.zone, v.w.locale);
  const actions = actionsOf(v.policy, answer);
  const phones = phonesOf(v.policy, answer);
  const calls = actions.some((a) => a.does === "call");
  const moment = (/** @type {string} */ at) =>
    `${v.f.moment(Date.parse(at), v.place.zone)} (${v.place.zone})`;
  const due = answer.deadline
    ? `${strong(v.w.t("deadline.due"))} ${moment(answer.deadline)}`
    : withoutDeadline(v, answer);
  return [
    severity ? strong(`${severity.name} (${severity.label})`) : "",
    criterion
      ? `${plain(criterion.text)} ${link(v.w.t("answer.criterion"), v.links[criterion.id])}`
      : "",
    "",
    due,
    target ? link(`${target.label}, ${promised(v.w, target)}`, v.links[target.id]) : "",
    ...otherKinds(answer).map(
      (kind) => `${strong(dueLead(v, kind, v.now))} ${moment(kind.deadline ?? "")}`,
    ),
    opened === null ? "" : `${v.w.t("field.opened")}: ${v.f.moment(opened, v.place.zone)}`,
    "",
    actions.length ? strong(v.w.t("actions.title")) : "",
    ...actions.map((a) => item(a.label)),
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
