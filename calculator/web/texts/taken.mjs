/** What of an answer can be taken along: as a text to paste, or as a file. */

import { caseText, escalationDraft } from "./drafts.mjs";
import { copyText, saveFile } from "./outlet.mjs";
import { answerText } from "./plain.mjs";

/** @import { Answer, View } from "../types" */

/** @type {Record<string, (v: View, answer: Answer) => string>} */
const TEXTS = {
  link: (v) => v.permalink,
  text: (v, answer) => answerText(v, answer, { markdown: false }),
  markdown: (v, answer) => answerText(v, answer, { markdown: true }),
  "case-subject": (v, answer) => caseText(v, answer).subject,
  "case-body": (v, answer) => caseText(v, answer).body,
  escalation: (v, answer) => escalationMail(v, answer),
};

/**
 * Hands a part of the answer over; the words for what came of it.
 * @param {"copy" | "save"} how
 * @param {string} what
 * @param {View} v
 * @param {Answer} answer
 */
export async function take(how, what, v, answer) {
  if (how === "copy")
    return (await copyText(TEXTS[what]?.(v, answer) ?? "")) ? "done.copied" : "done.not-copied";
  try {
    saveFile(await (what === "calendar" ? calendar(v, answer) : escalation(v, answer)));
    return "done.saved";
  } catch (error) {
    // What makes the file comes from the site, which may have changed, or be out of reach.
    console.error(error);
    return "done.not-loaded";
  }
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
async function calendar(v, answer) {
  const { calendarFile } = await import("./calendar.mjs");
  const content = await calendarFile(v, answer);
  return { name: "response-due.ics", type: "text/calendar", content };
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function escalation(v, answer) {
  return { name: "escalation.txt", type: "text/plain", content: escalationMail(v, answer) };
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function escalationMail(v, answer) {
  const { subject, body } = escalationDraft(v, answer);
  return `${subject}\n\n${body}\n`;
}
