/** Reading a moment as people write it: `9:30`, `yesterday 14:00`, `24 Nov 10:05`, ISO 8601. */

import { daysFrom } from "./civil.mjs";
import { intl } from "../words/intl.mjs";

/**
 * @typedef {{civil: string} | {instant: string} | {now: true} | {ago: number} | {error: string}} Moment
 * A civil time to be read in the reporter's zone; an instant with its offset; now; some minutes
 * before now; or the code of what is wrong.
 */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/**
 * @param {string} typed
 * @param {string} now the civil time where the reporter is, `2026-11-24T10:00`
 * @param {string} locale whose names of months and days count besides the English ones
 * @returns {Moment}
 */
export function readMoment(typed, now, locale) {
  const text = typed
    .normalize("NFKC")
    .trim()
    .toLocaleLowerCase(locale)
    .replace(/[\u200e\u200f]/g, "")
    .replace(/\s+/g, " ");
  const ago = minutesAgo(text, locale);
  if (ago !== null) return ago === 0 ? { now: true } : { ago };
  const iso = isoMoment(text);
  if (iso) return iso;
  const time = timeIn(text);
  if (time && !time.valid) return { error: "time-impossible" };
  const rest = (time ? text.replace(time.matched, " ") : text).replace(
    /[,;]|\b(at|um|à|a las)\b/g,
    " ",
  );
  const date = dateIn(rest.replace(/\s+/g, " ").trim(), now, locale);
  if (date === null) return { error: "unreadable" };
  if (date && !realDay(date)) return { error: "date-impossible" };
  if (!time) return { error: date ? "time-missing" : "unreadable" };
  return { civil: `${date || nearestDay(time.time, now)}T${time.time}` };
}

/**
 * A time alone means today, or yesterday if today it is still more than an hour away.
 * @param {string} time
 * @param {string} now
 */
function nearestDay(time, now) {
  const ahead = Date.parse(`${now.slice(0, 10)}T${time}Z`) - Date.parse(`${now.slice(0, 16)}Z`);
  return daysFrom(now, ahead > 3600000 ? -1 : 0);
}

