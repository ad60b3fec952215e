/** Whom to escalate to, whether they are at work, when it is justified, and the next level. */

import { html, nothing } from "lit-html";
import { contactsOf, escalates } from "../case/lookup.mjs";
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

/** @import { Answer, Level, Point, Region, RegionAnswer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function escalationView(v, answer) {
  if (!escalates(v.policy)) return nothing;
  const [first, ...rest] = contactsOf(v.policy, answer);
  const { text, when, levels, note } = v.policy.escalation;
  const reach = (/** @type {Region} */ { id }) => answer.contacts.regions.find((r) => r.id === id);
  const others = () =>
    fold(
      "escalation-others",
      v.w.t("escalation.others"),
      html`${rest.map((r) => contact(v, r, reach(r), false))}
      ${note ? policyParagraph(v, note) : nothing}`,
    );
  return html`
    <div id="sc-escalation" tabindex="-1">
      ${section(
        "escalation",
        v.w.t("escalation.title"),
        html`${text ? policyParagraph(v, text) : nothing}
        ${first ? contact(v, first, reach(first), true) : nothing}
        ${when.length ? fold("escalation-when", v.w.t("escalation.when"), points(v, when)) : nothing}
        ${levels.length ? fold("escalation-levels", v.w.t("escalation.levels"), ladder(v, first)) : nothing}
        ${rest.length ? others() : nothing}`,
      )}
    </div>
  `;
}

/**
 * @param {View} v
 * @param {Region} region
 * @param {RegionAnswer | undefined} answer
 * @param {boolean} first
 */
function contact(v, region, answer, first) {
  const { name, phone, email } = region.contact ?? {};
  const known = answer && answer.in_office !== null ? answer : null;
  const mail = (/** @type {string} */ to) =>
    html`<a class="sc-tel" href="mailto:${to}">${icon("mail")}<span>${to}</span></a>`;
  return html`
    <div class="sc-contact ${first ? "sc-contact--first" : ""}">
      <p class="sc-contact__name">
        ${icon("escalate")}${guideLink(v, region.id, name || region.name)}
        ${name ? html`<span class="sc-hint" lang=${policyLang(v)}>${region.name}</span>` : nothing}
      </p>
      <p class="sc-contact__ways">
        ${phone ? tel(phone) : nothing} ${email ? mail(email) : nothing}
      </p>
      ${
        known
          ? html`<p class="sc-presence sc-presence--${presence(known)}">
              ${localTime(v, known, region.zone)}
            </p>`
          : nothing
      }
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
 * @param {Region | undefined} region
 */
function ladder(v, region) {
  const inCharge = (/** @type {Level} */ level) =>
    level.regional && region?.contact?.name ? `: ${region.contact.name}` : nothing;
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
