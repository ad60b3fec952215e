/** The case, and what may be brought back of an earlier one, as they outlive the page. */

import { isEmpty, soundCase } from "./case.mjs";

/** @import { Policy, State } from "../types" */
/** @import { Store } from "./storage.mjs" */

/**
 * @param {Store} store
 * @param {Policy} policy
 */
export function keptCase(store, policy) {
  return soundCase(store.read("case"), policy);
}

/**
 * @param {Store} store
 * @param {Policy} policy
 * @returns {Pick<State["ui"], "undo" | "replaced">}
 */
export function keptUndo(store, policy) {
  const kept = /** @type {{kase?: unknown, replaced?: unknown} | null} */ (store.read("undo"));
  const undo = soundCase(kept?.kase, policy);
  return isEmpty(undo)
    ? { undo: null, replaced: false }
    : { undo, replaced: kept?.replaced === true };
}

/**
 * @param {Store} store
 * @param {State} state
 */
export function keepCase(store, { kase }) {
  store.write("case", kase);
}

/**
 * @param {Store} store
 * @param {State} state
 */
export function keepUndo(store, { ui: { undo, replaced } }) {
  store.write("undo", undo && { kase: undo, replaced });
}
