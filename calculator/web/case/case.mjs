/** What the reader has entered: empty, or made sound again from storage or a link. */

/** @import { Case, MomentField, Policy, SeverityId } from "../types" */
/**
 * What happened to a case: it was in a state, its severity was changed, or a promise was kept.
 *
 * @typedef {{ state?: string, since?: string, until?: string, severity?: SeverityId, done?: string,
 *   at?: string }} LogEntry
 */

/** Longer descriptions are kept as typed, but neither stored in links nor taken from them. */
export const LONGEST_LINKED_TEXT = 20000;
const LONGEST_FIELD = 200;
const LONGEST_TEXT = 1000000;

/** @returns {Case} */
export function emptyCase() {
  return {
    text: "",
    facts: {},
    opened: "",
    called: "",
    answered: "",
    done: {},
    country: "",
    zone: "",
    ticks: [],
    draft: {},
    sent: {},
  };
}

/**
 * Whether nothing has been entered.
 * @param {Case} kase
 */
export function isEmpty(kase) {
  return sameCase(kase, emptyCase());
}

/**
 * Whether there is more than a description and a place: something chosen, timed, ticked or drafted.
 * @param {Case} kase
 */
export function isMarked({ facts, opened, called, answered, done, ticks, draft }) {
  const filled = [facts, done, draft].some((record) => Object.keys(record).length > 0);
  return filled || ticks.length > 0 || [opened, called, answered].some((typed) => typed.trim());
}

/**
 * @param {Case} one
 * @param {Case} other
 */
export function sameCase(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * A case made of whatever was found: unknown facts, values and ids are left out.
 * @param {unknown} found
 * @param {Policy} policy
 * @returns {Case}
 */
export function soundCase(found, policy) {
  const given = /** @type {Record<string, unknown>} */ (
    typeof found === "object" && found ? found : {}
  );
  return {
    text: text(given["text"], LONGEST_TEXT),
    facts: soundFacts(given["facts"], policy),
    opened: text(given["opened"]),
    called: text(given["called"]),
    answered: text(given["answered"]),
    done: soundDone(given["done"], policy),
    country: text(given["country"]),
    zone: text(given["zone"]),
    ticks: soundTicks(given["ticks"], policy),
    draft: soundDraft(given["draft"], policy),
    sent: soundSent(given["sent"], policy),
  };
}

/**
 * @param {unknown} value
 * @param {number} [longest]
 */
function text(value, longest = LONGEST_FIELD) {
  return typeof value === "string" ? value.slice(0, longest) : "";
}

/**
 * @param {unknown} found
 * @param {Policy} policy
 */
function soundFacts(found, policy) {
  const known = /** @type {[string, string][]} */ (
    Object.entries(Object(found ?? {})).filter(([id, value]) => isFact(policy, id, value))
  );
  return Object.fromEntries(known);
}

/**
 * @param {Policy} policy
 * @param {string} id
 * @param {unknown} value
 */
export function isFact(policy, id, value) {
  return policy.facts.some((f) => f.id === id && f.values.some((v) => v.id === value));
}

/**
 * Moments that are kept by name: see {@link keptOf}.
 * @param {unknown} found
 * @param {Policy} policy
 */
function soundDone(found, policy) {
  const given = Object(found ?? {});
  const kept = keptOf(policy).filter((name) => text(given[name]));
  return Object.fromEntries(kept.map((name) => [name, text(given[name])]));
}

/**
 * The kinds of promise whose keeping the reader may tell, but for the response; of updates, the last.
 * @param {Policy} policy
 */
export function kindsOf(policy) {
  const kinds = (policy.response ?? []).map((target) => target.kind ?? "response");
  return [...new Set(kinds)].filter((kind) => kind !== "response");
}

/**
 * The states of a case in which clocks of the policy stand.
 * @param {Policy} policy
 */
export function pausesOf(policy) {
  return [...new Set((policy.calendars ?? []).flatMap((calendar) => calendar.pauses ?? []))];
}

/**
 * The severities that a case may be changed to, by the name under which the moment is kept.
 * @param {Policy} policy
 * @returns {Map<string, Policy["severities"][number]>}
 */
export function changesOf(policy) {
  const some = policy.severities ?? [];
  return new Map(some.length > 1 ? some.map((one) => [`changed-${one.id}`, one]) : []);
}

/**
 * What moments are kept of by name: kinds of promise, since and until when clocks stood, and changes
 * of the severity.
 * @param {Policy} policy
 */
export function keptOf(policy) {
  const pauses = pausesOf(policy).flatMap((state) => [`since-${state}`, `until-${state}`]);
  return [...kindsOf(policy), ...pauses, ...changesOf(policy).keys()];
}

/**
 * What is typed for a moment.
 * @param {Partial<Case>} kase
 * @param {MomentField} field
 */
export function typedMoment(kase, field) {
  const kind = kindOfField(field);
  if (kind) return kase.done?.[kind] ?? "";
  return kase[/** @type {"opened" | "called" | "answered"} */ (field)] ?? "";
}

/**
 * What changes of a case if something is typed for a moment.
 * @param {Case} kase
 * @param {MomentField} field
 * @param {string} typed
 * @returns {Partial<Case>}
 */
export function withMoment(kase, field, typed) {
  const kind = kindOfField(field);
  return kind ? { done: { ...kase.done, [kind]: typed } } : { [field]: typed };
}

/**
 * The kind of promise that a field is about, if it is one of those that have no field of their own.
 * @param {string} field
 */
export function kindOfField(field) {
  return field.startsWith("done-") ? field.slice("done-".length) : "";
}

/**
 * @param {unknown} found
 * @param {Policy} policy
 */
function soundTicks(found, policy) {
  const ids = Array.isArray(found) ? found : [];
  return policy.actions.map((a) => a.id).filter((id) => ids.includes(id));
}

/**
 * @param {unknown} found
 * @param {Policy} policy
 */
function soundDraft(found, policy) {
  const given = Object(found ?? {});
  const written = policy.escalation.contents
    .map(({ id }) => /** @type {const} */ ([id, text(given[id], LONGEST_TEXT)]))
    .filter(([, words]) => words);
  return Object.fromEntries(written);
}

/**
 * @param {unknown} found
 * @param {Policy} policy
 * @returns {Case["sent"]}
 */
function soundSent(found, policy) {
  const given = Object(found ?? {});
  const kinds = policy.facts.flatMap(({ id }) =>
    given[id] === "chosen" || given[id] === "read" ? [[id, given[id]]] : [],
  );
  return Object.fromEntries(kinds);
}
