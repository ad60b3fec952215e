/** Why: what was read, set aside and assumed, and the readings of the policy it rests on. */

import { html, nothing } from "lit-html";
import { factOf, valueOf } from "../case/lookup.mjs";
import { wordsIn } from "./marks.mjs";
import { fold, instant } from "./parts.mjs";

/** @import { Answer, Note, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function whyView(v, answer) {
  const [read, aside, noted] = [
    answer.evidence.map((e) => readText(v, e)),
    answer.aside.map((a) => asideText(v, a)),
    answer.notes.map((note) => noteText(v, note)),
  ];
  if (![...read, ...aside, ...noted].length) return nothing;
  return fold(
    "why",
    v.w.t("why-title.title"),
    html`${part(v, "why-title.read", read)} ${part(v, "why-title.aside", aside)}
    ${part(v, "why-title.notes", noted)}`,
  );
}

/**
 * @param {View} v
 * @param {string} title
 * @param {string[]} items
 */
function part(v, title, items) {
  const distinct = [...new Set(items)];
  if (!distinct.length) return nothing;
  return html`<div>
    <p class="sc-label">${v.w.t(title)}</p>
    <ul>
      ${distinct.map((text) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}

/**
 * @param {View} v
 * @param {Answer["evidence"][number]} evidence
 */
function readText(v, evidence) {
  const fact = factOf(v.policy, evidence.fact);
  const value = valueOf(fact, evidence.value);
  return v.w.t("why-title.read-as", {
    words: v.f.quote(wordsIn(v.answeredText, evidence)),
    fact: fact?.name ?? evidence.fact,
    value: value?.label ?? evidence.value,
  });
}

/**
 * @param {View} v
 * @param {Answer["aside"][number]} aside
 */
function asideText(v, aside) {
  return v.w.t("why-title.set-aside", {
    words: v.f.quote(wordsIn(v.answeredText, aside)),
    reason: v.w.t(`cue.${aside.cue}`),
  });
}

/**
 * A note of the engine in words.  Places, zones and instants among its parameters are named.
 * @param {View} v
 * @param {Note} note
 */
export function noteText(v, note) {
  const key = `note.${note.code}`;
  if (!v.w.has(key)) return note.code;
  const params = { ...note.params };
  for (const [name, value] of Object.entries(params)) params[name] = shown(v, name, value);
  return v.w.t(key, params);
}

/**
 * @param {View} v
 * @param {string} name
 * @param {string} value
 */
function shown(v, name, value) {
  if (name === "place" || name === "country")
    return v.f.country(value.slice(0, 2)) + value.slice(2);
  if (name === "field" && v.w.has(`field.${value}`)) return v.w.t(`field.${value}`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return v.f.day(instant(`${value}T00:00Z`), "UTC");
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(value))
    return v.f.moment(instant(value), v.place.zone);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return v.f.moment(instant(`${value}Z`), "UTC");
  return value;
}
