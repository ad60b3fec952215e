/** Whether a description was edited or another one put in its place. */

/**
 * What of a description is still there: where, in the text as it now is, and how long it was.
 * @typedef {{length: number, spans: [start: number, end: number][]}} About
 */

/** Of a description that is only edited, at least this share stays. */
const EDITED = 0.25;
/** With this share of it still there, an edited description counts as the description. */
const SAME = 0.5;

/**
 * The whole of a text.
 * @param {string} text
 * @returns {About}
 */
export function wholeOf(text) {
  return { length: text.length, spans: text ? [[0, text.length]] : [] };
}

/**
 * What is left once the text is another one.
 * @param {About} about
 * @param {string} before
 * @param {string} after
 * @returns {About}
 */
export function leftOf(about, before, after) {
  const { head, tail } = common(before, after);
  const cut = before.length - tail;
  const shift = after.length - before.length;
  const spans = about.spans.flatMap(([start, end]) => [
    [start, Math.min(end, head)],
    [Math.max(start, cut) + shift, end + shift],
  ]);
  return {
    length: about.length,
    spans: /** @type {About["spans"]} */ (spans.filter(([start, end]) => start < end)),
  };
}

/**
 * How much two texts have in common at their beginnings, and at their ends.
 * @param {string} before
 * @param {string} after
 */
function common(before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { head, tail };
}

/** @param {About} about */
function share({ length, spans }) {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0) / length;
}

/**
 * Whether so little is left that it is another description.  Of nothing, nothing can be lost.
 * @param {About} about
 */
export function isAnother(about) {
  return about.length > 0 && share(about) < EDITED;
}

/**
 * Whether enough is left that the text, as it now is, may stand for the description.
 * @param {About} about
 */
export function isSame(about) {
  return about.length === 0 || share(about) >= SAME;
}
