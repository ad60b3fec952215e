/** The answer on one sheet of paper. */

import { html, nothing } from "lit-html";
import { isDone } from "../case/changes.mjs";
import { actionsOf, criterionOf, phonesOf, regionOf, waysTo } from "../case/lookup.mjs";
import { plain } from "../texts/markdown.mjs";
import { recordLines } from "../texts/records.mjs";
import { lead, outcome } from "./clock.mjs";
import { badge, policyLang, policyParagraph } from "./parts.mjs";

/** @import { Action, Answer, View } from "../types" */

const LONGEST_TEXT = 1200;

/** @param {View} v */
export function printView(v) {
  const { answer, policy } = v;
  if (!answer || answer.severity === null) return nothing;
  const criterion = criterionOf(policy, answer.criterion);
  const text = v.kase.text.trim().slice(0, LONGEST_TEXT);
  const date = v.f.dateOf(policy.about.revision);
  const revision = v.w.t("calendar.revision", { name: policy.about.name, date });
  const printed = v.w.t("plain.printed", { time: v.f.moment(v.now, v.place.zone) });
  const needs = policy.escalation.contents.map((c) => plain(c.label)).join(" · ");
  return html`
    <div class="sc-print">
      <h2>${policy.about.name}</h2>
      <p>${badge(v, answer.severity, { large: true })}</p>
      ${criterion ? policyParagraph(v, criterion.text) : nothing} ${deadline(v)}
      ${text ? html`<blockquote class="sc-print__text">${text}</blockquote>` : nothing}
      ${known(v, answer)} ${actions(v, answer)} ${contact(v, answer)}
      ${
        needs
          ? html`<p class="sc-print__needs"><strong>${v.w.t("plain.needs")}</strong> ${needs}</p>`
          : nothing
      }
      <p class="sc-print__small">${revision} · ${printed}</p>
      <p class="sc-print__small">${v.permalink.length < 500 ? v.permalink : v.base}</p>
    </div>
  `;
}

/** @param {View} v */
function deadline(v) {
  const { clock } = v;
  if (clock.due === null) return nothing;
  const { zone } = v.place;
  const came = clock.kind === "met" || clock.kind === "missed" ? outcome(v, clock) : "";
  return html`
    <h3>${lead(v)}</h3>
    <p class="sc-print__due">${v.f.time(clock.due, zone)}, ${v.f.day(clock.due, zone)}</p>
    ${came ? html`<p><strong>${came}</strong></p>` : nothing}
  `;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function known(v, answer) {
  // How severe it is stands above.
  const lines = recordLines(v, answer).slice(1);
  return html`<ul class="sc-print__known">
    ${lines.map(([name, value]) => html`<li><strong>${name}:</strong> ${value}</li>`)}
  </ul>`;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function actions(v, answer) {
  const todo = actionsOf(v.policy, answer);
  if (!todo.length) return nothing;
  const box = (/** @type {Action} */ action) => (isDone(v, action) ? "☑" : "☐");
  const phones = phonesOf(v.policy, answer).map((p) => `${p.location} ${p.number}`);
  return html`
    <h3>${v.w.t("actions.title")}</h3>
    <ul class="sc-print__actions" lang=${policyLang(v)}>
      ${todo.map((a) => html`<li>${box(a)} ${a.label}</li>`)}
    </ul>
    ${
      todo.some((a) => a.does === "call") && phones.length
        ? html`<p><strong>${v.w.t("plain.phones")}</strong> ${phones.join(" · ")}</p>`
        : nothing
    }
  `;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function contact(v, answer) {
  const ways = waysTo(regionOf(v.policy, answer.escalation)?.contact);
  if (!ways.length) return nothing;
  return html`
    <h3>${v.w.t("escalation.title")}</h3>
    <p>${ways.join(" · ")}</p>
  `;
}
