/** What the engine is doing, as the page shows it. */

/**
 * @param {Pick<import("./engine.mjs").Engine, "state" | "progress">} engine
 * @returns {import("../types").EngineState}
 */
export function news({ state, progress }) {
  const { loaded, total, slow = false, error } = progress;
  return { phase: state, loaded, total, slow, step: error?.message ?? "", code: error?.code ?? "" };
}
