/** Whom to escalate to, whether they are at work, when it is justified, and the next level. */

import { el } from "../page/dom.mjs";
import { icon } from "./icons.mjs";
import { fold, guideLink, instant, policyLang, policyText, section, tel } from "./parts.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */
/** @typedef {import("../types").RegionAnswer} RegionAnswer */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function escalationView(v, answer) {
  const regions = [...answer.contacts.regions].sort(
    (a, b) => Number(b.id === answer.escalation) - Number(a.id === answer.escalation),
  );
  const [first, ...rest] = regions;
  if (!first) return null;
  const { when, note } = v.policy.escalation;
  return el(
    "div",
    { id: "sc-escalation", tabindex: "-1", "data-key": "escalation" },
    section(
      "escalation",
      v.w.t("escalation.title"),
      policyText(v, v.policy.escalation.text, "p"),
      contact(v, first, true),
      fold("escalation-when", v.w.t("escalation.when"), points(v, when)),
      fold("escalation-levels", v.w.t("escalation.levels"), levels(v, first)),
      rest.length
        ? fold(
            "escalation-others",
            v.w.t("escalation.others"),
            ...rest.map((r) => contact(v, r, false)),
            note ? policyText(v, note, "p") : null,
          )
        : null,
    ),
  );
}

/**
 * @param {View} v
 * @param {RegionAnswer} answer
 * @param {boolean} first
 */
function contact(v, answer, first) {
  const region = v.policy.regions.find((r) => r.id === answer.id);
  if (!region) return null;
  return el(
    "div",
    { class: `sc-contact${first ? " sc-contact--first" : ""}`, "data-key": `contact-${region.id}` },
    el(
      "p",
      { class: "sc-contact__name" },
      icon("escalate"),
      guideLink(v, region.id, region.contact.name),
      el("span", { class: "sc-hint", lang: policyLang(v) }, region.name),
    ),
    el(
      "p",
      { class: "sc-contact__ways" },
      tel(region.contact.phone),
      el(
        "a",
        { class: "sc-tel", href: `mailto:${region.contact.email}` },
        icon("mail"),
        el("span", {}, region.contact.email),
      ),
    ),
    el(
      "p",
      { class: `sc-presence sc-presence--${presence(answer)}` },
      localTime(v, answer, region.zone),
    ),
  );
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
 * @param {import("../types").Point[]} list
 */
function points(v, list) {
  return el(
    "ul",
    { lang: policyLang(v) },
    ...list.map((p) => el("li", {}, guideLink(v, p.id, p.label), ". ", policyText(v, p.text))),
  );
}

/**
 * @param {View} v
 * @param {RegionAnswer} answer
 */
function levels(v, answer) {
  const region = v.policy.regions.find((r) => r.id === answer.id);
  return el(
    "ol",
    { class: "sc-levels", lang: policyLang(v) },
    ...v.policy.escalation.levels.map((level) =>
      el(
        "li",
        {},
        el("strong", {}, guideLink(v, level.id, level.title)),
        level.regional && region ? `: ${region.contact.name}` : null,
        el("br"),
        policyText(v, level.text),
      ),
    ),
  );
}
