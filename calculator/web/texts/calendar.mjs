/** The deadline as a calendar file.  The library that writes it is loaded when it is asked for. */

import { criterionOf, severityOf, targetOf } from "../case/lookup.mjs";
import { instantText } from "./drafts.mjs";
import { plain } from "./markdown.mjs";

/** @import { Answer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export async function calendarFile(v, answer) {
  /** @type {{default: typeof import("ical.js").default}} */
  const { default: ICAL } = await import(new URL("vendor/ical.min.js", import.meta.url).href);
  const due = Date.parse(answer.deadline ?? "");
  const utc = (/** @type {number} */ at) => ICAL.Time.fromJSDate(new Date(at), true);
  const calendar = new ICAL.Component(["vcalendar", [], []]);
  calendar.updatePropertyWithValue(
    "prodid",
    `-//${v.policy.about.name}//${v.policy.about.revision}//EN`,
  );
  calendar.updatePropertyWithValue("version", "2.0");
  const event = new ICAL.Component("vevent");
  event.updatePropertyWithValue(
    "uid",
    `${await digest(`${answer.target} ${due} ${v.place.zone}`)}@${new URL(v.base).hostname}`,
  );
  event.updatePropertyWithValue("dtstamp", utc(v.now));
  event.updatePropertyWithValue("dtstart", utc(due));
  event.updatePropertyWithValue("summary", summary(v, answer));
  event.updatePropertyWithValue("description", description(v, answer, due));
  event.updatePropertyWithValue("url", v.permalink);
  event.updatePropertyWithValue("transp", "TRANSPARENT");
  for (const minutes of [warning(v, answer, due), 0]) {
    const alarm = new ICAL.Component("valarm");
    alarm.updatePropertyWithValue("action", "DISPLAY");
    alarm.updatePropertyWithValue("description", summary(v, answer));
    alarm.updatePropertyWithValue("trigger", ICAL.Duration.fromSeconds(-60 * minutes));
    event.addSubcomponent(alarm);
  }
  calendar.addSubcomponent(event);
  return calendar.toString();
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function summary(v, answer) {
  const severity = severityOf(v.policy, answer.severity);
  return v.w.t("calendar.summary", {
    support: v.policy.about.support,
    severity: severity?.name ?? "",
  });
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @param {number} due
 */
function description(v, answer, due) {
  const target = targetOf(v.policy, answer.target);
  const criterion = criterionOf(v.policy, answer.criterion);
  return [
    `${v.w.t("deadline.due")} ${instantText(v, due)}`,
    target ? `${target.label} (${target.within})` : "",
    criterion ? plain(criterion.text) : "",
    v.w.t("calendar.revision", {
      name: v.policy.about.name,
      date: v.f.dateOf(v.policy.about.revision),
    }),
    v.permalink,
  ]
    .filter(Boolean)
    .join("\n");
}

/**
 * How many minutes before the deadline to warn: a third of the time there is, at most 15.
 * @param {View} v
 * @param {Answer} answer
 * @param {number} due
 */
function warning(v, answer, due) {
  const start = Date.parse(answer.targets.find((t) => t.governs)?.start ?? "") || v.now;
  return Math.max(1, Math.min(15, Math.round((due - start) / 180000)));
}

/** @param {string} text */
async function digest(text) {
  const bytes = new TextEncoder().encode(text);
  // Only secure contexts have crypto.subtle; elsewhere the text itself names the event.
  if (!globalThis.crypto?.subtle) return text.replace(/\W+/g, "-");
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash.slice(0, 12)].map((b) => b.toString(16).padStart(2, "0")).join("");
}
