/** Which stretches of the description counted, were set aside, or are about something else. */

/** @import { Answer, Span } from "../types" */
/** @typedef {{text: string, kind: "plain" | "counted" | "aside" | "other", label: string}} Stretch */

/**
 * The description cut where its meaning changes.  Offsets of the engine count code points.
 * @param {string} text
 * @param {Pick<Answer, "evidence" | "aside" | "others">} reading
 * @returns {Stretch[]}
 */
export function stretches(text, reading) {
  const points = [...text];
  const spans = [
    ...reading.evidence.map((e) => ({
      ...e,
      kind: /** @type {const} */ ("counted"),
      label: e.fact,
    })),
    ...reading.aside.map((a) => ({ ...a, kind: /** @type {const} */ ("aside"), label: a.cue })),
    ...reading.others.map((o) => ({
      ...o,
      kind: /** @type {const} */ ("other"),
      label: o.criterion,
    })),
  ].filter((span) => span.start < span.end && span.end <= points.length);
  const cuts = [...new Set([0, points.length, ...spans.flatMap((s) => [s.start, s.end])])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const over = spans.find((s) => s.start <= start && start < s.end);
    const piece = points.slice(start, cuts[index + 1]).join("");
    return { text: piece, kind: over?.kind ?? "plain", label: over?.label ?? "" };
  });
}

/**
 * The words of a span.
 * @param {string} text
 * @param {Span} span
 */
export function wordsIn(text, span) {
  return [...text].slice(span.start, span.end).join("");
}
