/** Things of the policy by their ids, as answers name them. */

/** @typedef {import("../types").Policy} Policy */
/** @typedef {import("../types").Answer} Answer */

/**
 * @param {Policy} policy
 * @param {number | null} id
 */
export function severityOf(policy, id) {
  return policy.severities.find((s) => s.id === id);
}

/**
 * @param {Policy} policy
 * @param {string | null} id
 */
export function criterionOf(policy, id) {
  return policy.severities.flatMap((s) => s.criteria).find((c) => c.id === id);
}

/**
 * @param {Policy} policy
 * @param {string | null} id
 */
export function targetOf(policy, id) {
  return policy.response.find((t) => t.id === id);
}

/**
 * @param {Policy} policy
 * @param {string | null} id
 */
export function regionOf(policy, id) {
  return policy.regions.find((r) => r.id === id);
}

/**
 * @param {Policy} policy
 * @param {string | undefined} id
 */
export function factOf(policy, id) {
  return policy.facts.find((f) => f.id === id);
}

/**
 * @param {import("../types").Fact | undefined} fact
 * @param {string | null} id
 */
export function valueOf(fact, id) {
  return fact?.values.find((v) => v.id === id);
}

/**
 * What to do, in order.
 * @param {Policy} policy
 * @param {Answer} answer
 */
export function actionsOf(policy, answer) {
  return answer.actions.flatMap((id) => policy.actions.find((a) => a.id === id) ?? []);
}

/**
 * Whom to call, the reporter's own number first.
 * @param {Policy} policy
 * @param {Answer} answer
 */
export function phonesOf(policy, answer) {
  return answer.contacts.phones.flatMap((id) => policy.phones.find((p) => p.id === id) ?? []);
}