/** @param {string} text */
function isoMoment(text) {
  const found =
    /^(\d{4}-\d{2}-\d{2})[t ](\d{2}):?(\d{2})(?::?\d{2}(?:[.,]\d+)?)? ?(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/.exec(
      text,
    );
  if (!found) return null;
  const [, day = "", hour = "", minute = "", offset] = found;
  if (!realDay(day)) return { error: "date-impossible" };
  if (Number(hour) > 23 || Number(minute) > 59) return { error: "time-impossible" };
  const civil = `${day}T${hour}:${minute}`;
  if (!offset) return { civil };
  const [, sign = "+", hours = "00", minutes = "00"] =
    /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  if (Number(hours) > 14 || Number(minutes) > 59) return { error: "unreadable" };
  return { instant: `${civil}${sign}${hours}:${minutes}` };
}

/**
 * @param {string} text
 * @returns {{matched: string, time: string, valid: boolean} | null}
 */
function timeIn(text) {
  const half = "(a\\.?m\\.?|p\\.?m\\.?)";
  const shapes = [
    // 9:30, 09:30:15, 9.30 pm; a dot needs two digits and nothing date-like around it.
    new RegExp(
      `(?<![\\d./-])(\\d{1,2})(?::|\\.(?=\\d{2}(?![\\d.])))(\\d{2})(?::\\d{2})?(?![\\d/-]|\\.\\d) ?${half}?(?: ?(?:uhr|h))?(?!\\p{L})`,
      "u",
    ),
    new RegExp(`(?<![\\d./:-])(\\d{1,2}) ?()${half}(?!\\p{L})`, "u"),
    /(?<![\d./:-])(\d{1,2}) ?h ?(\d{2})?(?![\d\p{L}])()/u,
    /(?<![\d./:-])(\d{1,2}) ?()uhr(?!\p{L})()/u,
    /^(\d{2})(\d{2})()$/,
    /\b(noon|midday)()()\b/,
  ];
  for (const shape of shapes) {
    const found = shape.exec(text);
    if (!found) continue;
    const [matched, hours = "", minutes, mark] = found;
    const half = (mark ?? "")[0];
    let hour = /\d/.test(hours) ? Number(hours) : 12;
    const valid = half ? hour >= 1 && hour <= 12 : hour <= 23;
    if (half) hour = (hour % 12) + (half === "p" ? 12 : 0);
    const minute = Number(minutes || 0);
    const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
    return { matched, time, valid: valid && minute < 60 };
  }
  return null;
}

/**
 * The civil date that a text names: empty if it names none, null if it cannot be read.
 * @param {string} text
 * @param {string} now
 * @param {string} locale
 */
function dateIn(text, now, locale) {
  if (!text) return "";
  for (const days of [0, -1, 1]) {
    if (relativeDays(days, locale).includes(text)) return daysFrom(now, days);
  }
  const weekday = weekdayIn(text, locale);
  if (weekday !== null) {
    const today = new Date(`${now.slice(0, 10)}T00:00Z`).getUTCDay();
    return daysFrom(now, -((today - weekday + 7) % 7));
  }
  if (DAY.test(text)) return text;
  return numericDate(text, now, locale) ?? namedDate(text, now, locale);
}

/**
 * @param {string} text
 * @param {string} now
 * @param {string} locale
 */
function numericDate(text, now, locale) {
  const found = /^(\d{1,2})[./-] ?(\d{1,2})(?:[./-] ?(\d{4}|\d{2}))?\.?$/.exec(text);
  if (!found) return null;
  const [, first = "", second = "", year] = found;
  // A dot is a European habit; with a slash the locale decides, unless the numbers leave no choice.
  const order = text.includes(".")
    ? "dm"
    : Number(first) > 12
      ? "dm"
      : Number(second) > 12
        ? "md"
        : numericOrder(locale);
  const [day, month] = order === "dm" ? [first, second] : [second, first];
  return dated(Number(day), Number(month), year, now);
}

/** @param {string} locale */
function numericOrder(locale) {
  const parts = intl("DateTimeFormat", locale)
    .formatToParts(0)
    .map((p) => p.type);
  return parts.indexOf("day") < parts.indexOf("month") ? "dm" : "md";
}

/**
 * @param {string} text
 * @param {string} now
 * @param {string} locale
 */
function namedDate(text, now, locale) {
  const words = text
    .replace(/(\d)(st|nd|rd|th)\b/g, "$1")
    .replace(/\b(de|of|the|le|el|den|der|am|on)\b/g, " ")
    .split(/[\s/-]+|(?<=\d)\.\s*|(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/u)
    .filter(Boolean);
  let month = 0;
  const numbers = [];
  for (const word of words) {
    const named = monthIn(word, locale);
    if (named) month = named;
    else if (/^\d{1,4}$/.test(word)) numbers.push(word);
    else if (weekdayIn(word, locale) === null) return null;
  }
  if (!month || numbers.length < 1 || numbers.length > 2) return null;
  const [day = "", year] = (numbers[0] ?? "").length === 4 ? numbers.reverse() : numbers;
  return dated(Number(day), month, year, now);
}

/**
 * Without a year: the one in which the date is nearest to now.
 * @param {number} day
 * @param {number} month
 * @param {string | undefined} year
 * @param {string} now
 */
function dated(day, month, year, now) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const on = (/** @type {number} */ y) => `${y}-${two(month)}-${two(day)}`;
  if (year) return on(year.length === 2 ? 2000 + Number(year) : Number(year));
  const current = Number(now.slice(0, 4));
  const near = (/** @type {number} */ y) =>
    Math.abs(Date.parse(on(y)) - Date.parse(now.slice(0, 10)));
  const years = [current, current - 1, current + 1].filter((y) => !Number.isNaN(near(y)));
  return on(years.sort((a, b) => near(a) - near(b))[0] ?? current);
}

/** @param {string} day */
function realDay(day) {
  const year = Number(day.slice(0, 4));
  const date = new Date(`${day}T00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  return exists && year >= FIRST_YEAR && year <= LAST_YEAR;
}

// -- names, as Intl gives them ---------------------------------------------------------------------

/** @param {string} text */
const bare = (text) => text.replace(/\.$/, "");

/**
 * @param {string} word
 * @param {string} locale
 * @returns {number | null} 0 is Sunday
 */
function weekdayIn(word, locale) {
  const asked = bare(
    word.replace(/^(last|letzten|letzter|dernier|pasado) | (dernier|pasado)$/, ""),
  );
  if (asked.length < 2) return null;
  return found(
    asked,
    locale,
    (day, style, l) =>
      new Date(Date.UTC(2023, 0, 1 + day)).toLocaleDateString(l, {
        weekday: style,
        timeZone: "UTC",
      }),
    7,
  );
}

/**
 * @param {string} word
 * @param {string} locale
 * @returns {number | null} 1 is January
 */
function monthIn(word, locale) {
  const asked = bare(word);
  if (asked.length < 3) return null;
  const month = found(
    asked,
    locale,
    (index, style, l) =>
      new Date(Date.UTC(2023, index, 15)).toLocaleDateString(l, { month: style, timeZone: "UTC" }),
    12,
  );
  return month === null ? null : month + 1;
}

/**
 * @param {string} asked
 * @param {string} locale
 * @param {(index: number, style: "long" | "short", locale: string) => string} name
 * @param {number} count
 */
function found(asked, locale, name, count) {
  for (let index = 0; index < count; index++) {
    for (const l of [locale, "en"]) {
      const long = name(index, "long", l).toLocaleLowerCase(l);
      const short = bare(name(index, "short", l).toLocaleLowerCase(l));
      if (asked === long || asked === short || (asked.length >= 3 && long.startsWith(asked)))
        return index;
    }
  }
  return null;
}

/**
 * @param {number} days
 * @param {string} locale
 */
function relativeDays(days, locale) {
  return [locale, "en"].map((l) =>
    intl("RelativeTimeFormat", l, { numeric: "auto" }).format(days, "day").toLocaleLowerCase(l),
  );
}

/**
 * "10 min ago", "vor 10 Minuten", "an hour ago", "now".
 * @param {string} text
 * @param {string} locale
 */
function minutesAgo(text, locale) {
  const now = [locale, "en"].map((l) =>
    intl("RelativeTimeFormat", l, { numeric: "auto" }).format(0, "second").toLocaleLowerCase(l),
  );
  if (["now", "just now", ...now].includes(text)) return 0;
  const plain = text.replace(/^(an?|one|half an) /, (m) => (m.startsWith("half") ? "0.5 " : "1 "));
  const english = /^(\d+(?:\.\d)?) ?(m|mins?|minutes?|h|hrs?|hours?)(?: ago)$/.exec(plain);
  if (english)
    return Math.round(Number(english[1]) * ((english[2] ?? "").startsWith("h") ? 60 : 1));
  const amount = Number(/\d+/.exec(text)?.[0] ?? 0);
  if (!amount || amount > 10000) return null;
  for (const style of /** @type {const} */ (["long", "short", "narrow"])) {
    const format = intl("RelativeTimeFormat", locale, { style, numeric: "always" });
    const said = (/** @type {"minute" | "hour"} */ unit) =>
      bare(format.format(-amount, unit).toLocaleLowerCase(locale).replace(/\s+/g, " "));
    if (bare(text) === said("minute")) return amount;
    if (bare(text) === said("hour")) return amount * 60;
  }
  return null;
}
