/** What a ticket needs of a case, line by line: facts and how each is known, moments, promises. */

import { criterionOf, factOf, isCalled, severityOf, targetOf, valueOf } from "../case/lookup.mjs";
import { offsetAt } from "../fields/civil.mjs";
import { fixedOffset } from "../fields/places.mjs";
import { plain } from "./markdown.mjs";
import { dueLead, keptText, otherKinds, promised, withoutDeadline } from "./promises.mjs";
import { stepLead, stepsToTake } from "./steps.mjs";

/** @import { Answer, FactReading, KindAnswer, View } from "../types" */
/** @typedef {[name: string, value: string]} Line */

const FIELDS = /** @type {const} */ (["opened", "called", "answered"]);

/**
 * The view in the policy's own language, for what is sent to support.
 * @param {View} v
 * @returns {View}
 */
export const ofPolicy = (v) => ({ ...v, w: v.pw, f: v.pf, policy: v.original });

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function severityText(v, answer) {
  const severity = severityOf(v.policy, answer.severity);
  return severity ? `${severity.name} (${severity.label})` : "";
}

/**
 * The criterion that decides, in full; or that support decided otherwise.
 * @param {View} v
 * @param {Answer} answer
 */
export function criterionText(v, answer) {
  const criterion = criterionOf(v.policy, answer.criterion);
  return criterion ? plain(criterion.text) : changedText(v, answer);
}

/**
 * When support changed the severity, and what the description comes to; nothing if it did not.
 * @param {View} v
 * @param {Answer} answer
 */
export function changedText(v, answer) {
  if (!answer.changed) return "";
  const time = v.f.moment(Date.parse(answer.changed.at), v.place.zone);
  const severity = severityOf(v.policy, answer.changed.severity)?.name;
  return v.w.t(severity ? "answer.changed-from" : "answer.changed", {
    time,
    severity: severity ?? "",
  });
}

/**
 * A moment as both sides can read it: with weekday, zone and offset.
 * @param {View} v
 * @param {number} at
 */
export function instantText(v, at) {
  return `${v.f.moment(at, v.place.zone)} (${zoneText(v, at)})`;
}

/**
 * @param {View} v
 * @param {number} at
 */
