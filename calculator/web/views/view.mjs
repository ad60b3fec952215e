/** All that views are made from: the state, and what follows from it at a moment. */

import { linkedFragment } from "../case/permalink.mjs";
import { browserZone } from "../fields/civil.mjs";
import { placeOf } from "../fields/places.mjs";

/**
 * @param {import("../types").Given} given
 * @param {import("../types").State} state
 * @param {number} now
 * @returns {import("../types").View}
 */
export function viewOf(given, state, now) {
  const place = placeOf(given.places, state.kase, browserZone());
  const fragment = linkedFragment(state, place, now, given.w.locale);
  return { ...given, ...state, place, now, permalink: `${given.base}calculator/#${fragment}` };
}
