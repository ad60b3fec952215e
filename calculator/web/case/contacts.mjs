/** Whom to turn to: the one whom the policy names, and who is at work. */

import { regionOf } from "./lookup.mjs";

/** @import { Answer, Contact, Policy, Region, RegionAnswer } from "../types" */
/** @typedef {Region & {contact: Contact, reach: RegionAnswer}} Reachable */

/**
 * Those who can be turned to, in the order to show them: the one whom the policy names first, then
 * those at work, then those awake.
 * @param {Policy} policy
 * @param {Pick<Answer, "contacts" | "escalation">} answer
 * @returns {Reachable[]}
 */
export function reachables(policy, { contacts, escalation }) {
  const rank = (/** @type {Reachable} */ { reach }) =>
    reach.id === escalation ? 3 : reach.in_office ? 2 : Number(reach.awake);
  return contacts.regions
    .flatMap((reach) => {
      const region = regionOf(policy, reach.id);
      return region?.contact ? [{ ...region, contact: region.contact, reach }] : [];
    })
    .sort((a, b) => rank(b) - rank(a));
}

/**
 * Whether somebody is known not to be at work.
 * @param {Reachable} one
 */
export const isAway = ({ reach }) => reach.in_office === false;

/**
 * Whom to call first: the one whom the policy names, unless that one is away and another at work.
 * @param {Policy} policy
 * @param {Pick<Answer, "contacts" | "escalation">} answer
 */
export function firstToCall(policy, answer) {
  const [named, ...others] = reachables(policy, answer);
  if (!named || !isAway(named)) return named;
  return others.find(({ reach }) => reach.in_office) ?? named;
}
