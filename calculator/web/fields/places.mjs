/** Countries and time zones: which belongs to which, and which are likely. */

import { zoneExists } from "./civil.mjs";

/** @import { Place, Places, Policy } from "../types" */
/**
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [hint]
 * @property {string} terms what it is found by, beside its label
 * @property {string[]} [also] whole names, folded, that it shares with others: found by one of them, it
 *   comes before those that only start like it
 * @property {number} [weight] which of those that share a name comes first: the greater
 * @property {Record<string, string>} [names] what names it in full, folded, to the value meant, beside its
 *   label and its value
 * @property {boolean} likely
 */

/** @returns {Promise<Places>} */
export async function loadPlaces() {
  const response = await fetch(new URL("places.json", import.meta.url));
  if (!response.ok) throw new Error(`places.json: ${response.status}`);
  return bare(await response.json());
}

/**
 * The tables without what objects have from birth: `toString` names neither a country nor a zone.
 * @param {Places} places
 * @returns {Places}
 */
export function bare(places) {
  const without = (/** @type {object} */ table) => Object.assign(Object.create(null), table);
  const { names, zones, aliases } = places;
  return { ...places, names: without(names), zones: without(zones), aliases: without(aliases) };
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
 * A name without case, accents, punctuation and article, as the build folds those of the list.
 * @param {string} text
 */
export function foldedName(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/[.'’]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ");
  return words.trim().replace(/^the /, "");
}

/**
 * The place that a code or a name in full names, such as `GB-ENG`; empty if it names none.
 * @param {Places} places
 * @param {string} said
 */
export function placeNamed(places, said) {
  const named = places.names[foldedName(said)];
  if (named) return named;
  const [, country = "", region = ""] = /^\s*([^-]+)-(.+?)\s*$/.exec(said) ?? [];
  const code = places.names[foldedName(country)] ?? "";
  return code && !code.includes("-") && region ? `${code}-${region.toUpperCase()}` : "";
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
 * country with a single zone decides the zone.  A country that is not understood is none.
 * @param {Places} places
 * @param {{country: string, zone: string}} chosen
 * @param {string} here the browser's zone
 * @returns {Place}
 */
export function placeOf(places, chosen, here) {
  const guess = canonicalZone(places, here);
  const known = zoneExists(chosen.zone);
  const wrongZone = known ? "" : chosen.zone;
  const said = chosen.country.trim();
  const named = placeNamed(places, said);
  const wrongCountry = named ? "" : said;
  const wrong = { wrongZone, wrongCountry };
  if (known) {
    const country = said ? named : countryOf(places, chosen.zone);
    return { country, countryGuessed: !said, zone: chosen.zone, ...wrong };
  }
  if (!said)
    return { country: countryOf(places, guess), countryGuessed: true, zone: guess, ...wrong };
  return { country: named, countryGuessed: false, zone: zoneFor(places, named, guess), ...wrong };
}

/**
 * The zone that follows from a country: the browser's if it is there, else the country's main one.
 * @param {Places} places
 * @param {string} country
 * @param {string} here
 */
function zoneFor(places, country, here) {
  const zones = zonesOf(places, country);
  const main = places.clocks[country.slice(0, 2)]?.[0] ?? zones[0] ?? here;
  return zones.includes(here) ? here : main;
}

/**
 * The zones to choose from where a country has several clocks and none was chosen, or one was that is
 * not there; none if the zone is sure.
 * @param {Places} places
 * @param {Place} place
 * @param {{zone: string}} chosen
 * @param {string} here the browser's zone
 */
export function zonesInQuestion(places, place, chosen, here) {
  const zones = zonesOf(places, place.country);
  const clocks = places.clocks[place.country.slice(0, 2)] ?? zones.slice(0, 1);
  if (!zoneFits(places, place)) return clocks;
  const sure = zoneExists(chosen.zone) || canonicalZone(places, here) === place.zone;
  return sure || clocks.length < 2 ? [] : clocks;
}

/**
 * Whether the zone in use is one of the country's; if not, the reader should choose.
 * @param {Places} places
 * @param {{country: string, zone: string}} place
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
  const names = namesByPlace(places);
  const choice = (/** @type {string} */ value) => ({
    value,
    label: f.country(value),
    terms: value,
    names: names[value] ?? {},
    likely: likely.includes(value),
  });
  const sorted = rest.map(choice).sort((a, b) => f.compare(a.label, b.label));
  return [...likely.map(choice), ...sorted];
}

/**
 * What each country is called; a part of one, such as England, is found with the whole.
 * @param {Places} places
 */
function namesByPlace(places) {
  /** @type {Record<string, Record<string, string>>} */
  const by = {};
  for (const [name, place] of Object.entries(places.names))
    (by[place.slice(0, 2)] ??= {})[name] = place;
  return by;
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
  const countries = namesByPlace(places);
  const byCity = Object.keys(places.cities);
  const likely = [...new Set([...zonesOf(places, country), canonicalZone(places, here)])];
  const rest = Object.keys(places.zones).filter((zone) => !likely.includes(zone));
  const all = [...likely, ...rest.sort(f.compare), "UTC"];
  const old = oldNames(places);
  return [...new Set(all)].map((value) => {
    const code = places.zones[value] ?? "";
    const name = f.country(code);
    const cities = (places.cities[value] ?? "").split("|").filter(Boolean);
    const named = [townOf(value), ...(old[value] ?? []).flatMap((zone) => [zone, townOf(zone)])];
    const short = (places.short[value] ?? "").toLowerCase().split(" ");
    return {
      value,
      label: cityOf(value),
      hint: code && name,
      terms: `${value} ${name} ${places.short[value] ?? ""}`,
      names: Object.fromEntries([...cities, ...named.map(foldedName)].map((n) => [n, value])),
      also: [foldedName(name), ...Object.keys(countries[code] ?? {}), ...short],
      weight: likely.includes(value) ? 1 : 1 / (2 + (byCity.indexOf(value) + 1 || 999)),
      likely: likely.includes(value),
    };
  });
}

/**
 * The former names of each zone; EST and the like name other zones in everyday use.
 * @param {Places} places
 */
function oldNames(places) {
  /** @type {Record<string, string[]>} */
  const by = {};
  for (const [old, zone] of Object.entries(places.aliases))
    if (!/^[A-Z]{3}$/.test(old)) (by[zone] ??= []).push(old);
  return by;
}

/**
 * "Asia/Kolkata" as people say it.
 * @param {string} zone
 */
export function cityOf(zone) {
  if (fixedOffset(zone)) return townOf(zone);
  const [area, ...city] = zone.split("/");
  return city.length ? `${city.join(", ").replaceAll("_", " ")} (${area})` : zone;
}

/**
 * The last part of a zone's name.
 * @param {string} zone
 */
export function townOf(zone) {
  return fixedOffset(zone) ?? (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/**
 * What a zone is called that is no place's: UTC, or so many hours from it, whose sign its name has
 * the wrong way round.
 * @param {string} zone
 */
export function fixedOffset(zone) {
  const found = /^(?:Etc\/)?(?:UTC|UCT|GMT|Zulu|Universal|Greenwich)(?:[+-]?0|([+-])(\d+))?$/.exec(
    zone,
  );
  if (!found) return null;
  const [, sign, hours] = found;
  return hours ? `UTC${sign === "-" ? "+" : "-"}${hours}` : "UTC";
}
