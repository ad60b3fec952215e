/** What kind of thing is asked for, whatever it is asked about: a number, a time, who does what. */

import { tokens } from "./spelling.mjs";

/** How much more a page counts that was asked for, measured by the best that was found. */
export const OUTRIGHT = 1.5;
const HINTED = 0.5;

/**
 * @param {Record<string, string[]>} asks from a page to phrases that ask for it outright
 * @param {Record<string, string[]>} hints from a page to words that hint at it
 * @param {(word: string) => boolean} fills whether a word may stand anywhere in such a phrase
 * @returns {(typed: string[]) => Map<string, number>} the pages that are asked for, and how much more
 *   they count
 */
export function asking(asks, hints, fills) {
  const phrases = [
    ...cut(hints).map((phrase) => ({ ...phrase, more: HINTED })),
    ...cut(asks).map((phrase) => ({ ...phrase, more: OUTRIGHT })),
  ];
  return (typed) =>
    new Map(
      phrases
        .filter(({ words }) => isIn(typed, words, fills))
        .map(({ page, more }) => [page, more]),
    );
}

/** @param {Record<string, string[]>} phrases */
function cut(phrases) {
  return Object.entries(phrases).flatMap(([page, texts]) =>
    texts.map((text) => ({ page, words: text.split(" ").map((word) => tokens(word)) })),
  );
}

/**
 * Whether words stand in what was typed in their order, with nothing but fillers between them; of
 * each, one of what is as good.
 * @param {string[]} typed
 * @param {string[][]} words
 * @param {(word: string) => boolean} fills
 */
function isIn(typed, words, fills) {
  return typed.some((_, from) => {
    let at = from;
    return words.every((word, i) => {
      const isWord = () => word.includes(typed[at] ?? "");
      while (i && at < typed.length && !isWord() && fills(typed[at] ?? "")) at++;
      return isWord() && at++ < typed.length;
    });
  });
}
