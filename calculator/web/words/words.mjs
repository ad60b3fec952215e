/** The interface's words, one file a language, filled with names, numbers and dates. */

import { makeWords } from "./entries.mjs";
import languages from "./languages.mjs";
import { localeFor } from "./locale.mjs";

/** The languages that have a file of words. */
export const LANGUAGES = languages;

/** @typedef {import("./entries.mjs").Words} Words */

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
