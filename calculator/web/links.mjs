/** The case that the page's address tells. */

import { isOwn } from "./case/kept.mjs";
import { readFragment } from "./case/permalink.mjs";
import { leaveFragment, newFragment, takeAgain } from "./page/address.mjs";

/** @import { Policy, State } from "./types" */
/** @import { Store } from "./case/storage.mjs" */

/**
 * What a link brings; null if the address has none, or tells the case that is kept already: that
 * has more than a link can say.
 * @param {Policy} policy
 * @param {Store} store
 */
export function linkedCase(policy, store) {
  const fragment = newFragment((found) => readFragment(found, policy) !== null);
  return fragment && !isOwn(store, fragment) ? readFragment(fragment, policy) : null;
}

/**
 * The theme replaces the page when a link to it is opened in it; what was wrong with the link has to
 * be said there, too.
 * @param {State} state
 */
export function passOn({ ui }) {
  if (ui.linkProblems.length) takeAgain();
}

/**
 * What is shown is no longer what the address tells.
 * @param {Policy} policy
 */
export function leaveLink(policy) {
  leaveFragment((found) => readFragment(found, policy) !== null);
}
