/** The answer on one sheet of paper. */

import { html, nothing } from "lit-html";
import { actionsOf, criterionOf, phonesOf, regionOf, targetOf, waysTo } from "../case/lookup.mjs";
import { momentLines } from "../texts/drafts.mjs";
import { plain } from "../texts/markdown.mjs";
import { promised, withoutDeadline } from "../texts/promises.mjs";
import { badge, instant, policyLang, policyParagraph } from "./parts.mjs";
import { otherPromisesView } from "./promises.mjs";

/** @import { Answer, View } from "../types" */

/** @param {View} v */
export function printView(v) {
  const { answer, policy } = v;
  if (!answer || answer.severity === null) return nothing;
  const criterion = criterionOf(policy, answer.criterion);
  const text = v.kase.text.trim().slice(0, 1200);
  const date = v.f.dateOf(policy.about.revision);
  const revision = v.w.t("calendar.revision", { name: policy.about.name, date });
  const printed = v.w.t("plain.printed", { time: v.f.moment(v.now, v.place.zone) });
  const needs = policy.escalation.contents.map((c) => plain(c.label)).join(" · ");
  return html`
    <div class="sc-print">
      <h2>${policy.about.name}</h2>
      <p>${badge(v, answer.severity, { large: true })}</p>
      ${criterion ? policyParagraph(v, criterion.text) : nothing}
      ${text ? html`<blockquote class="sc-print__text">${text}</blockquote>` : nothing}
      ${deadline(v, answer)} ${otherPromisesView(v, answer)} ${actions(v, answer)}
      ${contact(v, answer)}
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

/**
 * @param {View} v
 * @param {Answer} answer
 */
function actions(v, answer) {
  const todo = actionsOf(v.policy, answer);
  if (!todo.length) return nothing;
  const box = (/** @type {string} */ id) => (v.kase.ticks.includes(id) ? "☑" : "☐");
  const phones = phonesOf(v.policy, answer).map((p) => `${p.location} ${p.number}`);
  return html`
    <h3>${v.w.t("actions.title")}</h3>
    <ul class="sc-print__actions" lang=${policyLang(v)}>
      ${todo.map((a) => html`<li>${box(a.id)} ${a.label}</li>`)}
    </ul>
    ${
      phones.length && todo.some((a) => a.does === "call")
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
  const region = regionOf(v.policy, answer.escalation);
  if (!region) return nothing;
  const ways = waysTo(region.contact);
  if (!ways.length) return nothing;
  return html`
    <h3>${v.w.t("escalation.title")}</h3>
    <p>${ways.join(" · ")}</p>
  `;
}

/**
 * @param {View} v
 * @param {Answer} answer
 */
function deadline(v, answer) {
  if (!answer.deadline) return html`<p>${withoutDeadline(v, answer)}</p>`;
  const at = instant(answer.deadline);
  const { zone } = v.place;
  const target = targetOf(v.policy, answer.target);
  const moments = momentLines(v).map(([name, value]) => `${name}: ${value}`);
  return html`
    <h3>${v.w.t("deadline.due")}</h3>
    <p class="sc-print__due">${v.f.time(at, zone)}, ${v.f.day(at, zone)}</p>
    <p>
      ${v.f.zoneName(zone, at)}
      (${zone})${target ? ` · ${target.label}, ${promised(v.w, target)}` : nothing}
    </p>
    <p>${moments.join(" · ")}</p>
  `;
}
