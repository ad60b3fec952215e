/** The browser's formatters, each made once: making one takes longer than all that it formats. */

/** @type {Map<string, any>} */
const made = new Map();

/**
 * @template {"Collator" | "DateTimeFormat" | "DisplayNames" | "ListFormat" | "NumberFormat"
 *   | "PluralRules" | "RelativeTimeFormat"} Kind
 * @param {Kind} kind
 * @param {string} locale
 * @param {ConstructorParameters<(typeof Intl)[Kind]>[1]} [options]
 * @returns {InstanceType<(typeof Intl)[Kind]>}
 */
export function intl(kind, locale, options) {
  const key = JSON.stringify([kind, locale, options]);
  let formatter = made.get(key);
  if (!formatter) {
    const Formatter = /** @type {any} */ (Intl[kind]);
    formatter = new Formatter(locale, options);
    made.set(key, formatter);
  }
  return formatter;
}