function zoneText(v, at) {
  const minutes = offsetAt(v.place.zone, at);
  const two = (/** @type {number} */ n) => String(Math.floor(n)).padStart(2, "0");
  const sign = minutes < 0 ? "-" : "+";
  const offset = `${sign}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  const utc = minutes ? `UTC${offset}` : "UTC";
  if (fixedOffset(v.place.zone)) return utc;
  const name = v.f.zoneName(v.place.zone, at);
  return minutes ? `${name}, ${utc}` : name;
}

/**
 * What is known of the case, and how.
 * @param {View} v
 * @param {Answer} answer
 * @returns {Line[]}
 */
export function factLines(v, answer) {
  return answer.facts.flatMap((reading) => {
    const fact = factOf(v.policy, reading.fact);
    const value = valueOf(fact, reading.value);
    return fact && value ? [[fact.name, `${value.label} (${knownBy(v, reading)})`]] : [];
  });
}

/**
 * @param {View} v
 * @param {FactReading} reading
 */
function knownBy(v, { fact, state }) {
  const sent = state === "stated" && v.kase.sent[fact];
  return v.w.t(sent ? `facts.sent-${sent}` : `records.${state}`);
}

/**
 * What has happened, and that nothing has.
 * @param {View} v
 * @returns {Line[]}
 */
export function momentLines(v) {
  const kept = Object.keys(v.kase.done).flatMap((kind) => {
    const at = v.moments[`done-${kind}`]?.at ?? null;
    return at === null ? [] : [/** @type {Line} */ ([keptText(v, kind), instantText(v, at)])];
  });
  const fields = FIELDS.flatMap((field) => {
    const { at } = v.moments[field];
    const name = v.w.t(`field.${field}`);
    if (at !== null) return [/** @type {Line} */ ([name, instantText(v, at)])];
    const never = /** @type {Line} */ ([name, v.w.t("records.not-yet")]);
    const told = field === "opened" || (field === "called" && isCalled(v.policy));
    return told ? [never] : [];
  });
  return [...fields, ...kept];
}

/**
 * From where, and by which clock.
 * @param {View} v
 * @returns {Line}
 */
export function placeLine(v) {
  const { w, f } = v;
  const country = v.place.country ? f.country(v.place.country.slice(0, 2)) : "";
  const guess = v.place.countryGuessed && country ? ` (${w.t("records.guess")})` : "";
  const zone = zoneText(v, v.now);
  return [w.t("draft.place"), [country + guess, zone].filter(Boolean).join(", ")];
}

/**
 * When the answer is due, was due, or would be; and what came of it.
 * @param {View} v
 * @param {Answer} answer
 * @returns {Line[]}
 */
export function dueLines(v, answer) {
  const { clock, w, f } = v;
  if (clock.kind === "none") return [[w.t("draft.due"), withoutDeadline(v, answer)]];
  if (clock.due === null) return [];
  const due = `${instantText(v, clock.due)}${by(v, answer.target)}`;
  if (clock.kind === "unopened") {
    const now = Math.floor(v.now / 60000) * 60000;
    const name = w.t("records.due-if-opened", { time: f.time(now, v.place.zone) });
    return [[name, due]];
  }
  const name = w.t(clock.kind === "running" ? "draft.due" : "draft.was-due");
  if (clock.kind !== "met" && clock.kind !== "missed") return [[name, due]];
  const duration = f.roughDuration(Math.abs(clock.by));
  return [
    [name, due],
    [w.t("records.outcome"), w.t(`review.${clock.kind}`, { duration })],
  ];
}

/**
 * @param {View} v
 * @param {string | null} id
 */
function by(v, id) {
  const target = targetOf(v.policy, id);
  return target ? `, ${target.label} (${promised(v, target)})` : "";
}

/**
 * The other promises whose clock runs: those of other kinds, and those that do not govern.
 * @param {View} v
 * @param {Answer} answer
 * @returns {Line[]}
 */
export function promiseLines(v, answer) {
  if (v.clock.kind === "wrong" || (v.clock.kind === "unopened" && v.clock.due === null)) return [];
  const kinds = otherKinds(answer);
  const governing = [answer.target, ...kinds.map((kind) => kind.target)];
  const others = answer.targets.filter((t) => t.deadline && !governing.includes(t.id));
  const moment = (/** @type {string | null | undefined} */ at) =>
    instantText(v, Date.parse(at ?? ""));
  const unsaid = (/** @type {KindAnswer} */ kind) =>
    `${moment(kind.unsaid)}: ${v.w.t("records.unsaid")}`;
  return [
    ...kinds.flatMap((kind) => [
      ...(kind.unsaid
        ? [/** @type {Line} */ ([v.w.t("promise.was-due-update"), unsaid(kind)])]
        : []),
      /** @type {Line} */ ([dueLead(v, kind, v.now), moment(kind.deadline)]),
    ]),
    ...others.map(({ id, deadline }) => {
      const target = targetOf(v.policy, id);
      const name = target ? `${target.label} (${promised(v, target)})` : id;
      return /** @type {Line} */ ([name, moment(deadline)]);
    }),
  ];
}

/**
 * Whom to turn to next, and when.
 * @param {View} v
 * @param {Answer} answer
 * @returns {Line[]}
 */
export function stepLines(v, answer) {
  return stepsToTake(v, answer).map(({ step, title, at }) => [
    stepLead(v, step, instantText(v, at)),
    title,
  ]);
}

/**
 * Everything that stands for the case, in the order of a ticket.
 * @param {View} v
 * @param {Answer} answer
 * @returns {Line[]}
 */
export function recordLines(v, answer) {
  const severity = [severityText(v, answer), criterionText(v, answer)].filter(Boolean).join(": ");
  /** @type {Line[]} */
  const lines = [
    [v.w.t("draft.severity"), severity],
    ...factLines(v, answer),
    ...momentLines(v),
    placeLine(v),
    ...dueLines(v, answer),
    ...promiseLines(v, answer),
    ...stepLines(v, answer),
  ];
  return lines.filter(([, value]) => value);
}
