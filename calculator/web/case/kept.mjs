/** The case, and what may be brought back of an earlier one, as they outlive the page. */

import { isEmpty, soundCase } from "./case.mjs";

/** @import { Case, Policy, State } from "../types" */
/** @import { Store } from "./storage.mjs" */

const REASONS = /** @type {const} */ (["cleared", "link", "new"]);

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
 * @returns {Pick<State["ui"], "undo" | "laid">}
 */
export function keptUndo(store, policy) {
  const kept = /** @type {{kase?: unknown, laid?: unknown} | null} */ (store.read("undo"));
  const undo = soundCase(kept?.kase, policy);
  const laid = REASONS.find((reason) => reason === kept?.laid) ?? "cleared";
  return isEmpty(undo) ? { undo: null, laid: "" } : { undo, laid };
}

/**
 * Keeps the case, and how a link would tell it.
 * @param {Store} store
 * @param {Case} kase
 * @param {string} fragment
 */
export function keepCase(store, kase, fragment) {
  store.write("case", kase);
  store.write("fragment", fragment);
}

/**
 * Whether a link tells the case that is kept: then it brings nothing, and what it leaves out stays.
 * @param {Store} store
 * @param {string} fragment
 */
export function isOwn(store, fragment) {
  return fragment.replace(/^#/, "") === store.read("fragment");
}

/**
 * @param {Store} store
 * @param {State} state
 */
export function keepUndo(store, { ui: { undo, laid } }) {
  store.write("undo", undo && { kase: undo, laid });
}
