/** What would be, asked of the engine before anything is changed. */

import { requestOf } from "./case/request.mjs";
import { whatIf } from "./case/what-if.mjs";

/** @import { Context, State, Ui } from "./types" */
/** @import { Engine } from "./engine/engine.mjs" */

/**
 * The answer if something were otherwise; without one, what was supposed could not be read.
 * @param {Pick<Engine, "call">} engine
 * @param {Pick<State, "kase" | "ui">} state
 * @param {string} key
 * @param {Context} context
 * @returns {Promise<NonNullable<Ui["preview"]>>}
 */
export async function previewOf(engine, { kase, ui }, key, context) {
  const supposed = whatIf({ kase, ui }, key, context);
  if (!supposed) return { change: {}, key, answer: null, applies: false };
  const { change, now, applies } = supposed;
  const { request } = requestOf({ ...kase, ...change }, ui.since, { ...context, now });
  // The answer itself, should it still be under way, is wanted all the same.
  const answer = await engine.call("answer", request, { purpose: "preview" });
  return { change, key, answer, applies };
}
