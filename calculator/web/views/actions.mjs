/** What to do now: the policy's actions as a checklist that remembers. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { isDone, momentOf } from "../case/changes.mjs";
import { actionsOf, phonesOf } from "../case/lookup.mjs";
import { icon } from "./icons.mjs";
import { guideLink, policyLang, policyParagraph, section, tel } from "./parts.mjs";
import { momentText, puttingBack } from "./progress.mjs";

/** @import { Action, Answer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function actionsView(v, answer) {
  const actions = actionsOf(v.policy, answer);
  if (!actions.length) return nothing;
  const done = actions.filter((a) => isDone(v, a)).length;
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
  const [phone] = phonesOf(v.policy, answer);
  const id = `sc-action-${action.id}`;
  const done = isDone(v, action);
  const at = v.moments[momentOf(action) ?? "opened"].at;
  const field = momentOf(action);
  const when = done && field && at !== null;
  return html`
    <li class="sc-action ${done ? "sc-action--done" : ""}">
      <input
        type="checkbox"
        id=${id}
        .checked=${done}
        data-tick=${action.id}
        aria-describedby="${id}-text"
      />
      <span
        ><label for=${id} lang=${policyLang(v)}>${action.label}</label>${
          when
            ? html` <span class="sc-hint"
                >${v.w.t("actions.at", { time: momentText(v, at) })}</span
              >`
            : nothing
        }
        ${field ? puttingBack(v, field, id) : nothing}</span
      >
      <div class="sc-action__text" id="${id}-text">
        ${policyParagraph(v, action.text)} ${channelLink(v, action)}
        ${action.does === "call" && phone ? tel(v, phone.number, phone.countries) : nothing}
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
  return html`<p class="sc-action__links">
    ${channel.url ? outLink(v, channel.url, channel.name) : nothing}
    ${guideLink(v, channel.id, v.w.t("actions.steps"))}
  </p>`;
}

/**
 * @param {View} v
 * @param {string} url
 * @param {string} name
 */
function outLink(v, url, name) {
  return html`<a class="sc-button sc-button--primary" href=${url} target="_blank" rel="noopener"
    >${icon("external")}<span lang=${policyLang(v)}>${name}</span
    ><span class="sc-visually-hidden">${v.w.t("actions.new-tab")}</span></a
  >`;
}

/**
 * Where to open the case, while the policy has that done before a call, and it is not done.
 * @param {View} v
 * @param {Answer} answer
 */
export function openingLink(v, answer) {
  const actions = actionsOf(v.policy, answer);
  const first = actions.find(({ does }) => does === "open-case" || does === "call");
  const channel = v.policy.channels.find((c) => c.id === first?.channel);
  if (!first || first.does !== "open-case" || isDone(v, first) || !channel?.url) return nothing;
  return outLink(v, channel.url, channel.name);
}
