/** Texts for support, in the policy's language: the case, and the written escalation. */

import { reachables } from "../case/contacts.mjs";
import { criterionOf, severityOf } from "../case/lookup.mjs";
import { plain } from "./markdown.mjs";
import { ofPolicy, recordLines } from "./records.mjs";

/** @import { Answer, View } from "../types" */
/** @typedef {{subject: string, body: string}} Draft */

/** Mail programs and systems cut longer addresses. */
const LONGEST_MAILTO = 1900;
const LONGEST_SUBJECT = 90;

/**
 * @param {View} view
 * @param {Answer} answer
 * @returns {Draft}
 */
export function caseText(view, answer) {
  const v = ofPolicy(view);
  const severity = severityOf(v.policy, answer.severity);
  const criterion = criterionOf(v.policy, answer.criterion);
  return {
    subject: `${severity?.name ?? ""}: ${firstWords(v.kase.text) || criterion?.label || ""}`,
    body: [v.kase.text.trim(), joined(recordLines(v, answer)), v.w.t("draft.to-add"), v.permalink]
      .filter(Boolean)
      .join("\n\n"),
  };
}

/** @param {import("./records.mjs").Line[]} lines */
function joined(lines) {
  return lines.map(([name, value]) => `${name}: ${value}`).join("\n");
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
  return reachables(policy, answer)[0];
}

/** @param {View} v */
export function missingParts(v) {
  return v.policy.escalation.contents.filter((point) => !partValue(v, point.id).trim());
}

/**
 * @param {View} view
 * @param {Answer} answer
 * @returns {Draft}
 */
export function escalationDraft(view, answer) {
  const v = ofPolicy(view);
  const { t } = v.w;
  const region = escalationRegion(v, answer);
  const parts = v.policy.escalation.contents.map((point) => {
    const value = partValue(v, point.id).trim();
    return `${point.label}\n${value || `[${plain(point.text)}]`}`;
  });
  const severity = severityOf(v.policy, answer.severity);
  const numbers =
    partValue(v, v.policy.escalation.contents[0]?.id ?? "")
      .trim()
      .split("\n")[0] ?? "";
  return {
    subject: [t("draft.escalation"), numbers, severity?.name].filter(Boolean).join(" – "),
    body: [
      region?.contact.name ? t("draft.dear", { name: region.contact.name }) : "",
      t("draft.we-escalate"),
      parts.join("\n\n"),
      joined(recordLines(v, answer)),
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
