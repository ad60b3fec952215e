/** Texts for support, in the policy's language: the case, and the written escalation. */

import { contactsOf, criterionOf, factOf, severityOf, targetOf, valueOf } from "../case/lookup.mjs";
import { typedMoment } from "../case/case.mjs";
import { understood } from "../case/request.mjs";
import { withOffset } from "../fields/civil.mjs";
import { plain } from "./markdown.mjs";
import { dueLead, otherKinds, promised } from "./promises.mjs";

/** @import { Answer, View } from "../types" */
/** @typedef {{subject: string, body: string}} Draft */

/** Mail programs and systems cut longer addresses. */
const LONGEST_MAILTO = 1900;
const LONGEST_SUBJECT = 90;

/**
 * @param {View} v
 * @param {Answer} answer
 * @returns {Draft}
 */
export function caseText(v, answer) {
  const { t } = v.pw;
  const severity = severityOf(v.policy, answer.severity);
  const criterion = criterionOf(v.policy, answer.criterion);
  const lines = [
    [
      t("draft.severity"),
      [severity && `${severity.name} (${severity.label})`, criterion && plain(criterion.text)]
        .filter(Boolean)
        .join(": "),
    ],
    ...factLines(v, answer),
    ...momentLines(v),
    [t("draft.place"), placeText(v)],
    [t("draft.due"), dueText(v, answer)],
    ...otherKinds(answer).map((kind) => [
      dueLead({ w: v.pw, policy: v.policy }, kind, 0),
      instantText(v, Date.parse(kind.deadline ?? "")),
    ]),
  ].filter(([, value]) => value);
  return {
    subject: `${severity?.name ?? ""}: ${firstWords(v.kase.text) || criterion?.label || ""}`,
    body: [
      v.kase.text.trim(),
      lines.map(([name, value]) => `${name}: ${value}`).join("\n"),
      t("draft.to-add"),
    ]
      .filter(Boolean)
      .join("\n\n"),
  };
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @returns {[string, string][]}
 */
export function factLines(v, answer) {
  return answer.facts.flatMap(({ fact: id, value: chosen }) => {
    const fact = factOf(v.policy, id);
    const value = valueOf(fact, chosen);
    return fact && value ? [/** @type {[string, string]} */ ([fact.name, value.label])] : [];
  });
}

/**
 * @param {View} v
 * @returns {[string, string][]}
 */
export function momentLines(v) {
  return /** @type {const} */ (["opened", "called"]).flatMap((field) => {
    const { at } = understood(typedMoment(v.kase, field), v.now, v.place.zone, v.w.locale);
    return at === null
      ? []
      : [/** @type {[string, string]} */ ([v.pw.t(`field.${field}`), instantText(v, at)])];
  });
}

/**
 * A moment as both sides can read it: with weekday, zone and offset.
 * @param {View} v
 * @param {number} at
 */
export function instantText(v, at) {
  return `${v.pf.moment(at, v.place.zone)} (${v.place.zone}, ${withOffset(at, v.place.zone)})`;
}

/** @param {View} v */
function placeText(v) {
  const country = v.place.country ? v.pf.country(v.place.country.slice(0, 2)) : "";
  return [country, v.place.zone].filter(Boolean).join(", ");
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function dueText(v, answer) {
  const target = targetOf(v.policy, answer.target);
  if (!answer.deadline) return "";
  return `${instantText(v, Date.parse(answer.deadline))}${target ? `, ${target.label} (${promised(v.pw, target)})` : ""}`;
}

/** @param {string} text */
function firstWords(text) {
  const line = (text.trim().split(/\n|(?<=[.!?])\s/)[0] ?? "").replace(/\s+/g, " ");
  if (line.length <= LONGEST_SUBJECT) return line.replace(/[.]$/, "");
  return `${line.slice(0, LONGEST_SUBJECT).replace(/\s+\S*$/, "")}…`;
}

// -- escalation --------------------------------------------------------------------------------------

/**
 * What stands in a part of the escalation.  A part whose id ends in "description" starts with the
 * description of the issue, until the reader writes something else.
 * @param {View} v
 * @param {string} id
 */
export function partValue(v, id) {
  return v.kase.draft[id] ?? (id.endsWith("description") ? v.kase.text : "");
}

/**
 * Whom a written escalation goes to.
 * @param {View} v
 * @param {Answer} answer
 */
export function escalationRegion({ policy }, answer) {
  return contactsOf(policy, answer)[0];
}

/** @param {View} v */
export function missingParts(v) {
  return v.policy.escalation.contents.filter((point) => !partValue(v, point.id).trim());
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @returns {Draft}
 */
export function escalationDraft(v, answer) {
  const { t } = v.pw;
  const region = escalationRegion(v, answer);
  const parts = v.policy.escalation.contents.map((point) => {
    const value = partValue(v, point.id).trim();
    return `${point.label}\n${value || `[${plain(point.text)}]`}`;
  });
  const severity = severityOf(v.policy, answer.severity);
  const facts = [
    [t("draft.severity"), severity ? `${severity.name} (${severity.label})` : ""],
    ...momentLines(v),
    [
      t(answer.deadline && Date.parse(answer.deadline) <= v.now ? "draft.was-due" : "draft.due"),
      dueText(v, answer),
    ],
  ].filter(([, value]) => value);
  const numbers =
    partValue(v, v.policy.escalation.contents[0]?.id ?? "")
      .trim()
      .split("\n")[0] ?? "";
  return {
    subject: [t("draft.escalation"), numbers, severity?.name].filter(Boolean).join(" – "),
    body: [
      region?.contact?.name ? t("draft.dear", { name: region.contact.name }) : "",
      t("draft.we-escalate"),
      parts.join("\n\n"),
      facts.map(([name, value]) => `${name}: ${value}`).join("\n"),
    ]
      .filter(Boolean)
      .join("\n\n"),
  };
}

/**
 * An address that opens a mail.  A body too long for one is cut, and says so.
 * @param {string} to
 * @param {Draft} draft
 */
export function mailto(to, { subject, body }) {
  const crlf = (/** @type {string} */ text) =>
    encodeURIComponent(wellFormed(text).replace(/\r?\n/g, "\r\n"));
  const start = `mailto:${encodeURIComponent(to).replace("%40", "@")}?subject=${crlf(subject)}&body=`;
  let kept = body;
  while (kept && (start + crlf(kept)).length > LONGEST_MAILTO)
    kept = kept.slice(0, Math.floor(kept.length * 0.9) - 1);
  return start + crlf(kept === body ? body : `${kept}…`);
}

/** @param {string} text */
function wellFormed(text) {
  return text.toWellFormed?.() ?? text.replace(/[\ud800-\udfff]/g, "\ufffd");
}
