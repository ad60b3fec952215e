/** What is promised, in words: its kind, its time, and what a question decides about it. */

import { changesOf } from "../case/case.mjs";
import { factOf } from "../case/lookup.mjs";

/** @import { Answer, KindAnswer, Policy, Target, TargetAnswer, View } from "../types" */
/** @import { Words } from "../words/words.mjs" */

/** What may be promised in place of a time; there are words for each. */
const IN_WORDS = [
  "as agreed",
  "best effort",
  "as scheduled",
  "next business day",
  "same business day",
];

/**
 * @param {Policy} policy
 * @param {string} kind
 */
const ownKind = (policy, kind) => policy.kinds.find((k) => k.id === kind);

/**
 * What readers call a kind of promise.
 * @param {{w: Words, policy: Policy}} v
 * @param {string} kind
 */
export function kindName({ w, policy }, kind) {
  return ownKind(policy, kind)?.name ?? w.t(`promise.name-${kind}`);
}

/**
 * What stands before the deadline of a promise that is no response.
 * @param {{w: Words, policy: Policy}} v
 * @param {KindAnswer} answer
 * @param {number} now
 */
export function dueLead(v, { kind, deadline }, now) {
  const own = ownKind(v.policy, kind);
  const was = Date.parse(deadline ?? "") <= now ? "was-due" : "due";
  if (!own) return v.w.t(`promise.${was}-${kind}`);
  return was === "due" && own.due ? own.due : v.w.t(`promise.${was}`, { kind: own.name });
}

/**
 * What asks when a promise was kept, a state began or ended in which clocks stand, or the severity
 * was changed.
 * @param {{w: Words, policy: Policy}} v
 * @param {string} kind
 */
export function keptText({ w, policy }, kind) {
  const severity = changesOf(policy).get(kind);
  if (severity) return w.t("change.at", { severity: severity.name });
  const [, edge, state] = /^(since|until)-(.+)$/.exec(kind) ?? [];
  if (edge && state) return w.t(`pause.${edge}`, { state: stateName(w, state) });
  const own = ownKind(policy, kind);
  if (!own) return w.t(`promise.done-${kind}`);
  return own.done || w.t("promise.done", { kind: own.name });
}

/**
 * What a target promises: its time, how often, and of how many cases.
 * @param {Pick<View, "w" | "f">} v
 * @param {Target} target
 */
