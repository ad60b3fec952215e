/** The interface's words, one file a language, filled with names, numbers and dates. */

import { intl } from "./intl.mjs";
import languages from "./languages.mjs";
import { localeFor } from "./locale.mjs";

/** The languages that have a file of words. */
export const LANGUAGES = languages;

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

/**
 * The language to speak: the one chosen, else the first of the reader's that there is.
 * @param {string | null} chosen
 * @param {readonly string[]} preferred
 */
export function languageFor(chosen, preferred) {
  const bases = [chosen ?? "", ...preferred].map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  return bases.find((base) => LANGUAGES.includes(base)) ?? "en";
}

/**
 * @param {string} language
 * @returns {Promise<Words>}
 */
export async function loadWords(language, preferred = navigator.languages) {
  const response = await fetch(new URL(`words/${language}.json`, import.meta.url));
  if (!response.ok) throw new Error(`words/${language}.json: ${response.status}`);
  return makeWords(await response.json(), language, localeFor(language, preferred));
}

/**
 * @param {Record<string, Entry>} entries
 * @param {string} language
 * @param {string} locale
 * @returns {Words}
 */
export function makeWords(entries, language, locale) {
  /** @param {string} key @param {Record<string, unknown>} params */
  const pattern = (key, params) => {
    const entry = entries[key];
    if (entry === undefined) return key;
    if (typeof entry === "string") return entry;
    return (
      entry[intl("PluralRules", language).select(Number(params["count"] ?? 0))] ??
      entry["other"] ??
      key
    );
  };
  /** @param {string | number | undefined} value */
  const shown = (value) =>
    typeof value === "number" ? intl("NumberFormat", locale).format(value) : (value ?? "");

  return {
    language,
    locale,
    t: (key, params = {}) =>
      pattern(key, params).replace(/\{(\w+)\}/g, (_, name) => shown(params[name])),
    parts: (key, params) =>
      pattern(key, params)
        .split(/\{(\w+)\}/)
        .map((part, index) => (index % 2 ? (params[part] ?? "") : part)),
    has: (key) => key in entries,
  };
}
