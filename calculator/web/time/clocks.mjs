/**
 * What the clocks of every zone show, by the zone data with which the engine counts: browsers have
 * their own, often of another release, and the page would disagree with its own answers.
 */

/** @typedef {{zones: string, offsets: number[], steps: string, times: string, rule: number[]}} Packed */
/** @typedef {{since: number, clocks: Packed[]}} Clocks */
/** @typedef {{changes: number[], offsets: number[], rule: number[]}} Clock minutes, as in clocks.py */

const MINUTE = 60000;
const DAY = 86400000;

/** @type {Map<string, Packed | Clock>} */
const clocks = new Map();
let since = 0;

/**
 * Takes the zones' data, before anything of theirs is converted; what other zones' clocks show is
 * known still.
 * @param {Clocks} data
 */
export function useClocks(data) {
  since = Date.UTC(data.since, 0);
  for (const clock of data.clocks)
    for (const zone of clock.zones.split(" ")) if (!clocks.has(zone)) clocks.set(zone, clock);
}

/**
 * Whether the engine knows the zone.
 * @param {string} zone
 */
export function zoneExists(zone) {
  return clocks.has(zone);
}

/**
 * How far the zone's clocks are ahead of UTC at an instant, in minutes.
 * @param {string} zone
 * @param {number} instant
 */
export function offsetAt(zone, instant) {
  const { changes, offsets, rule } = clockOf(zone);
  const minute = Math.floor((instant - since) / MINUTE);
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle] ?? 0) <= minute) low = middle + 1;
    else high = middle;
  }
  const last = low === changes.length;
  return last && rule.length > 1 ? byRule(rule, instant) : (offsets[low] ?? 0);
}

/**
 * @param {string} zone
 * @returns {Clock}
 */
function clockOf(zone) {
  const found = clocks.get(zone);
  if (!found) throw new RangeError(`no zone ${zone}`);
  if ("changes" in found) return found;
  let at = 0;
  const changes = found.times
    .split(" ")
    .filter(Boolean)
    .map((time) => (at += parseInt(time, 36)));
  const offsets = [...found.steps].map((step) => found.offsets[parseInt(step, 36)] ?? 0);
  const clock = { changes, offsets, rule: found.rule };
  clocks.set(zone, clock);
  return clock;
}

/**
 * @param {number[]} rule
 * @param {number} instant
 */
function byRule([standard = 0, summer = 0, ...changes], instant) {
  const year = new Date(instant + standard * MINUTE).getUTCFullYear();
  const start = changeIn(year, changes.slice(0, 4)) - standard * MINUTE;
  const end = changeIn(year, changes.slice(4)) - summer * MINUTE;
  const inSummer =
    start < end ? start <= instant && instant < end : !(end <= instant && instant < start);
  return inSummer ? summer : standard;
}

/**
 * When, by the clock that it ends, a change happens: on the nth weekday of a month, the fifth being
 * the last.
 * @param {number} year
 * @param {number[]} change
 */
function changeIn(year, [month = 1, week = 1, weekday = 0, minutes = 0]) {
  const first = Date.UTC(year, month - 1, 1);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  let day = ((weekday - new Date(first).getUTCDay() + 7) % 7) + 7 * (week - 1);
  while (day >= days) day -= 7;
  return first + day * DAY + minutes * MINUTE;
}
