/** When the answer is due: absolute, counting down, drawn, and with the other targets. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { browserZone } from "../fields/civil.mjs";
import { canonicalZone, townOf } from "../fields/places.mjs";
import { button, fold, guideLink, instant, policyLang } from "./parts.mjs";
import { timelineView } from "./timeline.mjs";
import { noteText } from "./why.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */
/** @typedef {import("../types").TargetAnswer} TargetAnswer */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function deadlineView(v, answer) {
  const wrong = v.errors.find(
    (e) => e.field === "opened" || e.field === "called" || e.field === "zone",
  );
  if (wrong || !answer.deadline) {
    return el(
      "p",
      { class: "sc-hint sc-hint--error", "data-key": "no-deadline" },
      icon("alert"),
      v.w.t(wrong ? "deadline.fix-time" : "deadline.none"),
    );
  }
  const at = instant(answer.deadline);
  const overdue = v.now >= at;
  const open = !v.kase.opened.trim();
  return el(
    "div",
    { class: `sc-deadline${overdue ? " sc-deadline--overdue" : ""}`, "data-key": "deadline" },
    el(
      "p",
      { class: "sc-deadline__lead" },
      v.w.t(overdue ? "deadline.was-due" : open ? "deadline.due-if-now" : "deadline.due"),
    ),
    el(
      "p",
      { class: "sc-deadline__time" },
      el("time", { datetime: answer.deadline }, v.f.time(at, v.place.zone)),
      " ",
      el("span", { class: "sc-deadline__day" }, v.f.day(at, v.place.zone)),
    ),
    el("p", { class: "sc-hint" }, zoneLine(v, at)),
    el(
      "p",
      { class: "sc-countdown" },
      icon(overdue ? "alert" : "clock"),
      // A timer speaks only when asked.
      open && !overdue
        ? el(
            "span",
            {},
            v.w.t("deadline.after-opening", { duration: v.f.roughDuration((at - v.now) / 1000) }),
          )
        : el("span", { role: "timer", "data-countdown": String(at) }, countdown(v, at)),
    ),
    governing(v, answer),
    cautions(v, answer),
    overdue
      ? el(
          "p",
          { class: "sc-overdue" },
          v.w.t("deadline.may-escalate"),
          " ",
          el(
            "a",
            { href: "#sc-escalation-title", "data-do": "focus", "data-arg": "sc-escalation" },
            v.w.t("deadline.to-escalation"),
          ),
        )
      : callHint(v, answer),
    timelineView(v, answer),
    targetsView(v, answer),
  );
}

/**
 * What the deadline rests on that the reader may know better.
 * @param {View} v
 * @param {Answer} answer
 */
function cautions(v, answer) {
  if (!answer.notes.length) return null;
  return el(
    "ul",
    { class: "sc-cautions" },
    ...answer.notes.map((note) =>
      el("li", { class: "sc-hint" }, noteText(v, note), " ", otherTime(v, note)),
    ),
  );
}

/**
 * A time that the clocks show twice may also be the second one.
 * @param {View} v
 * @param {import("../types").Note} note
 */
function otherTime(v, note) {
  const { field, other } = note.params ?? {};
  if (note.code !== "civil-repeated" || !field || !other) return null;
  return button("take-other", v.w.t("note.take-other"), {
    arg: `${field} ${other}`,
    kind: "quiet",
    key: `other-${field}`,
  });
}

/**
 * @param {Pick<View, "w" | "f" | "now">} v
 * @param {number} at
 */
export function countdown(v, at) {
  const duration = v.f.duration((at - v.now) / 1000);
  return v.w.t(v.now >= at ? "deadline.overdue" : "deadline.left", { duration });
}

/**
 * The zone in which the time is given, and the same time where the reader sits if that is another.
 * @param {View} v
 * @param {number} at
 */