export function promised({ w, f }, { within, every, share }) {
  const time = (/** @type {string} */ text) =>
    IN_WORDS.includes(text) ? w.t(`promise.${text.replaceAll(" ", "-")}`) : inWords(f, text);
  return [
    within ? time(within) : "",
    every ? (IN_WORDS.includes(every) ? time(every) : rhythm(w, every, time(every))) : "",
    share ? w.t("promise.share", { share }) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * How often: "every hour", "every 4 days".
 * @param {Words} w
 * @param {string} every
 * @param {string} time the same in words
 */
function rhythm(w, every, time) {
  const [one] = amounts(every);
  const key = one && UNIT_NAMES.includes(one.unit) ? `promise.every-${one.unit}` : "promise.every";
  // Of "1 h 30 min" the first says no rhythm by itself.
  const count = amounts(every).length > 1 ? 2 : (one?.amount ?? 2);
  return w.t(key, { time, count });
}

/**
 * What a question decides, unless that is the severity, which needs no saying.
 * @param {View} v
 * @param {Answer} answer
 * @param {string} fact
 */
export function decidesText(v, answer, fact) {
  const decided = (answer.decides[fact] ?? []).filter((what) => what !== "severity");
  if (!decided.length) return "";
  const what = v.f.list(
    decided.map((one) => ownKind(v.policy, one)?.name ?? v.w.t(`decides.${one}`)),
  );
  return v.w.t("decides.line", { what });
}

/**
 * Why no deadline can be given for a response.
 * @param {View} v
 * @param {Answer} answer
 */
export function withoutDeadline(v, answer) {
  const responses = answer.targets.filter((t) => t.kind === "response");
  const open = responses.find((t) => t.status === "open");
  if (open) {
    const facts = (open.params?.["facts"] ?? "").split(", ");
    return v.w.t("why.unknown", {
      facts: v.f.list(facts.map((id) => factOf(v.policy, id)?.name ?? v.w.t(`field.${id}`))),
    });
  }
  const paused = responses.find((t) => t.status === "paused");
  if (paused) return pausedText(v, paused);
  const told = responses.find((t) => t.governs);
  if (told) return v.w.t(`why.${told.why === "governs" ? "best-effort" : told.why}`);
  const waiting = responses.find((t) => t.status === "waiting");
  return waiting ? waitingText(v, waiting) : v.w.t("deadline.none");
}

/**
 * That a clock has not started, and for what it waits: a call that nobody made.
 * @param {Pick<View, "w" | "f">} v
 * @param {TargetAnswer} target
 */
export function waitingText({ w, f }, { params }) {
  const events = params?.["events"] ?? "";
  if (events === "phone-call") return w.t("why.no-phone-call");
  return w.t("why.missing-event", {
    events: f.list(events.split(", ").map((event) => w.t(`event.${event}`))),
  });
}

/**
 * Of each kind of promise but the response, of which no clock runs: one that waits for an event.
 * @param {Answer} answer
 */
export function waitingKinds({ kinds, targets }) {
  return kinds.flatMap(({ kind, target }) => {
    if (kind === "response" || target) return [];
    const waiting = targets.find((t) => t.kind === kind && t.status === "waiting");
    return waiting ? [waiting] : [];
  });
}

/**
 * A state of the case in words: those that are known, else as the policy writes it.
 * @param {Words} w
 * @param {string} state
 */
export function stateName(w, state) {
  const own = state.replaceAll("-", " ");
  return w.has(`state.${state}`)
    ? w.t(`state.${state}`)
    : own.charAt(0).toUpperCase() + own.slice(1);
}

/**
 * That a clock stands, since when, and what is left of its time.
 * @param {View} v
 * @param {TargetAnswer} target
 */
export function pausedText(v, target) {
  const since = v.f.shortMoment(Date.parse(target.params?.["since"] ?? ""), v.place.zone);
  const { left } = target;
  if (left === null || left === undefined) return v.w.t("why.paused", { since });
  return v.w.t("why.paused-left", { since, left: v.f.roughDuration(left) });
}

/**
 * The promises of other kinds than the response that have a deadline.
 * @param {Answer} answer
 */
export function otherKinds(answer) {
  return answer.kinds.filter((k) => k.kind !== "response" && k.deadline);
}

/** @type {Record<string, string>} */
const UNITS = { m: "minute", min: "minute", h: "hour", hr: "hour", d: "day" };
const UNIT_NAMES = ["minute", "hour", "day"];

/**
 * The amounts in a duration as policies write it, each with its unit, if that is one of time.
 * @param {string} within
 */
function amounts(within) {
  return [...within.trim().matchAll(/([\d.]+)\s*([a-z]+)\s*/gi)].map(
    ([part, amount, name = ""]) => {
      const unit =
        UNITS[name.toLowerCase()] ?? name.toLowerCase().replace(/^min(ute)?s?$/, "minute");
      const one = unit.replace(/^(minute|hour|day)s$/, "$1").replace(/^hrs$/, "hour");
      return { part, amount: Number(amount), unit: one };
    },
  );
}

/** @type {Record<string, number>} */
const SECONDS = { minute: 60, hour: 3600, day: 86400 };

/**
 * A duration in words: as the target has it, if that is how long it lasts, so that an hour and a half
 * is not 90 minutes a line below.
 * @param {Pick<View, "f">} v
 * @param {Target | undefined} target
 * @param {number} seconds
 */
export function lasting({ f }, target, seconds) {
  const within = target?.within ?? "";
  const whole = amounts(within).reduce(
    (sum, { amount, unit }) => sum + amount * (SECONDS[unit] ?? NaN),
    0,
  );
  return Math.abs(whole - seconds) < 60 ? inWords(f, within) : f.roughDuration(seconds);
}

/**
 * A duration as policies write it ("15 min", "1 h 30 min"), in the reader's words; one that is not
 * counted in units of time, such as business days, as it is written.
 * @param {import("../words/format.mjs").Formats} f
 * @param {string} within
 */
function inWords(f, within) {
  const parts = amounts(within);
  const words = parts.map(({ amount, unit }) =>
    UNIT_NAMES.includes(unit) ? f.amount(amount, unit) : null,
  );
  const whole = parts.map(({ part }) => part).join("") === within.trim();
  return whole && words.length && !words.includes(null) ? words.join(" ") : within;
}
