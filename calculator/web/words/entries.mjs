/** Texts by their keys: plurals chosen, placeholders filled. */

import { intl } from "./intl.mjs";

/** @typedef {string | Record<string, string>} Entry a text, or a text by plural category */
/** @typedef {Record<string, string | number>} Params */
/**
 * @typedef {object} Words
 * @property {string} language
 * @property {string} locale the reader's own variety of the language, for dates and numbers
 * @property {(key: string, params?: Params) => string} t
 * @property {<T>(key: string, params: Record<string, T>) => (T | string)[]} parts
 * @property {(key: string) => boolean} has
 */

/** What in somebody's words would have ours behind them read backwards. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * @param {Record<string, Entry>} entries
 * @param {string} language
 * @param {string} locale
 * @returns {Words}
 */
export function makeWords(entries, language, locale) {
  /** In French a space stands before these signs, and no line ends there. @param {string} text */
  const whole = (text) =>
    language === "fr" ? text.replace(/ (?=[:;?!»%])|(?<=«) /g, "\u00a0") : text;
  /** @param {string} key @param {Record<string, unknown>} params */
  const pattern = (key, params) => {
    const entry = entries[key];
    if (entry === undefined) return key;
    if (typeof entry === "string") return whole(entry);
    const category = intl("PluralRules", language).select(Number(params["count"] ?? 0));
    return whole(entry[category] ?? entry["other"] ?? key);
  };
  /** @param {string | number | undefined} value */
  const shown = (value) =>
    typeof value === "number"
      ? intl("NumberFormat", locale).format(value)
      : (value ?? "").replace(TURNS, "");

  /** @template T @param {T | string} value */
  const told = (value) => (typeof value === "string" ? value.replace(TURNS, "") : value);

  return {
    language,
    locale,
    t: (key, params = {}) =>
      pattern(key, params).replace(/\{(\w+)\}/g, (_, name) => shown(params[name])),
    parts: (key, params) =>
      pattern(key, params)
        .split(/\{(\w+)\}/)
        .map((part, index) => (index % 2 ? told(params[part] ?? "") : part)),
    has: (key) => key in entries,
  };
}
