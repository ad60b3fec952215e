/** What is the reader's own whatever the issue: learned as it is entered, and put into a new case. */

import { isEmpty, isFact } from "./case.mjs";

/** @import { CaseEvent, Policy, Settings, State } from "../types" */
/** @import { Store } from "./storage.mjs" */

/** Events whose cases are told as a whole by somebody else. */
const WHOLE = ["example", "linked", "undo"];

/**
 * What each event is passed through: it teaches of the reader, and a new case has what is known.
 * @param {Store} store
 * @param {Policy} policy
 * @returns {(before: State, after: State, event: CaseEvent) => State}
 */
export function remembering(store, policy) {
  let settings = soundSettings(store.read("settings"), policy);
  return (before, after, event) => {
    const known = learned(settings, event, policy);
    if (known !== settings) store.write("settings", known);
    settings = known;
    return begun(before, after, event, known);
  };
}

/**
 * Settings made of whatever was stored: what is no setting of the policy is left out.
 * @param {unknown} found
 * @param {Policy} policy
 * @returns {Settings}
 */
export function soundSettings(found, policy) {
  const given = Object(found ?? {});
  const facts = /** @type {[string, string][]} */ (
    Object.entries(Object(given.facts ?? {})).filter(
      ([id, value]) => isSetting(policy, id) && isFact(policy, id, value),
    )
  );
  const text = (/** @type {unknown} */ value) =>
    typeof value === "string" ? value.slice(0, 200) : "";
  return { facts: Object.fromEntries(facts), country: text(given.country), zone: text(given.zone) };
}

/**
 * @param {Policy} policy
 * @param {string} id
 */
function isSetting(policy, id) {
  return policy.facts.some((fact) => fact.id === id && fact.setting);
}

/**
 * The settings, with what an event teaches of the reader.
 * @param {Settings} settings
 * @param {CaseEvent} event
 * @param {Policy} policy
 * @returns {Settings}
 */
export function learned(settings, event, policy) {
  if (event.type === "placed") return { ...settings, [event.field]: event.value };
  if (event.type === "chosen" && isSetting(policy, event.fact))
    return { ...settings, facts: { ...settings.facts, [event.fact]: event.value } };
  if (event.type === "forget" && event.arg in settings.facts) {
    const { [event.arg]: _, ...facts } = settings.facts;
    return { ...settings, facts };
  }
  return settings;
}

/**
 * The state after an event; a case that begins with it has what is known of the reader.
 * @param {State} before
 * @param {State} after
 * @param {CaseEvent} event
 * @param {Settings} settings
 * @returns {State}
 */
export function begun(before, after, event, { facts, country, zone }) {
  if (!isEmpty(before.kase) || isEmpty(after.kase) || WHOLE.includes(event.type)) return after;
  const { kase } = after;
  return {
    ...after,
    kase: {
      ...kase,
      facts: { ...facts, ...kase.facts },
      country: kase.country || country,
      zone: kase.zone || zone,
    },
  };
}
