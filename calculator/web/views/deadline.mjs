/** When the answer is due: absolute, counting down, drawn, and with the other targets. */

import { html, nothing } from "lit-html";
import { escalates, factOf, targetOf } from "../case/lookup.mjs";
import { kindName, promised } from "../texts/promises.mjs";
import { browserZone } from "../fields/civil.mjs";
import { canonicalZone, townOf, zoneFits, zonesInQuestion } from "../fields/places.mjs";
import { icon } from "./icons.mjs";
import { button, focusLink, fold, instant, policyLink } from "./parts.mjs";
import { noDeadlineView, otherPromisesView } from "./promises.mjs";
import { timelineView } from "./timeline.mjs";
import { regionSelect } from "./when-where.mjs";
import { noteText } from "./why.mjs";

/** @import { Answer, Note, Segment, TargetAnswer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function deadlineView(v, answer) {
  const wrong = v.errors.find(
    (e) => e.field === "opened" || e.field === "called" || e.field === "zone",
  );
  if (wrong) {
    return html`<p class="sc-hint sc-hint--error">
      ${icon("alert")}${v.w.t("deadline.fix-time")}
    </p>`;
  }
  return html`${answer.deadline ? responseView(v, answer, answer.deadline) : noDeadlineView(v, answer)}
  ${otherPromisesView(v, answer)} ${timelineView(v, answer)} ${targetsView(v, answer)}`;
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @param {string} deadline
 */
function responseView(v, answer, deadline) {
  const at = instant(deadline);
  const overdue = v.now >= at;
  const open = !v.kase.opened.trim();
  const planned = answer.notes.some(({ code }) => /^(opened|called)-in-future$/.test(code));
  const lead = overdue
    ? "deadline.was-due"
    : open
      ? "deadline.due-if-now"
      : planned
        ? "deadline.due-if-so"
        : "deadline.due";
  const after = v.w.t("deadline.after-opening", {
    duration: v.f.roughDuration(answer.remaining ?? 0),
  });
  return html`
    <div class="sc-deadline ${overdue ? "sc-deadline--overdue" : ""}">
      <p class="sc-deadline__lead">${v.w.t(lead)}</p>
      <p class="sc-deadline__time">
        <time datetime=${deadline}>${v.f.time(at, v.place.zone)}</time>
        <span class="sc-deadline__day">${v.f.day(at, v.place.zone)}</span>
      </p>
      <p class="sc-hint">${zoneLine(v, at)}</p>
      <p class="sc-countdown">
        ${icon(overdue ? "alert" : "clock")}
        ${
          // A timer speaks only when asked.
          open && !overdue
            ? html`<span>${after}</span>`
            : html`<span role="timer">${countdown(v, at)}</span>`
        }
      </p>
      ${governing(v, answer)} ${zoneQuestion(v)} ${cautions(v, answer)}
      ${overdue ? mayEscalate(v) : callHint(v, answer)}
    </div>
  `;
}

/** @param {View} v */
function mayEscalate(v) {
  if (!escalates(v.policy)) return nothing;
  return html`<p class="sc-overdue">
    ${v.w.t("deadline.may-escalate")} ${focusLink("sc-escalation", v.w.t("deadline.to-escalation"))}
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
 * @param {View} v
 * @param {number} at
 */
function countdown(v, at) {
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
  const target = targetOf(v.policy, answer.target);
  if (!target) return nothing;
  return html`<p class="sc-target">
    ${policyLink(v, target.id, target.label)} · ${promised(v.w, target)}
  </p>`;
}

/**
 * What a call would do, while it still helps.
 * @param {View} v
 * @param {Answer} answer
 */
function callHint(v, answer) {
  const { if_called_now: ifCalled, latest_useful_call: until } = answer;
  if (!ifCalled || !answer.deadline || instant(ifCalled.deadline) >= instant(answer.deadline))
    return nothing;
  const time = v.f.time(instant(ifCalled.deadline), v.place.zone);
  const text = until
    ? v.w.t("deadline.call-until", { time, until: v.f.time(instant(until), v.place.zone) })
    : v.w.t("deadline.call", { time });
  const called = v.w.t("deadline.called-now");
  return html`<p class="sc-callhint">
    ${icon("phone")}<span>${text} </span
    >${button("stamp", called, { arg: "called", kind: "quiet" })}
  </p>`;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function targetsView(v, answer) {
  const rows = answer.targets.filter((t) => t.governs || t.why !== "facts");
  if (!rows.length) return nothing;
  return fold(
    "targets",
    v.w.t("deadline.working"),
    html`<ol class="sc-targets">
        ${rows.map((t) => targetRow(v, t, answer.kinds.length > 1))}
      </ol>
      ${notes(v, rows)}`,
  );
}

/**
 * @param {View} v
 * @param {TargetAnswer} answer
 * @param {boolean} several whether there are kinds of promise to tell apart
 */
function targetRow(v, answer, several) {
  const target = targetOf(v.policy, answer.id);
  if (!target) return nothing;
  const due = answer.deadline ? v.f.moment(instant(answer.deadline), v.place.zone) : "";
  return html`<li class=${answer.governs ? "sc-targets__governs" : nothing}>
    ${several ? html`<span class="sc-hint">${kindName(v, answer.kind)}</span>` : nothing}
    <strong>${policyLink(v, target.id, target.label)}</strong> ·
    ${promised(v.w, target)}${
      due
        ? html`<span class="sc-targets__due">${v.w.t("deadline.until", { time: due })}</span>`
        : nothing
    }<span class="sc-hint">${whyText(v, answer)}</span>
    ${segments(v, answer)} ${answer.governs ? elsewhere(v, answer) : nothing}
  </li>`;
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
    const target = targetOf(v.policy, id);
    if (target) return target.label;
    for (const kind of ["day", "event"])
      if (v.w.has(`${kind}.${id}`)) return v.w.t(`${kind}.${id}`);
    return factOf(v.policy, id)?.name ?? id;
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
  const times = v.f.list([`${v.f.shortMoment(at, "UTC")} (UTC)`, ...places]);
  return html`<span class="sc-hint sc-targets__due"
    >${v.w.t("deadline.elsewhere", { times })}</span
  >`;
}

/**
 * The time counted, as text: the same that the drawing shows.
 * @param {View} v
 * @param {TargetAnswer} answer
 */
function segments(v, answer) {
  if (!answer.deadline || !answer.segments?.length) return nothing;
  const segment = (/** @type {Segment} */ s) =>
    v.w.t(s.counted ? "segment.counted" : "segment.skipped", {
      from: v.f.shortMoment(instant(s.start), v.place.zone),
      to: v.f.shortMoment(instant(s.end), v.place.zone),
      duration: v.f.roughDuration((instant(s.end) - instant(s.start)) / 1000),
      reason: segmentReason(v, s),
    });
  return html`<ul class="sc-segments">
    ${answer.segments.map(
      (s) => html`<li class="sc-segments__${s.counted ? "counted" : "skipped"}">${segment(s)}</li>`,
    )}
    ${(answer.changes ?? []).map((change) => html`<li>${clockChange(v, change)}</li>`)}
  </ul>`;
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
 * @param {Segment} segment
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
    ? html`<ul class="sc-notes">
        ${texts.map((text) => html`<li>${text}</li>`)}
      </ul>`
    : nothing;
}
