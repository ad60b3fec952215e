/** How the promised answer stands: what it is due by, what is left, or what came of it. */

import { html, nothing } from "lit-html";
import { escalates, severityOf, targetOf } from "../case/lookup.mjs";
import { browserZone } from "../fields/civil.mjs";
import {
  canonicalZone,
  fixedOffset,
  townOf,
  zoneFits,
  zonesInQuestion,
} from "../fields/places.mjs";
import { lasting, promised } from "../texts/promises.mjs";
import { icon } from "./icons.mjs";
import { button, focusLink, guideLink, policyLink } from "./parts.mjs";
import { noDeadlineView } from "./promises.mjs";
import { regionSelect } from "./when-where.mjs";
import { noteText } from "./why.mjs";

/** @import { Answer, Clock, Note, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function clockView(v, answer) {
  const { kind } = v.clock;
  if (kind === "wrong") {
    return html`<p class="sc-hint sc-hint--error">
      ${icon("alert")}${v.w.t("deadline.fix-time")}
    </p>`;
  }
  if (kind === "none") return html`${noDeadlineView(v, answer)} ${cautions(v, answer)}`;
  return html`
    <div class="sc-clock sc-clock--${kind}">
      <p class="sc-clock__lead">${lead(v)}</p>
      ${v.clock.due === null ? nothing : time(v, v.clock.due)}
      <p class="sc-countdown">${icon(IMAGES[kind])}${standing(v, answer)}</p>
      ${governing(v, answer)} ${zoneQuestion(v)} ${cautions(v, answer)}
    </div>
  `;
}

/** @type {Record<"unopened" | "running" | "overdue" | "met" | "missed", "clock" | "alert" | "checked">} */
const IMAGES = {
  unopened: "clock",
  running: "clock",
  overdue: "alert",
  met: "checked",
  missed: "alert",
};

/**
 * What the time below is.
 * @param {View} v
 */
export function lead({ answer, clock, kase, w }) {
  const planned = answer?.notes.some(({ code }) => /^(opened|called)-in-future$/.test(code));
  if (clock.kind === "running" && planned) return w.t("deadline.due-if-so");
  if (clock.kind === "unopened")
    return w.t(kase.called.trim() ? "deadline.due-once-open" : "deadline.due-if-now");
  return w.t(clock.kind === "running" ? "deadline.due" : "deadline.was-due");
}

/**
 * @param {View} v
 * @param {number} due
 */
function time(v, due) {
  return html`
    <p class="sc-clock__time">
      <time datetime=${new Date(due).toISOString().replace(".000", "")}
        >${v.f.time(due, v.place.zone)}</time
      >
      <span class="sc-clock__day">${v.f.day(due, v.place.zone)}</span>
    </p>
    <p class="sc-hint">${zoneLine(v, due)}</p>
  `;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function standing(v, answer) {
  const { clock } = v;
  if (clock.kind === "met" || clock.kind === "missed")
    return html`<span>${outcome(v, clock)}</span>`;
  if (clock.kind === "unopened") {
    const duration = lasting(v, targetOf(v.policy, answer.target), answer.remaining ?? 0);
    return html`<span>${v.w.t("deadline.after-opening", { duration })}</span>`;
  }
  // A timer speaks only when asked.
  return html`<span role="timer">${countdown(v, clock.due ?? v.now)}</span>`;
}

/**
 * @param {View} v
 * @param {Clock & {by: number}} clock
 */
export function outcome(v, { kind, by }) {
  return v.w.t(kind === "met" ? "review.met" : "review.missed", {
    duration: v.f.roughDuration(Math.abs(by)),
  });
}

/**
 * @param {View} v
 * @param {number} at
 */
function countdown(v, at) {
  const duration = v.f.duration((at - v.now) / 1000, "long");
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
  const city = townOf(v.place.zone);
  const where = fixedOffset(v.place.zone) ?? v.w.t("deadline.zone", { name, city });
  if (same) return where;
  return v.w.t("deadline.zone-other", {
    where,
    time: v.f.shortMoment(at, own),
    own: townOf(own),
  });
}

/**
 * By which promise.
 * @param {View} v
 * @param {Answer} answer
 */
function governing(v, answer) {
  const target = targetOf(v.policy, answer.target);
  if (!target) return nothing;
  // A promise that is called like the severity above needs no name here.
  const named = target.label !== severityOf(v.policy, answer.severity)?.name;
  return html`<p class="sc-target">
    ${
      named
        ? html`${policyLink(v, target.id, target.label)} · ${promised(v, target)}`
        : guideLink(v, target.id, promised(v, target))
    }
  </p>`;
}

/**
 * By which clock it is counted, where that is not sure: the country has several, or not this one.
 * @param {View} v
 */
function zoneQuestion(v) {
  const zones = zonesInQuestion(v.places, v.place, v.kase, browserZone());
  if (!zones.length) return nothing;
  const country = v.f.country(v.place.country.slice(0, 2));
  const key = zoneFits(v.places, v.place) ? "deadline.which-zone" : "deadline.zone-elsewhere";
  const choice = (/** @type {string} */ zone) => `${townOf(zone)}, ${v.f.time(v.now, zone)}`;
  return html`<div class="sc-zone-question">
    <p class="sc-hint sc-hint--error">
      ${icon("question")}${v.w.t(key, { country, city: townOf(v.place.zone) })}
    </p>
    <div class="sc-shortcuts">
      ${zones.map((zone) => button("take-zone", choice(zone), { arg: zone, kind: "quiet" }))}
    </div>
  </div>`;
}

/**
 * What the deadline rests on that the reader may know better.
 * @param {View} v
 * @param {Answer} answer
 */
function cautions(v, answer) {
  if (!answer.notes.length) return nothing;
  return html`<ul class="sc-cautions">
    ${answer.notes.map(
      (note) =>
        html`<li class="sc-hint">
          ${noteText(v, note)} ${otherTime(v, note)} ${otherRegion(v, note)}
        </li>`,
    )}
  </ul>`;
}

/**
 * A time that the clocks show twice may also be the second one.
 * @param {View} v
 * @param {Note} note
 */
function otherTime(v, note) {
  const { field, other } = note.params ?? {};
  if (note.code !== "civil-repeated" || !field || !other) return nothing;
  return button("take-other", v.w.t("note.take-other"), {
    arg: `${field} ${other}`,
    kind: "quiet",
  });
}

/**
 * A day that is another one in parts of the country: which part is it?
 * @param {View} v
 * @param {Note} note
 */
function otherRegion(v, note) {
  if (!note.code.endsWith("-in-parts")) return nothing;
  return html`<label
    ><span class="sc-visually-hidden">${v.w.t("field.subdivision")}</span> ${regionSelect(v)}</label
  >`;
}

/**
 * Support is late: what may be done about it.
 * @param {View} v
 */
export function lateView(v) {
  if (!escalates(v.policy)) return nothing;
  return html`<p class="sc-overdue">
    ${v.w.t("deadline.may-escalate")} ${focusLink("sc-escalation", v.w.t("deadline.to-escalation"))}
  </p>`;
}
