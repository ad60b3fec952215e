/** Words as they are typed: cut from a text, without their endings, joined, taken apart, respelt. */

/**
 * Lower case, without accents; "e-mail" and "24x7" are one word.
 * @param {string} text
 */
export function tokens(text) {
  return (
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/\be-(?=\p{L})/gu, "e")
      .replace(/['’]s\b/g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * Words written apart or together are the same: each pair is there as one word, too.
 * @param {string[]} words
 */
export function withJoined(words) {
  return [...words, ...words.slice(1).map((word, i) => `${words[i]}${word}`)];
}

/**
 * Numbers and letters that are written as one, each for itself: "24x7x365".
 * @param {string} term
 */
export function apart(term) {
  const parts = term.match(/\d+|\p{L}{2,}/gu) ?? [];
  return parts.length > 1 && /\d/.test(term) ? parts : [term];
}

/**
 * The written word that a mistyped one is meant for; itself while one that begins like it may still be
 * being typed.
 * @param {string} term
 * @param {Iterable<string>} written
 */
export function respelt(term, written) {
  const words = [...written];
  return words.some((word) => word.startsWith(term)) ? term : nearest(term, words);
}

/**
 * The word that is spelt most like one; itself where none is near.
 * @param {string} term
 * @param {Iterable<string>} written
 */
export function nearest(term, written) {
  const most = term.length < 5 || /\d/.test(term) ? 0 : term.length < 8 ? 1 : 2;
  let found = term;
  let least = most + 1;
  for (const word of most ? written : []) {
    if (word.length < 4 || Math.abs(word.length - term.length) > most) continue;
    const slips = distance(term, word);
    if (slips < least) [found, least] = [word, slips];
  }
  return found;
}

/**
 * How many letters are wrong, missing, too many, or changed places with the next.
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  /** @type {number[][]} */
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (/** @type {number} */ i, /** @type {number} */ j) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = (rows[i] = [i]);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j] ?? Infinity, at(i - 2, j - 2) + 1);
    }
  }
  return at(a.length, b.length);
}

/**
 * @param {string} term
 * @param {string[]} endings the longest first
 */
export function stemmed(term, endings) {
  const ending = endings.find((end) => term.endsWith(end) && term.length - end.length > 2);
  return ending ? term.slice(0, -ending.length) : term;
}
