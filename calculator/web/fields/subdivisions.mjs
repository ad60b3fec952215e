/** The parts of a country that have holidays of their own. */

/**
 * @param {string} country its two letters
 * @param {string} base the address of the site
 * @param {(a: string, b: string) => number} compare
 * @returns {Promise<{code: string, name: string}[]>}
 */
export async function loadSubdivisions(country, base, compare) {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  try {
    const response = await fetch(new URL(`api/holidays/${country}.json`, base));
    const found = response.ok ? await response.json() : {};
    const entries = Object.entries(
      /** @type {Record<string, {name?: string}>} */ (found.subdivisions ?? {}),
    );
    const named = entries.map(([code, { name }]) => ({ code, name: name ?? code }));
    return named.sort((a, b) => compare(a.name, b.name));
  } catch {
    // Holidays are a refinement; without them the country as a whole counts.
    return [];
  }
}
