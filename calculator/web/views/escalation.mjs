/** Whom to escalate to, whether they are at work, when it is justified, and the next level. */

import { html, nothing } from "lit-html";
import { regionOf } from "../case/lookup.mjs";
import { icon } from "./icons.mjs";
import {
  fold,
  guideLink,
  instant,
  policyLang,
  policyParagraph,
  policyText,
  section,
  tel,
} from "./parts.mjs";

/** @import { Answer, Level, Point, RegionAnswer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function escalationView(v, answer) {
  const regions = [...answer.contacts.regions].sort(
    (a, b) => Number(b.id === answer.escalation) - Number(a.id === answer.escalation),
  );
  const [first, ...rest] = regions;
  if (!first) return nothing;
  const { text, when, note } = v.policy.escalation;
  const others = () =>
    fold(
      "escalation-others",
      v.w.t("escalation.others"),
      html`${rest.map((r) => contact(v, r, false))} ${note ? policyParagraph(v, note) : nothing}`,
    );
  return html`
    <div id="sc-escalation" tabindex="-1">
      ${section(
        "escalation",
        v.w.t("escalation.title"),
        html`${policyParagraph(v, text)} ${contact(v, first, true)}
        ${fold("escalation-when", v.w.t("escalation.when"), points(v, when))}
        ${fold("escalation-levels", v.w.t("escalation.levels"), levels(v, first))}
        ${rest.length ? others() : nothing}`,
      )}
    </div>
  `;
}

/**
 * @param {View} v
 * @param {RegionAnswer} answer
 * @param {boolean} first
 */
function contact(v, answer, first) {
  const region = regionOf(v.policy, answer.id);
  if (!region) return nothing;
  const { name, phone, email } = region.contact;
  const time = localTime(v, answer, region.zone);
  return html`
    <div class="sc-contact ${first ? "sc-contact--first" : ""}">
      <p class="sc-contact__name">
        ${icon("escalate")}${guideLink(v, region.id, name)}
        <span class="sc-hint" lang=${policyLang(v)}>${region.name}</span>
      </p>
      <p class="sc-contact__ways">
        ${tel(phone)}
        <a class="sc-tel" href="mailto:${email}">${icon("mail")}<span>${email}</span></a>
      </p>
      <p class="sc-presence sc-presence--${presence(answer)}">${time}</p>
    </div>
  `;
}

/** @param {RegionAnswer} answer */
function presence(answer) {
  return answer.in_office ? "office" : answer.awake ? "awake" : "asleep";
}

/**
 * "17:32 there, in the office", or when that will be.
 * @param {View} v
 * @param {RegionAnswer} answer
 * @param {string} zone
 */
function localTime(v, answer, zone) {
  const time = v.f.time(v.now, zone);
  const next = answer.next_office && !answer.in_office ? instant(answer.next_office) : null;
  const state = v.w.t(`escalation.${presence(answer)}`, { time });
  if (next === null) return state;
  return `${state} ${v.w.t("escalation.next-office", { there: v.f.shortMoment(next, zone), here: v.f.shortMoment(next, v.place.zone) })}`;
}

/**
 * @param {View} v
 * @param {Point[]} list
 */
function points(v, list) {
  return html`<ul lang=${policyLang(v)}>
    ${list.map((p) => html`<li>${guideLink(v, p.id, p.label)}. ${policyText(v, p.text)}</li>`)}
  </ul>`;
}

/**
 * @param {View} v
 * @param {RegionAnswer} answer
 */
function levels(v, answer) {
  const region = regionOf(v.policy, answer.id);
  const inCharge = (/** @type {Level} */ level) =>
    level.regional && region ? `: ${region.contact.name}` : nothing;
  return html`<ol class="sc-levels" lang=${policyLang(v)}>
    ${v.policy.escalation.levels.map(
      (level) =>
        html`<li>
          <strong>${guideLink(v, level.id, level.title)}</strong>${inCharge(level)}<br />
          ${policyText(v, level.text)}
        </li>`,
    )}
  </ol>`;
}
