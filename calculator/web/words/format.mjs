/** Dates, durations and names in the reader's locale.  Instants are milliseconds since 1970. */

import { offsetAt } from "../time/clocks.mjs";
import { intl } from "./intl.mjs";

const MINUTE = 60000;
const NINE = 9 * 60 * MINUTE;

/** @typedef {ReturnType<typeof formats>} Formats */

/** @param {string} locale */
export function formats(locale) {
  /** @type {(instant: number, zone: string, options: Intl.DateTimeFormatOptions) => string} */
  // Intl only words what is given: which time a zone's clocks show is not for the browser to say.
  const date = (instant, zone, options) =>
    intl("DateTimeFormat", locale, { ...options, timeZone: "UTC" }).format(
      instant + offsetAt(zone, instant) * MINUTE,
    );
  /** @type {(value: number, unit: string, unitDisplay: "long" | "short") => string} */
  const unit = (value, name, unitDisplay) =>
    intl("NumberFormat", locale, { style: "unit", unit: name, unitDisplay }).format(value);

  /**
   * The two largest units of a duration that matter: "2 days, 3 h", "14 min 32 s".
   * @param {number} seconds
   * @param {"long" | "short"} [display]
   */
  const duration = (seconds, display = "short") => {
    const whole = Math.floor(Math.abs(seconds));
    const [days, hours, minutes] = [
      Math.floor(whole / 86400),
      Math.floor((whole % 86400) / 3600),
      Math.floor((whole % 3600) / 60),
    ];
    const both = (/** @type {[number, string][]} */ pairs) =>
      intl("ListFormat", locale, { type: "unit", style: "narrow" }).format(
        pairs.filter(([n], i) => n || i === 0).map(([n, name]) => unit(n, name, display)),
      );
    if (days)
      return both([
        [days, "day"],
        [hours, "hour"],
      ]);
    if (hours)
      return both([
        [hours, "hour"],
        [minutes, "minute"],
      ]);
    if (minutes)
      return both([
        [minutes, "minute"],
        [whole % 60, "second"],
      ]);
    return unit(whole, "second", display);
  };

  // In a date, hours have as many digits as alone: never 9:30 beside 09:15.
  const nine = intl("DateTimeFormat", locale, { timeStyle: "short", timeZone: "UTC" });
  const hour = /^0/.test(nine.format(NINE)) ? "2-digit" : "numeric";

  return {
    locale,
    duration,
    /** To the minute, for what is read aloud or does not tick. */
    roughDuration: (/** @type {number} */ seconds) =>
      Math.abs(seconds) < 60
        ? duration(seconds, "long")
        : duration(Math.round(Math.abs(seconds) / 60) * 60, "long"),
    time: (/** @type {number} */ at, /** @type {string} */ zone) =>
      date(at, zone, { timeStyle: "short" }),
    day: (/** @type {number} */ at, /** @type {string} */ zone) =>
      date(at, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    weekday: (/** @type {number} */ at, /** @type {string} */ zone) =>
      date(at, zone, { weekday: "long" }),
    moment: (/** @type {number} */ at, /** @type {string} */ zone) =>
      date(at, zone, {
        weekday: "short",
        day: "numeric",
        month: "short",
        year: "numeric",
        hour,
        minute: "2-digit",
      }),
    shortMoment: (/** @type {number} */ at, /** @type {string} */ zone) =>
      date(at, zone, {
        weekday: "short",
        day: "numeric",
        month: "short",
        hour,
        minute: "2-digit",
      }),
    dateOf: (/** @type {string} */ iso) =>
      date(Date.parse(`${iso}T00:00Z`), "UTC", { dateStyle: "long" }),
    zoneName: (
      /** @type {string} */ zone,
      /** @type {number} */ at,
      /** @type {"long" | "short" | "shortOffset"} */ style = "long",
    ) => zoneName(locale, zone, at, style),
    list: (/** @type {string[]} */ items) =>
      intl("ListFormat", locale, { type: "conjunction" }).format(items),
    either: (/** @type {string[]} */ items) =>
      intl("ListFormat", locale, { type: "disjunction" }).format(items),
    country: (/** @type {string} */ code) => nameOf(locale, "region", code),
    /** A language by its own name, and in this one. */
    language: (/** @type {string} */ code) => nameOf(code, "language", code),
    languageHere: (/** @type {string} */ code) => nameOf(locale, "language", code),
    /** An amount of a unit of time, in full. */
    amount: (/** @type {number} */ value, /** @type {string} */ name) => unit(value, name, "long"),
    compare: (/** @type {string} */ a, /** @type {string} */ b) =>
      intl("Collator", locale, { sensitivity: "base" }).compare(a, b),
    quote: (/** @type {string} */ text) => quoted(locale, text),
  };
}

/**
 * What the zone's time is called, as long as the browser takes it for the same; else its offset.
 * @param {string} locale
 * @param {string} zone
 * @param {number} at
 * @param {"long" | "short" | "shortOffset"} style
 */
function zoneName(locale, zone, at, style) {
  const offset = offsetAt(zone, at);
  const sign = offset < 0 ? "-" : "+";
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const given = offset ? `GMT${sign}${two(hours)}:${two(minutes)}` : "GMT";
  // Some browsers write the offset of nothing out.
  const same = (/** @type {string | undefined} */ told) =>
    told?.replace(/[+-]00:00$/, "") === given;
  const named = (/** @type {Intl.DateTimeFormatOptions["timeZoneName"]} */ timeZoneName) =>
    intl("DateTimeFormat", timeZoneName === "longOffset" ? "en" : locale, {
      timeZone: zone,
      timeZoneName,
    })
      .formatToParts(at)
      .find((p) => p.type === "timeZoneName")?.value;
  try {
    return (same(named("longOffset")) && named(style)) || given;
  } catch {
    // A zone that this browser has not heard of.
    return given;
  }
}

/**
 * @param {string} locale
 * @param {"region" | "language"} type
 * @param {string} code
 */
function nameOf(locale, type, code) {
  try {
    return intl("DisplayNames", locale, { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** @type {Record<string, [string, string]>} */
const QUOTES = { en: ["“", "”"], de: ["„", "“"], fr: ["« ", " »"], es: ["«", "»"] };

/**
 * @param {string} locale
 * @param {string} text
 */
function quoted(locale, text) {
  const [open, close] = QUOTES[locale.split("-")[0] ?? "en"] ?? ["“", "”"];
  return open + text + close;
}