function zoneLine(v, at) {
  const name = v.f.zoneName(v.place.zone, at);
  const own = canonicalZone(v.places, browserZone());
  const same = v.f.moment(at, own) === v.f.moment(at, v.place.zone);
  if (same) return v.w.t("deadline.zone", { name, city: townOf(v.place.zone) });
  return v.w.t("deadline.zone-other", {
    name,
    city: townOf(v.place.zone),
    time: v.f.shortMoment(at, own),
    own: townOf(own),
  });
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function governing(v, answer) {
  const target = v.policy.response.find((t) => t.id === answer.target);
  if (!target) return null;
  return el(
    "p",
    { class: "sc-target" },
    guideLink(v, target.id, el("span", { lang: policyLang(v) }, target.label)),
    ` · ${target.within}`,
  );
}

/**
 * What a call would do, while it still helps.
 * @param {View} v
 * @param {Answer} answer
 */
function callHint(v, answer) {
  const { if_called_now: called, latest_useful_call: until } = answer;
  if (!called || !answer.deadline || instant(called.deadline) >= instant(answer.deadline))
    return null;
  const time = v.f.time(instant(called.deadline), v.place.zone);
  const text = until
    ? v.w.t("deadline.call-until", { time, until: v.f.time(instant(until), v.place.zone) })
    : v.w.t("deadline.call", { time });
  return el(
    "p",
    { class: "sc-callhint" },
    icon("phone"),
    el("span", {}, text, " "),
    button("stamp", v.w.t("deadline.called-now"), {
      arg: "called",
      kind: "quiet",
      key: "called-from-hint",
    }),
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function targetsView(v, answer) {
  const rows = answer.targets.filter((t) => t.governs || t.why !== "facts");
  if (!rows.length) return null;
  return fold(
    "targets",
    v.w.t("deadline.working"),
    el("ol", { class: "sc-targets" }, ...rows.map((t) => targetRow(v, t))),
    notes(v, rows),
  );
}

/**
 * @param {View} v
 * @param {TargetAnswer} answer
 */
function targetRow(v, answer) {
  const target = v.policy.response.find((t) => t.id === answer.id);
  if (!target) return null;
  const due = answer.deadline ? v.f.moment(instant(answer.deadline), v.place.zone) : "";
  return el(
    "li",
    { class: answer.governs ? "sc-targets__governs" : null },
    el("strong", {}, guideLink(v, target.id, el("span", { lang: policyLang(v) }, target.label))),
    ` · ${target.within}`,
    due ? el("span", { class: "sc-targets__due" }, v.w.t("deadline.until", { time: due })) : null,
    el("span", { class: "sc-hint" }, whyText(v, answer)),
    segments(v, answer),
    answer.governs ? elsewhere(v, answer) : null,
  );
}

/**
 * @param {View} v
 * @param {TargetAnswer} answer
 */
export function whyText(v, answer) {
  const key = `why.${answer.why}`;
  const params = { ...answer.params };
  for (const [name, value] of Object.entries(params)) params[name] = named(v, value);
  return v.w.t(v.w.has(key) ? key : answer.applies ? "why.later" : "why.inapplicable", params);
}

/**
 * Ids in a reason, by the names that readers know; several are joined with commas.
 * @param {View} v
 * @param {string} value
 */
function named(v, value) {
  const one = (/** @type {string} */ id) => {
    const target = v.policy.response.find((t) => t.id === id);
    if (target) return target.label;
    for (const kind of ["day", "event"])
      if (v.w.has(`${kind}.${id}`)) return v.w.t(`${kind}.${id}`);
    return v.policy.facts.find((f) => f.id === id)?.name ?? id;
  };
  return value ? v.f.list(value.split(", ").map(one)) : "";
}

/**
 * The deadline in UTC, and where support sits.
 * @param {View} v
 * @param {TargetAnswer} answer
 */
function elsewhere(v, answer) {
  const at = instant(answer.deadline ?? "");
  const places = v.policy.regions.map((r) => `${v.f.shortMoment(at, r.zone)} (${r.name})`);
  return el(
    "span",
    { class: "sc-hint sc-targets__due" },
    v.w.t("deadline.elsewhere", {
      times: v.f.list([`${v.f.shortMoment(at, "UTC")} (UTC)`, ...places]),
    }),
  );
}

/**
 * The time counted, as text: the same that the drawing shows.
 * @param {View} v
 * @param {TargetAnswer} answer
 */
function segments(v, answer) {
  if (!answer.deadline || !answer.segments?.length) return null;
  return el(
    "ul",
    { class: "sc-segments" },
    ...answer.segments.map((s) =>
      el(
        "li",
        { class: s.counted ? "sc-segments__counted" : "sc-segments__skipped" },
        v.w.t(s.counted ? "segment.counted" : "segment.skipped", {
          from: v.f.shortMoment(instant(s.start), v.place.zone),
          to: v.f.shortMoment(instant(s.end), v.place.zone),
          duration: v.f.roughDuration((instant(s.end) - instant(s.start)) / 1000),
          reason: segmentReason(v, s),
        }),
      ),
    ),
    ...(answer.changes ?? []).map((change) => el("li", {}, clockChange(v, change))),
  );
}

/**
 * @param {View} v
 * @param {NonNullable<TargetAnswer["changes"]>[number]} change
 */
function clockChange(v, { at, zone, before, after }) {
  return v.w.t(after > before ? "segment.clock-forward" : "segment.clock-back", {
    time: v.f.shortMoment(instant(at), v.place.zone),
    place: townOf(zone),
    duration: v.f.roughDuration(Math.abs(after - before) * 60),
  });
}

/**
 * @param {View} v
 * @param {import("../types").Segment} segment
 */
function segmentReason(v, segment) {
  const key = `segment.${segment.reason}`;
  return v.w.t(v.w.has(key) ? key : "segment.closed", { name: segment.name ?? "" });
}

/**
 * @param {View} v
 * @param {TargetAnswer[]} rows
 */
function notes(v, rows) {
  const texts = [...new Set(rows.flatMap((t) => t.notes ?? []).map((note) => noteText(v, note)))];
  return texts.length
    ? el("ul", { class: "sc-notes" }, ...texts.map((text) => el("li", {}, text)))
    : null;
}
