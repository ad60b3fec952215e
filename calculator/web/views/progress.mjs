/** What has happened: opened, called, answered.  Each is fixed by one key, with its moment. */

import { html, nothing } from "lit-html";
import { typedMoment } from "../case/case.mjs";
import { urgeOf } from "../case/clock.mjs";
import { understood } from "../case/request.mjs";
import { icon } from "./icons.mjs";
import { button } from "./parts.mjs";

/** @import { Answer, MomentField, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function progressView(v, answer) {
  if (v.clock.kind === "wrong" || v.clock.kind === "none") return nothing;
  const { opened, called } = v.kase;
  const begun = Boolean(opened.trim() || called.trim());
  const calls = urgeOf(answer, v.clock, v.policy) === "call" || called.trim();
  const fields = /** @type {("opened" | "called" | "answered")[]} */ ([
    "opened",
    ...(calls ? ["called"] : []),
    ...(begun ? ["answered"] : []),
  ]);
  return html`
    <div
      class="sc-progress"
      id="sc-progress"
      role="group"
      tabindex="-1"
      aria-label=${v.w.t("progress.title")}
    >
      ${fields.map((field) => step(v, field))} ${openingQuestion(v)}
    </div>
  `;
}

/**
 * @param {View} v
 * @param {"opened" | "called" | "answered"} field
 */
function step(v, field) {
  const { at } = v.moments[field];
  if (!v.kase[field].trim())
    return button("stamp", v.w.t(`progress.${field}-now`), { arg: field, icon: "check" });
  const time = at === null ? v.kase[field] : momentText(v, at);
  const change = v.w.t(`progress.change-${field}`);
  return html`<span class="sc-progress__done"
    >${icon("checked")}<span>${v.w.t(`progress.${field}`, { time })}</span>
    ${button("focus", v.w.t("progress.change"), { arg: `sc-${field}`, kind: "quiet", name: change })}</span
  >`;
}

/**
 * The time alone if it is today's there.
 * @param {View} v
 * @param {number} at
 */
export function momentText(v, at) {
  const { zone } = v.place;
  return v.f.day(at, zone) === v.f.day(v.now, zone)
    ? v.f.time(at, zone)
    : v.f.shortMoment(at, zone);
}

/**
 * A moment that was taken away, to be put back with one key; nothing if there is none.
 * @param {View} v
 * @param {MomentField} field
 * @param {string} focus the id of the element that has the focus then
 * @param {string} [of] what it is a moment of, where that is not said beside the key
 */
export function puttingBack(v, field, focus, of = "") {
  const typed = v.ui.cleared[field];
  if (!typed || typedMoment(v.kase, field).trim()) return nothing;
  const { at } = understood(typed, v.now, v.place.zone, v.f.locale);
  const time = at === null ? typed : momentText(v, at);
  const label = v.w.t("moment.put-back", { time });
  const name = of ? `${label}: ${of}` : label;
  return button("put-back", label, { arg: `${field} ${focus}`, icon: "undo", kind: "quiet", name });
}

/**
 * Whether it has to be asked when the case was opened: nobody promises anything for a call about a
 * case that does not exist.
 * @param {View} v
 */
export function asksOpening({ kase, ui, clock }) {
  const told = kase.called.trim() || kase.answered.trim();
  return Boolean(told && !kase.opened.trim() && !ui.unopened && clock.kind === "unopened");
}

/** @param {View} v */
function openingQuestion(v) {
  if (!asksOpening(v)) return nothing;
  const asCalled = v.moments.called.at;
  return html`
    <fieldset class="sc-opening" id="sc-opening" tabindex="-1">
      <legend>${v.w.t("progress.when-opened")}</legend>
      <div class="sc-buttons">
        ${
          asCalled === null
            ? nothing
            : button(
                "opened-as-called",
                v.w.t("progress.as-called", { time: momentText(v, asCalled) }),
              )
        }
        ${button("stamp", v.w.t("moment.just-now"), { arg: "opened" })}
        ${button("focus", v.w.t("progress.earlier"), { arg: "sc-opened" })}
        ${button("not-opened", v.w.t("progress.not-yet"))}
      </div>
    </fieldset>
  `;
}
