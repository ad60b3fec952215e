/** The deadlines as a calendar file.  The library that writes it is loaded when it is asked for. */

import { severityOf } from "../case/lookup.mjs";
import { kindName, otherKinds } from "./promises.mjs";
import { recordLines } from "./records.mjs";
import { stepLead, stepsToTake } from "./steps.mjs";

/** @import { Answer, View } from "../types" */
/** @typedef {{target: string, at: number, summary: string}} Entry */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export async function calendarFile(v, answer) {
  /** @type {{default: typeof import("ical.js").default}} */
  const { default: ICAL } = await import(new URL("vendor/ical.min.js", import.meta.url).href);
  const utc = (/** @type {number} */ at) => ICAL.Time.fromJSDate(new Date(at), true);
  const calendar = new ICAL.Component(["vcalendar", [], []]);
  calendar.updatePropertyWithValue(
    "prodid",
    oneLine(`-//${v.policy.about.name}//${v.policy.about.revision}//EN`),
  );
  calendar.updatePropertyWithValue("version", "2.0");
  for (const entry of entries(v, answer)) {
    const event = new ICAL.Component("vevent");
    const name = `${entry.target} ${entry.at} ${v.place.zone}`;
    event.updatePropertyWithValue("uid", `${await digest(name)}@${new URL(v.base).hostname}`);
    event.updatePropertyWithValue("dtstamp", utc(v.now));
    event.updatePropertyWithValue("dtstart", utc(entry.at));
    event.updatePropertyWithValue("summary", oneLine(entry.summary));
    event.updatePropertyWithValue("description", safeLines(description(v, answer)));
    event.updatePropertyWithValue("url", v.permalink);
    event.updatePropertyWithValue("transp", "TRANSPARENT");
    for (const minutes of [warning(v, answer, entry), 0]) {
      const alarm = new ICAL.Component("valarm");
      alarm.updatePropertyWithValue("action", "DISPLAY");
      alarm.updatePropertyWithValue("description", oneLine(entry.summary));
      alarm.updatePropertyWithValue("trigger", ICAL.Duration.fromSeconds(-60 * minutes));
      event.addSubcomponent(alarm);
    }
    calendar.addSubcomponent(event);
  }
  return calendar.toString();
}

/**
 * A text as a calendar file can hold it: the library escapes line feeds alone, and some programs take
 * a bare carriage return for the end of a property.
 * @param {string} text
 */
export function safeLines(text) {
  return text.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "");
}

/** @param {string} text */
function oneLine(text) {
  return safeLines(text).replace(/\n+/g, " ");
}

/**
 * What is due and when: the response, and the promises of other kinds; of updates the next ones;
 * and whom to turn to next.
 * @param {View} v
 * @param {Answer} answer
 * @returns {Entry[]}
 */
function entries(v, answer) {
  const severity = severityOf(v.policy, answer.severity)?.name ?? "";
  const { support } = v.policy.about;
  // Of a case that is not open, the deadline is only that of one opened by then.
  const unopened = v.clock.kind === "unopened";
  const response = answer.deadline
    ? [
        {
          target: answer.target ?? "",
          at: Date.parse(answer.deadline),
          summary: v.w.t(unopened ? "calendar.summary-unopened" : "calendar.summary", {
            support,
            severity,
            time: v.f.time(v.now, v.place.zone),
          }),
        },
      ]
    : [];
  const others = otherKinds(answer).flatMap((kind) =>
    [kind.deadline ?? "", ...kind.upcoming].map((at) => ({
      target: kind.target ?? "",
      at: Date.parse(at),
      summary: v.w.t("calendar.summary-kind", {
        support,
        severity,
        kind: kindName(v, kind.kind),
      }),
    })),
  );
  const steps = stepsToTake(v, answer).map(({ step, title, at }) => ({
    target: step.id,
    at,
    summary: v.w.t("calendar.summary-step", {
      level: title,
      lead: stepLead(v, step, v.f.time(at, v.place.zone)),
    }),
  }));
  return [...response, ...others, ...steps];
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function description(v, answer) {
  const { name, revision } = v.policy.about;
  return [
    v.kase.text.trim(),
    recordLines(v, answer)
      .map(([what, value]) => `${what}: ${value}`)
      .join("\n"),
    v.w.t("calendar.revision", { name, date: v.f.dateOf(revision) }),
    v.permalink,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/**
 * How many minutes before the deadline to warn: a third of the time there is, at most 15.
 * @param {View} v
 * @param {Answer} answer
 * @param {Entry} entry
 */
function warning(v, answer, { target, at }) {
  const start = Date.parse(answer.targets.find((t) => t.id === target)?.start ?? "") || v.now;
  return Math.max(1, Math.min(15, Math.round((at - start) / 180000)));
}

/** @param {string} text */
async function digest(text) {
  const bytes = new TextEncoder().encode(text);
  // Only secure contexts have crypto.subtle; elsewhere the text itself names the event.
  if (!globalThis.crypto?.subtle) return text.replace(/\W+/g, "-");
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash.slice(0, 12)].map((b) => b.toString(16).padStart(2, "0")).join("");
}
