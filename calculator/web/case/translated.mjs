/** A policy in another language, where it gives its texts in several. */

/** @import { Policy } from "../types" */

/**
 * The policy with its texts in a language; as it is, if it has none in it.  A text is named by the
 * id of what it is of and its field: `portal-down.text`; a fact's values are named within the fact:
 * `subject.portal.label`; what has no id goes by its own name: `escalation.text`.
 * @param {Policy} policy
 * @param {string} language
 * @returns {Policy}
 */
export function translated(policy, language) {
  const texts = policy.translations?.[language];
  if (!texts) return policy;
  const said = /** @type {Policy} */ (inLanguage(policy, texts, ""));
  return { ...said, about: { ...said.about, language } };
}

/**
 * @param {unknown} thing
 * @param {Record<string, string>} texts
 * @param {string} name
 * @returns {unknown}
 */
function inLanguage(thing, texts, name) {
  if (Array.isArray(thing)) return thing.map((one) => inLanguage(one, texts, name));
  if (typeof thing !== "object" || !thing) return thing;
  const { id } = /** @type {{id?: string | number}} */ (thing);
  // Only the values of a fact are named within it.
  const inside = name.startsWith("facts.") ? `${name.slice(6)}.${id}` : String(id);
  const own = id === undefined ? name : inside;
  const pairs = Object.entries(thing).map(([field, value]) => {
    if (field === "translations") return [field, value];
    if (typeof value === "string") return [field, texts[`${own}.${field}`] ?? value];
    const below = field === "values" ? `facts.${own}` : field;
    return [field, inLanguage(value, texts, below)];
  });
  return Object.fromEntries(pairs);
}
