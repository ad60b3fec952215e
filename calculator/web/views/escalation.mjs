/** Whom to escalate to, whether they are at work, when it is justified, and the next level. */

import { html, nothing } from "lit-html";
import { isAway, reachables } from "../case/contacts.mjs";
import { escalates } from "../case/lookup.mjs";
import { hasBegun, stepLead, stepsOf } from "../texts/steps.mjs";
import { icon } from "./icons.mjs";
import {
  fold,
  guideLink,
  instant,
  PAUSE,
  policyLang,
  policyLink,
  policyParagraph,
  policyText,
  section,
  tel,
} from "./parts.mjs";

/** @import { Answer, Level, Point, RegionAnswer, View } from "../types" */
/** @import { Reachable } from "../case/contacts.mjs" */
/** @import { Begin } from "../texts/steps.mjs" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function escalationView(v, answer) {
  if (!escalates(v.policy)) return nothing;
  const [first, ...rest] = reachables(v.policy, answer);
  const { text, when, levels, note } = v.policy.escalation;
  const others = html`${rest.map((one) => contact(v, one, false))}
  ${note ? policyParagraph(v, note) : nothing}`;
  // While the one whom the policy names is away, nobody has to look for the others.
  const away = first && isAway(first);
  const folded = () => fold("escalation-others", v.w.t("escalation.others"), others);
  return html`
    <div id="sc-escalation" tabindex="-1">
      ${section(
        "escalation",
        v.w.t("escalation.title"),
        html`${text ? policyParagraph(v, text) : nothing} ${stepsView(v, answer)}
        ${first ? contact(v, first, rest.length > 0) : nothing}
        ${rest.length && away ? others : nothing}
        ${when.length ? fold("escalation-when", v.w.t("escalation.when"), points(v, when)) : nothing}
        ${levels.length ? fold("escalation-levels", v.w.t("escalation.levels"), ladder(v, first)) : nothing}
        ${rest.length && !away ? folded() : nothing}`,
      )}
    </div>
  `;
}

/**
 * Whom to turn to next, and when.
 * @param {View} v
 * @param {Answer} answer
 */
function stepsView(v, answer) {
  const steps = stepsOf(v, answer);
  if (!steps.length) return nothing;
  return html`<ol class="sc-steps" aria-label=${v.w.t("escalation.steps")}>
    ${steps.map((one) => html`<li>${stepView(v, one)}</li>`)}
  </ol>`;
}

/**
 * @param {View} v
 * @param {Begin} one
 */
function stepView(v, one) {
  const { step, title, begin, at } = one;
  const level = html`<strong>${policyLink(v, step.id, title)}</strong>`;
  const lead = at === null ? "" : stepLead(v, step, v.f.shortMoment(at, v.place.zone));
  const state = hasBegun(one, v.now) ? "begun" : begin.stage;
  return html`
    ${lead ? html`${lead}: ` : nothing}${level}
    ${step.text ? html`<br />${policyText(v, step.text)}` : nothing}
    ${
      state === "ahead"
        ? nothing
        : html`<span class="sc-hint ${state === "begun" ? "sc-hint--error" : ""}"
            >${state === "begun" ? icon("alert") : nothing}${v.w.t(`escalation.step-${state}`)}</span
          >`
    }
  `;
}

/**
 * @param {View} v
 * @param {Reachable} one
 * @param {boolean} named whether the policy names this one, of several
 */
function contact(
  v,
  { id, name: region, zone, contact: { name, phone, email, countries }, reach },
  named,
) {
  const kind = reach.in_office ? "sc-contact--office" : named ? "sc-contact--first" : "";
  const mail = (/** @type {string} */ to) =>
    html`<a class="sc-tel" href="mailto:${to}">${icon("mail")}<span>${to}</span></a>`;
  return html`
    <div class="sc-contact ${kind}" data-contact=${id}>
      <p class="sc-contact__name">
        ${icon("escalate")}${guideLink(v, id, name || region)}
        ${name ? html`<span class="sc-hint" lang=${policyLang(v)}>${PAUSE}${region}</span>` : nothing}
        ${named ? html`<span class="sc-contact__rule">${PAUSE}${v.w.t("escalation.nearest")}</span>` : nothing}
      </p>
      <p class="sc-contact__ways">
        ${phone ? tel(v, phone, countries) : nothing} ${email ? mail(email) : nothing}
      </p>
      ${
        reach.in_office === null
          ? nothing
          : html`<p class="sc-presence sc-presence--${presence(reach)}">
              ${localTime(v, reach, zone)}
            </p>`
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
 * @param {Reachable | undefined} first
 */
function ladder(v, first) {
  const inCharge = (/** @type {Level} */ level) =>
    level.regional && first?.contact.name ? `: ${first.contact.name}` : nothing;
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
