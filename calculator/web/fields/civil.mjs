/** Civil time: what the clocks of a zone show.  Instants are milliseconds since 1970 in UTC. */

import { offsetAt, zoneExists } from "../time/clocks.mjs";

export { offsetAt, zoneExists };

/** The browser's zone, as long as its clock keeps the offset. */
const here = { offset: NaN, zone: "UTC" };

/** The zone of this browser, by whatever name it uses; one that the engine does not know, by its offset. */
export function browserZone() {
  const offset = new Date().getTimezoneOffset();
  if (offset !== here.offset) {
    const named = new Intl.DateTimeFormat("en").resolvedOptions().timeZone;
    const hours = offset / 60;
    const fixed = `Etc/GMT${hours < 0 ? "" : "+"}${hours}`;
    here.offset = offset;
    here.zone = [named, fixed].find(zoneExists) ?? "UTC";
  }
  return here.zone;
}

/**
 * What the zone's clocks show at an instant: `2026-11-24T10:00`.
 * @param {number} instant
 * @param {string} zone
 */
export function civilAt(instant, zone) {
  return new Date(instant + offsetAt(zone, instant) * 60000).toISOString().slice(0, 16);
}

/**
 * The instant at which the zone's clocks show a civil time: the first if they show it twice; moved
 * forward by the gap if they never do.
 * @param {string} civil
 * @param {string} zone
 */
export function instantOf(civil, zone) {
  const utc = Date.parse(`${civil}Z`);
  const before = offsetAt(zone, utc - 86400000);
  const after = offsetAt(zone, utc + 86400000);
  const candidates = [utc - before * 60000, utc - after * 60000];
  const exact = candidates.filter((at) => civilAt(at, zone) === civil.slice(0, 16));
  return exact.length ? Math.min(...exact) : (candidates[0] ?? utc);
}

/**
 * An instant with its offset, as ISO 8601: `2026-11-24T10:00+05:30`.
 * @param {number} instant
 * @param {string} zone
 */
export function withOffset(instant, zone) {
  const offset = offsetAt(zone, instant);
  const minutes = Math.abs(offset);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const sign = offset < 0 ? "-" : "+";
  const suffix =
    offset === 0 ? "Z" : `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return civilAt(instant, zone) + suffix;
}

/**
 * An ISO 8601 text with spaces, as one would type it: `2026-11-24 10:00 +05:30`.
 * @param {string} iso
 */
export function spaced(iso) {
  return iso.replace("T", " ").replace(/(?=[+-]\d\d:\d\d$)|(?=Z$)/, " ");
}

/**
 * A civil date some days away from another.
 * @param {string} civil
 * @param {number} days
 */
export function daysFrom(civil, days) {
  const date = new Date(`${civil.slice(0, 10)}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
