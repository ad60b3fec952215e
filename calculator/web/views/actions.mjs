/** What to do now: the policy's actions as a checklist that remembers. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { actionsOf, phonesOf } from "../case/lookup.mjs";
import { icon } from "./icons.mjs";
import { guideLink, policyLang, policyParagraph, section, tel } from "./parts.mjs";

/** @import { Action, Answer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function actionsView(v, answer) {
  const actions = actionsOf(v.policy, answer);
  if (!actions.length) return nothing;
  const done = actions.filter((a) => v.kase.ticks.includes(a.id)).length;
  const each = repeat(
    actions,
    (action) => action.id,
    (action) => actionView(v, answer, action),
  );
  return section(
    "actions",
    v.w.t("actions.title"),
    html`<p class="sc-hint">${v.w.t("actions.done", { count: actions.length, done })}</p>
      <ol class="sc-actions">
        ${each}
      </ol>`,
  );
}

/**
 * @param {View} v
 * @param {Answer} answer
 * @param {Action} action
 */
function actionView(v, answer, action) {
  const id = `sc-action-${action.id}`;
  const ticked = v.kase.ticks.includes(action.id);
  return html`
    <li class="sc-action ${ticked ? "sc-action--done" : ""}">
      <input
        type="checkbox"
        id=${id}
        .checked=${ticked}
        data-tick=${action.id}
        aria-describedby="${id}-text"
      />
      <label for=${id} lang=${policyLang(v)}>${action.label}</label>
      <div class="sc-action__text" id="${id}-text">
        ${policyParagraph(v, action.text)} ${channelLink(v, action)}
        ${action.does === "call" ? phones(v, answer) : nothing}
      </div>
    </li>
  `;
}

/**
 * @param {View} v
 * @param {Action} action
 */
function channelLink(v, action) {
  const channel = v.policy.channels.find((c) => c.id === action.channel);
  if (!channel) return nothing;
  const there = (/** @type {string} */ url) =>
    html`<a class="sc-button sc-button--primary" href=${url} target="_blank" rel="noopener"
      >${icon("external")}<span lang=${policyLang(v)}>${channel.name}</span
      ><span class="sc-visually-hidden">${v.w.t("actions.new-tab")}</span></a
    >`;
  return html`<p class="sc-action__links">
    ${channel.url ? there(channel.url) : nothing}
    ${guideLink(v, channel.id, v.w.t("actions.steps"))}
  </p>`;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function phones(v, answer) {
  const numbers = phonesOf(v.policy, answer);
  if (!numbers.length) return nothing;
  return html`<ul class="sc-phones">
    ${numbers.map(
      (phone, index) =>
        html`<li class=${index === 0 ? "sc-phones__first" : nothing}>
          <span class="sc-phones__place" lang=${policyLang(v)}>${phone.location}</span>
          ${tel(phone.number)}
          ${
            phone.toll_free
              ? html`<span class="sc-hint">${v.w.t("actions.toll-free")}</span>`
              : nothing
          }
        </li>`,
    )}
  </ul>`;
}
