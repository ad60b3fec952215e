/** The answer as plain text and as Markdown, in the reader's language. */

import { plain } from "./markdown.mjs";
import { understood } from "../case/request.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */

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
  const severity = v.policy.severities.find((s) => s.id === answer.severity);
  const criterion = severity?.criteria.find((c) => c.id === answer.criterion);
  const target = v.policy.response.find((t) => t.id === answer.target);
  const region = v.policy.regions.find((r) => r.id === answer.escalation);
  const { at: opened } = understood(v.kase.opened, v.now, v.place.zone, v.w.locale);
  const actions = answer.actions.flatMap((id) => v.policy.actions.find((a) => a.id === id) ?? []);
  const phones = answer.contacts.phones.flatMap(
    (id) => v.policy.phones.find((p) => p.id === id) ?? [],
  );
  const calls = actions.some((a) => a.does === "call");
  const due = answer.deadline
    ? `${v.f.moment(Date.parse(answer.deadline), v.place.zone)} (${v.place.zone})`
    : v.w.t("deadline.none");
  return [
    severity ? strong(`${severity.name} (${severity.label})`) : "",
    criterion
      ? `${plain(criterion.text)} ${link(v.w.t("answer.criterion"), v.links[criterion.id])}`
      : "",
    "",
    `${strong(v.w.t("deadline.due"))} ${due}`,
    target ? link(`${target.label}, ${target.within}`, v.links[target.id]) : "",
    opened === null ? "" : `${v.w.t("field.opened")}: ${v.f.moment(opened, v.place.zone)}`,
    "",
    strong(v.w.t("actions.title")),
    ...actions.map((a) => item(a.label)),
    "",
    ...(calls
      ? [
          strong(v.w.t("plain.phones")),
          ...phones.map((p) => item(`${p.location}: ${p.number}`)),
          "",
        ]
      : []),
    region
      ? `${strong(v.w.t("escalation.title"))}: ${region.contact.name}, ${region.contact.phone}, ${region.contact.email}`
      : "",
    "",
    v.permalink,
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
