// Draws the timelines of worked deadlines for the guide, with the calculator's own view of them.
//
//     node timelines.mjs REQUEST RESULT
//
// REQUEST is JSON: the policy, the words and their language and locale, and the answers to draw, each
// with the zone of its reporter.  RESULT gets a list of HTML, in the same order.
import { readFileSync, writeFileSync } from "node:fs";
import { nothing } from "lit-html";

import { useClocks } from "../web/time/clocks.mjs";
import { timelineView } from "../web/views/timeline.mjs";
import { makeWords } from "../web/words/entries.mjs";
import { formats } from "../web/words/format.mjs";

const [request, result] = process.argv.slice(2);
const given = JSON.parse(readFileSync(request, "utf8"));
const { policy, words, language, locale, drawings } = given;
useClocks(given.clocks);
const w = makeWords(words, language, locale);
const f = formats(locale);

const drawn = drawings.map(({ name, zone, answer }) => {
  // There is no present moment on paper, and each drawing has ids of its own.
  const clock = { kind: "unopened", due: null };
  const moments = { answered: { at: null } };
  const view = { policy, w, f, place: { zone }, now: 0, clock, moments };
  return told(timelineView(view, answer))
    .replaceAll("sc-timeline-title", `timeline-${name}`)
    .replaceAll("sc-hatch", `hatch-${name}`)
    .replace(/\s*\n\s*/g, " ");
});
writeFileSync(result, JSON.stringify(drawn));

/**
 * A template of lit-html as text; it draws into pages only.  Attributes are single expressions.
 *
 * @param {unknown} value
 * @returns {string}
 */
function told(value) {
  if (value === nothing || value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(told).join("");
  if (typeof value !== "object") return escaped(String(value));
  const { strings, values } = value;
  let text = strings[0];
  values.forEach((part, index) => {
    const attribute = text.match(/\s[\w-]+=$/);
    if (attribute && part === nothing) text = text.slice(0, -attribute[0].length);
    else if (attribute) text += `"${escaped(String(part))}"`;
    else text += told(part);
    text += strings[index + 1];
  });
  return text;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
