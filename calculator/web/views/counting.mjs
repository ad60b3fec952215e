/** How the deadline is counted: every target, the time counted stretch by stretch, and elsewhere. */

import { html, nothing } from "lit-html";
import { changesOf, pausesOf } from "../case/case.mjs";
import { factOf, targetOf } from "../case/lookup.mjs";
import { townOf } from "../fields/places.mjs";
import { kindName, pausedText, promised, stateName, waitingText } from "../texts/promises.mjs";
import { button, fold, instant, policyLink } from "./parts.mjs";
import { momentField, stamping } from "./when-where.mjs";
import { noteText } from "./why.mjs";

/** @import { Answer, MomentField, Segment, TargetAnswer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function countingView(v, answer) {
  const rows = answer.targets.filter((t) => t.governs || t.why !== "facts");
  if (!rows.length) return nothing;
  return fold(
    "targets",
    v.w.t("deadline.working"),
    html`<ol class="sc-targets">
        ${rows.map((t) => targetRow(v, t, answer.kinds.length > 1))}
      </ol>
      ${notes(v, rows)} ${pausesView(v)} ${changesView(v)}`,
  );
}

/**
 * Since and until when the case was in a state in which clocks stand; nothing if none do.
 * @param {View} v
 */
function pausesView(v) {
  const states = pausesOf(v.policy);
  if (!states.length) return nothing;
  const fields = states.flatMap(
    (state) => /** @type {MomentField[]} */ ([`done-since-${state}`, `done-until-${state}`]),
  );
  return html`<p class="sc-label">${v.w.t("pause.title")}</p>
    <div class="sc-grid">${fields.map((field) => momentField(v, field, stamping(v, field)))}</div>`;
}

/**
 * To which severity support changed the case, and when; nothing if there is but one.
 * @param {View} v
 */
function changesView(v) {
  const known = [...changesOf(v.policy)];
  const told = (/** @type {string} */ name) => name in v.kase.done;
  const left = known.filter(([name]) => !told(name));
  if (!known.length) return nothing;
  const fields = known.flatMap(([name]) =>
    told(name) ? [/** @type {MomentField} */ (`done-${name}`)] : [],
  );
  const shortcuts = (/** @type {MomentField} */ field) =>
    html`${stamping(v, field)}
    ${button("clear", v.w.t("change.not"), { arg: field, kind: "quiet" })}`;
  return html`<p class="sc-label" id="sc-change-title">${v.w.t("change.title")}</p>
    <div class="sc-grid">
      ${fields.map((field) => momentField(v, field, shortcuts(field)))}
      ${
        left.length
          ? html`<div class="sc-field">
              <select data-change aria-labelledby="sc-change-title">
                <option value="" selected>${v.w.t("change.choose")}</option>
                ${left.map(([name, one]) => html`<option value=${name}>${one.name}</option>`)}
              </select>
            </div>`
          : nothing
      }
    </div>`;
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
    ${promised(v, target)}${
      due
        ? html`<span class="sc-targets__due">${v.w.t("deadline.until", { time: due })}</span>`
        : nothing
    }<span class="sc-hint">${whyText(v, answer)}</span>
    ${answer.unsaid ? html`<span class="sc-hint">${unsaidText(v, answer.unsaid)}</span>` : nothing}
    ${segments(v, answer)} ${answer.governs && answer.deadline ? elsewhere(v, answer) : nothing}
  </li>`;
}

/**
 * That nothing is said of an update that was due.
 * @param {View} v
 * @param {string} due
 */
function unsaidText(v, due) {
  return v.w.t("review.unsaid", { time: v.f.shortMoment(instant(due), v.place.zone) });
}

/**
 * @param {View} v
 * @param {TargetAnswer} answer
 */
export function whyText(v, answer) {
  const key = `why.${answer.why}`;
  if (answer.status === "paused") return pausedText(v, answer);
  if (answer.why === "missing-event") return waitingText(v, answer);
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
  const name = segment.name ?? "";
  return v.w.t(v.w.has(key) ? key : "segment.closed", {
    name: segment.reason === "paused" ? stateName(v.w, name) : name,
  });
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
