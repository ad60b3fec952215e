/** What the engine is asked: the case, with its moments read and its place filled in. */

import { civilAt, instantOf, offsetAt, spaced, withOffset } from "../fields/civil.mjs";
import { readMoment } from "../fields/moment.mjs";
import { placeOf } from "../fields/places.mjs";
import { dateOrder } from "../words/locale.mjs";
import { changesOf, kindsOf, pausesOf, typedMoment, withMoment } from "./case.mjs";

/** @import { Case, Context, FieldError, MomentField, Moments, Request } from "../types" */
/** @import { State, Understood } from "../types" */

/** @type {MomentField[]} */
export const MOMENTS = ["opened", "called", "answered"];
/** What an empty field says. @type {Understood} */
export const NEVER = { at: null, text: null, error: null };

const MOST_KNOWN = 50;
/**
 * What was read within this minute: each view asks for it again, every second.
 * @type {Map<string, Understood>}
 */
const known = new Map();

/**
 * A typed moment as an instant, for showing back how it was read; or the code of its error.
 * @param {string} typed
 * @param {number} now
 * @param {string} zone
 * @param {string} locale
 * @returns {Understood}
 */
export function understood(typed, now, zone, locale) {
  if (!typed.trim()) return NEVER;
  const key = [Math.floor(now / 60000), zone, locale, typed].join("\n");
  let found = known.get(key);
  if (!found) {
    if (known.size > MOST_KNOWN) known.clear();
    found = readAt(typed, now, zone, locale);
    known.set(key, found);
  }
  return found;
}

/**
 * @param {string} typed
 * @param {number} now
 * @param {string} zone
 * @param {string} locale
 * @returns {Understood}
 */
function readAt(typed, now, zone, locale) {
  const moment = readMoment(typed, {
    now: civilAt(now, zone),
    offset: (civil) => offsetAt(zone, instantOf(civil, zone)),
    language: locale.split("-")[0] ?? "en",
    order: dateOrder(locale),
  });
  if ("error" in moment) return { at: null, text: null, error: moment.error };
  if ("civil" in moment)
    return { at: instantOf(moment.civil, zone), text: moment.civil, error: null };
  if ("instant" in moment)
    return { at: Date.parse(moment.instant), text: moment.instant, error: null };
  const at = Math.floor(now / 60000) * 60000 - ("ago" in moment ? moment.ago * 60000 : 0);
  return { at, text: withOffset(at, zone), error: null };
}

/**
 * The moments of a case.  One that depends on now, such as "10 min ago", counts from when it was
 * typed.
 * @param {Case} kase
 * @param {State["ui"]["since"]} since
 * @param {string} zone
 * @param {number} now
 * @param {string} locale
 * @returns {Moments}
 */
export function momentsOf(kase, since, zone, now, locale) {
  const fields = /** @type {MomentField[]} */ ([
    ...MOMENTS,
    ...Object.keys(kase.done).map((kind) => `done-${kind}`),
  ]);
  const moments = fields.map((field) => {
    const typed = typedMoment(kase, field);
    return [field, understood(typed, since[field] ?? now, zone, locale)];
  });
  return Object.fromEntries(moments);
}

/**
 * A case whose moments no longer depend on when they are read.
 * @param {Case} kase
 * @param {State["ui"]["since"]} since
 * @param {Pick<Context, "places" | "here" | "now" | "locale">} context
 * @returns {Case}
 */
export function settled(kase, since, { places, here, now, locale }) {
  const { zone } = placeOf(places, kase, here);
  const moments = Object.entries(momentsOf(kase, since, zone, now, locale));
  let after = kase;
  for (const [field, { text } = NEVER] of moments)
    if (text !== null)
      after = { ...after, ...withMoment(after, /** @type {MomentField} */ (field), spaced(text)) };
  return after;
}

/**
 * @param {Case} kase
 * @param {State["ui"]["since"]} since
 * @param {Context} context
 * @returns {{request: Request, errors: FieldError[]}}
 */
export function requestOf(kase, since, { policy, places, here, now, locale }) {
  /** @type {FieldError[]} */
  const errors = [];
  const { country, zone, wrongZone, wrongCountry } = placeOf(places, kase, here);
  if (wrongCountry) {
    errors.push({ field: "country", code: "country-unknown", params: { typed: wrongCountry } });
  }
  if (wrongZone) {
    errors.push({ field: "zone", code: "zone-unknown", params: { typed: wrongZone } });
  }
  const moments = momentsOf(kase, since, zone, now, locale);
  /** @param {MomentField} field */
  const read = (field) => {
    const { text, error } = moments[field] ?? NEVER;
    if (error) errors.push({ field, code: error, params: { typed: typedMoment(kase, field) } });
    return text;
  };
  const done = kindsOf(policy).flatMap((kind) => {
    const at = read(`done-${kind}`);
    return at ? [{ done: kind, at }] : [];
  });
  const pauses = pausesOf(policy).flatMap((state) => {
    const [since, until] = /** @type {const} */ ([`done-since-${state}`, `done-until-${state}`]);
    const [from, to] = [read(since), read(until)];
    const backwards = (moments[until]?.at ?? Infinity) < (moments[since]?.at ?? -Infinity);
    if (backwards) errors.push({ field: until, code: "until-before-since", params: {} });
    return from && !backwards ? [{ state, since: from, ...(to ? { until: to } : {}) }] : [];
  });
  const changes = [...changesOf(policy)].flatMap(([name, { id }]) => {
    const at = read(`done-${name}`);
    return at ? [{ severity: id, at }] : [];
  });
  const request = {
    text: kase.text,
    facts: kase.facts,
    opened: read("opened"),
    called: read("called"),
    answered: read("answered"),
    now: new Date(now).toISOString().replace(/\.\d+Z$/, "Z"),
    country: country || null,
    timezone: zone,
    // Holidays where support has its offices matter, too.
    places: policy.calendars.flatMap((c) =>
      c.holidays && c.holidays !== "reporter" ? [c.holidays] : [],
    ),
    log: [...done, ...pauses, ...changes],
  };
  return { request, errors };
}
