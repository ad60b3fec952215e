/** What a reader may suppose: another fact, another moment, another day. */

import { civilAt, daysFrom, spaced } from "../fields/civil.mjs";
import { placeOf } from "../fields/places.mjs";
import { nowText } from "./changes.mjs";
import { momentsOf, understood } from "./request.mjs";

/** @import { Case, Context, State } from "../types" */
/**
 * What would be otherwise, and when one would ask; what has not come to pass cannot be applied.
 * @typedef {{change: Partial<Case>, now: number, applies: boolean}} Supposed
 */

/** Days of the week, as JavaScript counts them. */
export const SATURDAY = 6;
export const MONDAY = 1;

/**
 * What of a case would be otherwise; null if the moment cannot be read.  The key names a fact and
 * its value ("scope=all"), a moment ("called@10:20", or "called" for now), or a day of the week
 * ("day@6"), on which all would have happened at the same time of day.
 * @param {Pick<State, "kase" | "ui">} state
 * @param {string} key
 * @param {Context} context
 * @returns {Supposed | null}
 */
export function whatIf({ kase, ui }, key, context) {
  const { now, locale } = context;
  if (key === "called") return { change: { called: nowText(kase, context) }, now, applies: true };
  const [, name = "", mark, value = ""] = /^([^=@]*)([=@])(.*)$/.exec(key) ?? [];
  if (mark === "=") {
    const { [name]: _, ...sent } = kase.sent;
    return { change: { facts: { ...kase.facts, [name]: value }, sent }, now, applies: true };
  }
  const { zone } = placeOf(context.places, kase, context.here);
  if (name === "day") return onDay(Number(value), kase, ui.since, zone, context);
  const { at, text } = understood(value, now, zone, locale);
  if (at === null || !text) return null;
  return { change: { [name]: spaced(text) }, now: Math.max(now, at), applies: at <= now };
}

/**
 * The same times of day on the next such day of the week, counted from the opening.
 * @param {number} weekday
 * @param {Case} kase
 * @param {State["ui"]["since"]} since
 * @param {string} zone
 * @param {Context} context
 * @returns {Supposed}
 */
function onDay(weekday, kase, since, zone, { now, locale }) {
  const moments = momentsOf(kase, since, zone, now, locale);
  const opened = civilAt(moments.opened.at ?? now, zone);
  const days = (weekday - new Date(`${opened}Z`).getUTCDay() + 7) % 7 || 7;
  const moved = (/** @type {number | null} */ at) => {
    if (at === null) return "";
    const civil = civilAt(at, zone);
    return `${daysFrom(civil, days)} ${civil.slice(11)}`;
  };
  const change = {
    opened: moved(moments.opened.at ?? now),
    called: moved(moments.called.at),
    answered: "",
  };
  return { change, now: now + days * 86_400_000, applies: false };
}
