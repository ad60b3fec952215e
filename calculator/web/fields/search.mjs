/** What of a list is found by what was typed, and what that names in full. */

import { foldedName } from "./places.mjs";

/** @import { Choice } from "./places.mjs" */

/**
 * The choices that are found, the best first: what is named in full, then what shares a whole name, then
 * what starts like it.
 * @param {Choice[]} choices
 * @param {string} typed
 */
export function matching(choices, typed) {
  const wanted = folded(typed);
  if (!wanted) return choices;
  const name = foldedName(typed);
  const fits = (/** @type {Choice} */ c) => {
    if (folded(c.value) === wanted || c.names?.[name]) return 3;
    if (c.also?.includes(name)) return 1 + (c.weight ?? 0);
    return Number(folded(c.label).startsWith(wanted));
  };
  return choices
    .filter((c) => folded(`${c.label} ${c.terms}`).includes(wanted) || called(c, name))
    .sort((a, b) => fits(b) - fits(a));
}

/**
 * The choice that what was typed names in full, and the value meant: nobody chose what it only starts
 * to name.
 * @param {Choice[]} choices
 * @param {string} typed
 * @returns {{choice: Choice, value: string} | undefined}
 */
export function named(choices, typed) {
  const wanted = folded(typed);
  const name = foldedName(typed);
  for (const choice of choices)
    if ([choice.label, choice.value].some((n) => folded(n) === wanted))
      return { choice, value: choice.value };
  for (const choice of choices)
    if (choice.names?.[name]) return { choice, value: choice.names[name] };
  return undefined;
}

/**
 * Whether one of the other names of a choice starts like this.
 * @param {Choice} choice
 * @param {string} name
 */
function called({ names, also = [] }, name) {
  return [...Object.keys(names ?? {}), ...also].some((each) => each.startsWith(name));
}

/** @param {string} text */
export function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[_\s]+/g, " ")
    .trim();
}
