/** What the engine is doing, in true figures; and what still works if it cannot. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { isEmpty } from "../case/case.mjs";
import { button } from "./parts.mjs";

/** @typedef {import("../types").View} View */

/** @param {View} v */
export function engineView(v) {
  const { phase } = v.engine;
  if (phase === "failed") return failure(v);
  // Before anything is asked, loading goes on unnoticed.
  if (phase === "ready" || phase === "busy" || phase === "idle" || isEmpty(v.kase)) return null;
  return progress(v);
}

/** @param {View} v */
function progress(v) {
  const { loaded, total, phase } = v.engine;
  const known = phase === "loading" && total;
  const megabytes = (/** @type {number | undefined} */ bytes) =>
    Math.round((bytes ?? 0) / 100000) / 10;
  return el(
    "div",
    { class: "sc-engine", "data-key": "engine" },
    el(
      "p",
      { id: "sc-engine-text" },
      v.w.t(known ? "engine.loading" : "engine.starting", {
        loaded: megabytes(loaded),
        total: megabytes(total),
      }),
    ),
    el("progress", {
      "aria-labelledby": "sc-engine-text",
      max: known ? total : null,
      value: known ? loaded : null,
    }),
    el("p", { class: "sc-hint" }, v.w.t("engine.meanwhile")),
  );
}

/** @param {View} v */
function failure(v) {
  return el(
    "div",
    { class: "sc-engine sc-engine--failed", "data-key": "engine-failed" },
    el("p", {}, icon("alert"), el("strong", {}, v.w.t("engine.failed"))),
    v.engine.step ? el("p", { class: "sc-hint", lang: "en" }, v.engine.step) : null,
    el("p", {}, v.w.t("engine.still-works")),
    button("retry", v.w.t("engine.retry"), { icon: "restart", kind: "primary", key: "retry" }),
  );
}
