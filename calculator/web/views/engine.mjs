/** What the engine is doing, in true figures; and what still works if it cannot. */

import { html, nothing } from "lit-html";
import { isEmpty } from "../case/case.mjs";
import { icon } from "./icons.mjs";
import { button, policyLang, tel } from "./parts.mjs";

/** @import { View } from "../types" */

/** @param {View} v */
export function engineView(v) {
  const { phase } = v.engine;
  if (phase === "failed") return failure(v);
  // Before anything is asked, loading goes on unnoticed.
  if (phase === "ready" || phase === "busy" || phase === "idle" || isEmpty(v.kase)) return nothing;
  return progress(v);
}

/** @param {View} v */
function progress(v) {
  const { loaded, total, phase, slow } = v.engine;
  const known = phase === "loading" && total;
  const megabytes = (/** @type {number | undefined} */ bytes) =>
    Math.round((bytes ?? 0) / 100000) / 10;
  const figures = { loaded: megabytes(loaded), total: megabytes(total) };
  const starting = slow ? "engine.slow" : "engine.starting";
  return html`
    <div class="sc-engine">
      <p id="sc-engine-text">${v.w.t(known ? "engine.loading" : starting, figures)}</p>
      <progress
        aria-labelledby="sc-engine-text"
        max=${known ? total : nothing}
        value=${known ? loaded : nothing}
      ></progress>
      <p class="sc-hint">${v.w.t("engine.meanwhile")}</p>
      ${byHand(v)}
    </div>
  `;
}

/** @param {View} v */
function failure(v) {
  // What a browser cannot do it will not do the second time.
  const hopeless = v.engine.code === "unsupported";
  const retry = () => button("retry", v.w.t("engine.retry"), { icon: "restart", kind: "primary" });
  return html`
    <div class="sc-engine sc-engine--failed">
      <p>${icon("alert")}<strong>${v.w.t("engine.failed")}</strong></p>
      ${hopeless ? html`<p>${v.w.t("engine.unsupported")}</p>` : nothing}
      ${v.engine.step ? html`<p class="sc-hint" lang="en">${v.engine.step}</p>` : nothing}
      <p>${v.w.t("engine.still-works")}</p>
      ${hopeless ? nothing : retry()} ${byHand(v)}
    </div>
  `;
}

/**
 * The numbers, as they need no engine.
 * @param {View} v
 */
function byHand(v) {
  const { policy, w } = v;
  if (!policy.phones.length) return nothing;
  return html`<div>
    <p class="sc-label">${w.t("plain.phones")}</p>
    <ul class="sc-phones">
      ${policy.phones.map(
        (phone) =>
          html`<li>
            <span class="sc-phones__place" lang=${policyLang(v)}>${phone.location}</span>
            ${tel(v, phone.number, phone.countries)}
          </li>`,
      )}
    </ul>
  </div>`;
}
