/** All that views are made from: the state, and what follows from it at a moment. */

import { clockOf } from "../case/clock.mjs";
import { linkedFragment } from "../case/permalink.mjs";
import { momentsOf } from "../case/request.mjs";
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
  const moments = momentsOf(state.kase, state.ui.since, place.zone, now, given.w.locale);
  const clock = clockOf(state, given.policy, now);
  const fragment = linkedFragment(state, place, moments);
  const permalink = `${given.base}calculator/#${fragment}`;
  return { ...given, ...state, place, now, moments, clock, fragment, permalink };
}
