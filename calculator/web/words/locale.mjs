/** The reader's own variety of a language, for dates and numbers. */

import { intl } from "./intl.mjs";

/** English as it is written where day, month or year comes first. */
const ENGLISH = { dm: "en-001", md: "en-US", ask: "en-SE" };

/**
 * The locale for a page in a language.  A reader whose own language is not offered reads English,
 * with the numeric dates and the clock of their region.
 * @param {string} language
 * @param {readonly string[]} preferred
 */
export function localeFor(language, preferred) {
  const base = (/** @type {string} */ tag) => tag.toLowerCase().split("-")[0];
  const known = preferred.filter(isLocale);
  const [first = language] = known;
  if (language !== "en" || base(first) === language)
    return known.find((tag) => base(tag) === language) ?? language;
  const { hourCycle } = intl("DateTimeFormat", first, { hour: "numeric" }).resolvedOptions();
  return `${ENGLISH[dateOrder(first)]}-u-hc-${hourCycle}`;
}

/**
 * Whether formatters take a name for a locale: some browsers hand on what the system calls its
 * language, such as `C`.
 * @param {string} tag
 */
function isLocale(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/**
 * Which of day and month a locale writes first in numbers.  Where the year comes first, a date that
 * ends with it is foreign, and could be either.
 * @param {string} locale
 * @returns {"dm" | "md" | "ask"}
 */
export function dateOrder(locale) {
  const order = intl("DateTimeFormat", locale)
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type) => type !== "literal");
  if (order[0] === "year") return "ask";
  return order.indexOf("day") < order.indexOf("month") ? "dm" : "md";
}
