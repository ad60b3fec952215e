/** Things of the policy by their ids, as answers name them. */

/** @import { Action, Answer, Contact, Phone, Policy } from "../types" */
/** @import { Criterion, Fact, FactValue, Region, Severity, SeverityId, Target } from "../types" */
/**
 * @template T, [Id=string]
 * @typedef {(policy: Policy, id: Id | null | undefined) => T | undefined} Lookup
 */

/** @type {Lookup<Severity, SeverityId>} */
export const severityOf = (policy, id) => policy.severities.find((s) => s.id === id);

/** @type {Lookup<Criterion>} */
export const criterionOf = (policy, id) =>
  policy.severities.flatMap((s) => s.criteria).find((c) => c.id === id);

/** @type {Lookup<Target>} */
export const targetOf = (policy, id) => policy.response.find((t) => t.id === id);

/** @type {Lookup<Region>} */
export const regionOf = (policy, id) => policy.regions.find((r) => r.id === id);

/** @type {Lookup<Fact>} */
export const factOf = (policy, id) => policy.facts.find((f) => f.id === id);

/** @type {(fact: Fact | undefined, id: string | null) => FactValue | undefined} */
export const valueOf = (fact, id) => fact?.values.find((v) => v.id === id);

/** What to do, in order. @type {(policy: Policy, answer: Answer) => Action[]} */
export const actionsOf = (policy, { actions }) =>
  actions.flatMap((id) => policy.actions.find((a) => a.id === id) ?? []);

/** Whom to call, the nearest number first. @type {(policy: Policy, answer: Answer) => Phone[]} */
export const phonesOf = (policy, { contacts }) =>
  contacts.phones.flatMap((id) => policy.phones.find((p) => p.id === id) ?? []);

/** Whether the policy says anything of escalation. @type {(policy: Policy) => boolean} */
export const escalates = ({ escalation, regions }) =>
  Boolean(escalation.text || escalation.when.length || escalation.levels.length) ||
  regions.some((region) => region.contact);

/** Whether the policy speaks of calls at all. @type {(policy: Policy) => boolean} */
export const isCalled = ({ response, actions, phones }) =>
  phones.length > 0 ||
  actions.some(({ does }) => does === "call") ||
  response.some(({ starts }) => starts.includes("phone-call"));

/**
 * Whether a number reaches whom it belongs to from a place; one without a country code is dialled in
 * some countries alone.
 * @param {string} number
 * @param {string[] | undefined} countries
 * @param {string} place
 */
export const isDialled = (number, countries, place) =>
  number.trim().startsWith("+") ||
  Boolean(countries?.some((code) => code === place || code === place.slice(0, 2)));

/** How somebody is reached, as a list. @type {(contact: Contact | undefined) => string[]} */
export const waysTo = (contact) =>
  [contact?.name, contact?.phone, contact?.email].flatMap((way) => way || []);
