/** The case that the page's address tells. */

import { isOwn } from "./case/kept.mjs";
import { readFragment } from "./case/permalink.mjs";
import { leaveFragment, newFragment } from "./page/address.mjs";

/** @import { Policy } from "./types" */
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
 * What is shown is no longer what the address tells.
 * @param {Policy} policy
 */
export function leaveLink(policy) {
  leaveFragment((found) => readFragment(found, policy) !== null);
}
