/** Countries and time zones: which belongs to which, and which are likely. */

import { zoneExists } from "./civil.mjs";

/** @import { Place, Places, Policy } from "../types" */
/** @typedef {{value: string, label: string, hint?: string, terms: string, likely: boolean}} Choice */

/** @returns {Promise<Places>} */
export async function loadPlaces() {
  const response = await fetch(new URL("places.json", import.meta.url));
  if (!response.ok) throw new Error(`places.json: ${response.status}`);
  return response.json();
}

/**
 * The name by which the tables know a zone: browsers still say `Asia/Calcutta`.
 * @param {Places} places
 * @param {string} zone
 */
export function canonicalZone(places, zone) {
  return zone in places.zones ? zone : (places.aliases[zone] ?? zone);
}

/**
 * The country a zone is in, empty if it belongs to none.
 * @param {Places} places
 * @param {string} zone
 */
export function countryOf(places, zone) {
  return places.zones[canonicalZone(places, zone)] ?? "";
}

/**
 * @param {Places} places
 * @param {string} country
 */
export function zonesOf(places, country) {
  const code = country.slice(0, 2);
  return Object.keys(places.zones).filter((zone) => places.zones[zone] === code);
}

/**
 * Where the reporter is: what was chosen, and the browser's zone and its country for the rest.  A
 * country with a single zone decides the zone.
 * @param {Places} places
 * @param {{country: string, zone: string}} chosen
 * @param {string} here the browser's zone
 * @returns {Place}
 */
export function placeOf(places, chosen, here) {
  const guess = canonicalZone(places, here);
  const known = zoneExists(chosen.zone);
  const wrongZone = known ? "" : chosen.zone;
  if (known) {
    const country = chosen.country || countryOf(places, chosen.zone);
    return { country, countryGuessed: !chosen.country, zone: chosen.zone, wrongZone };
  }
  if (!chosen.country) {
    return { country: countryOf(places, guess), countryGuessed: true, zone: guess, wrongZone };
  }
  const zones = zonesOf(places, chosen.country);
  const only = zones.length === 1 ? zones[0] : undefined;
  return { country: chosen.country, countryGuessed: false, zone: only ?? guess, wrongZone };
}

/**
 * Whether the zone in use is one of the country's; if not, the reader should choose.
 * @param {Places} places
 * @param {Place} place
 */
export function zoneFits(places, place) {
  const zones = zonesOf(places, place.country);
  return !zones.length || zones.includes(canonicalZone(places, place.zone));
}

/**
 * Countries, likely ones first: the guess, those of the reader's languages, those the policy names.
 * @param {Places} places
 * @param {import("../words/format.mjs").Formats} f
 * @param {Policy} policy
 * @param {string} guess
 * @param {readonly string[]} languages
 * @returns {Choice[]}
 */
export function countryChoices(places, f, policy, guess, languages) {
  const spoken = languages.flatMap((tag) => regionOf(tag));
  const named = [
    ...policy.phones.flatMap((phone) => phone.countries ?? []),
    ...policy.regions.map((region) => countryOf(places, region.zone)),
  ];
  const likely = [...new Set([guess, ...spoken, ...named])].filter((c) =>
    places.countries.includes(c),
  );
  const rest = places.countries.filter((code) => !likely.includes(code));
  const choice = (/** @type {string} */ value) => ({
    value,
    label: f.country(value),
    hint: value,
    terms: value,
    likely: likely.includes(value),
  });
  const sorted = rest.map(choice).sort((a, b) => f.compare(a.label, b.label));
  return [...likely.map(choice), ...sorted];
}

/** @param {string} tag */
function regionOf(tag) {
  try {
    return new Intl.Locale(tag).region ?? [];
  } catch {
    return [];
  }
}

/**
 * Zones, likely ones first: those of the country, then the browser's.
 * @param {Places} places
 * @param {import("../words/format.mjs").Formats} f
 * @param {string} country
 * @param {string} here
 * @returns {Choice[]}
 */
export function zoneChoices(places, f, country, here) {
  const likely = [...new Set([...zonesOf(places, country), canonicalZone(places, here)])];
  const rest = Object.keys(places.zones).filter((zone) => !likely.includes(zone));
  const all = [...likely, ...rest.sort(f.compare), "UTC"];
  return [...new Set(all)].map((value) => ({
    value,
    label: cityOf(value),
    terms: `${value} ${f.country(places.zones[value] ?? "")}`,
    likely: likely.includes(value),
  }));
}

/**
 * "Asia/Kolkata" as people say it.
 * @param {string} zone
 */
export function cityOf(zone) {
  const [area, ...city] = zone.split("/");
  return city.length ? `${city.join(", ").replaceAll("_", " ")} (${area})` : zone;
}

/**
 * The last part of a zone's name.
 * @param {string} zone
 */
export function townOf(zone) {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
