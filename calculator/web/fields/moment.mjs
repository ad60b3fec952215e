/**
 * Reading a moment as people write it: `9:30`, `yesterday 14:00`, `24 Nov 10:05`, headers of mails.
 *
 * The same steps, by the same data, are in `calculator/language/times/read.py`: words become tokens,
 * each with a letter; shapes are matched against the letters; what they found becomes a moment.
 */

import { daysFrom } from "./civil.mjs";

/**
 * @typedef {{civil: string} | {instant: string} | {now: true} | {ago: number} | {error: string}} Moment
 * A civil time to be read in the reporter's zone; an instant with its offset; now; some minutes
 * before now; or the code of what is wrong.
 */

/**
 * @typedef {object} Reader
 * @property {string} now the civil time where the reporter is, `2026-11-24T10:00`
 * @property {(civil: string) => number} offset of the reporter's clocks at a civil time, in minutes
 * @property {string} language of the page
 * @property {"dm" | "md" | "ask"} order in which the reader's region writes day and month
 */

/** @typedef {[letter: string, value: any]} Token */
/** @typedef {Record<string, Token[]>} Meanings */
/** @typedef {[pattern: string, names: string[]]} Shape */
/** @typedef {Record<string, any>} Fields */
/**
 * @typedef {object} Grammar made by `calculator/language/times/grammar.py`
 * @property {[first: number, last: number]} years
 * @property {Record<string, Meanings>} words
 * @property {Meanings} shared
 * @property {Record<string, number[]>} zones
 * @property {Shape[]} whole
 * @property {Shape[]} dates
 * @property {Shape[]} times
 */
/** @typedef {{words: Meanings, cut: RegExp}} Lexer */
/** @typedef {"whole" | "dates" | "times"} Kind */

const MOST_READINGS = 64;
const HOUR = 3600000;
/** @type {Record<number, string>} */
const NUMBERS = {
  ...{ 1: "n", 2: "n", 3: "t", 4: "q", 6: "6", 8: "8" },
  ...{ 10: "e", 12: "c", 13: "e", 14: "c" },
};

/**
 * Of several mistakes, the one that knows most is told: the least of these, else 0.
 * @type {Record<string, number>}
 */
const NEXT = { unreadable: 9, "time-missing": 8, "time-impossible": 7, "date-impossible": 6 };

/** @type {Grammar} */
let grammar;
/** @type {Map<string, Lexer>} */
const lexers = new Map();
/** @type {Record<Kind, {pattern: RegExp, names: string[]}[]>} */
let shapes;

/** Takes the grammar, before anything is read. @param {Grammar} data */
export function useGrammar(data) {
  const compiled = (/** @type {Shape[]} */ some) =>
    some.map(([pattern, names]) => ({ pattern: new RegExp(`^(?:${pattern})$`, "d"), names }));
  grammar = data;
  lexers.clear();
  shapes = {
    whole: compiled(data.whole),
    dates: compiled(data.dates),
    times: compiled(data.times),
  };
}

/**
 * The reader's own and the English words count, and those of all languages where these fail.
 * @param {string} typed
 * @param {Reader} reader
 * @returns {Moment}
 */
export function readMoment(typed, reader) {
  const own = read(typed, reader, [reader.language, "en"]);
  const failed = "error" in own && own.error === "unreadable";
  return failed ? read(typed, reader, Object.keys(grammar.words)) : own;
}

/**
 * @param {string} typed
 * @param {Reader} reader
 * @param {string[]} languages
 * @returns {Moment}
 */
function read(typed, reader, languages) {
  /** @type {Map<string, Moment>} */
  const good = new Map();
  let error = "unreadable";
  for (const tokens of readings(bare(typed), languages))
    for (const moment of moments(tokens, reader)) {
      if (!("error" in moment)) good.set(JSON.stringify(moment), moment);
      else if ((NEXT[moment.error] ?? 0) < (NEXT[error] ?? 0)) error = moment.error;
    }
  if (good.size > 1) return { error: "ambiguous" };
  return [...good.values()][0] ?? { error };
}

// -- words -----------------------------------------------------------------------------------------

/**
 * In lower case, without accents, brackets, quotes and the name of a zone behind its offset.
 * @param {string} text
 */
function bare(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\u200e\u200f]/gu, "")
    .replaceAll("\u2019", "'")
    .replaceAll("\u2212", "-")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/([-+]\d\d?:?\d*|\dz) ?(\([^()]*\)|\[[^[\]]*\])$/, "$1")
    .replace(/[[\]()"]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * The tokens of a text; several times, if words mean several things.
 * @param {string} text
 * @param {string[]} languages
 * @returns {Token[][]}
 */
function readings(text, languages) {
  const { words, cut } = lexerOf(languages);
  /** @type {Token[][]} */
  let all = [[]];
  for (const [whole, number, word, letters] of text.matchAll(cut)) {
    /** @type {Token[]} */
    let meanings;
    if (number) meanings = [[NUMBERS[number.length] ?? "z", number]];
    else if (word) meanings = words[word] ?? [];
    else {
      const known = !letters && " :./-,+@".includes(whole);
      meanings = [[known ? whole.replace(" ", "_") : "?", whole]];
    }
    all = all.flatMap((tokens) =>
      meanings.map((meaning) => /** @type {Token[]} */ ([...tokens, meaning])),
    );
    if (all.length > MOST_READINGS) all.length = MOST_READINGS;
  }
  return all;
}

/**
 * What words mean in some languages, and what cuts a text into tokens.
 * @param {string[]} languages
 * @returns {Lexer}
 */
function lexerOf(languages) {
  const kept = lexers.get(languages.join());
  if (kept) return kept;
  /** @type {Meanings} */
  const words = {};
  const same =
    (/** @type {Token} */ [a, x]) =>
    (/** @type {Token} */ [b, y]) =>
      a === b && x === y;
  for (const some of [grammar.shared, ...languages.map((l) => grammar.words[l] ?? {})])
    for (const [word, meanings] of Object.entries(some)) {
      const known = (words[word] ??= []);
      known.push(...meanings.filter((meaning) => !known.some(same(meaning))));
    }
  const keys = Object.keys(words)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const cut = new RegExp(`([0-9]+)|(${keys.join("|")})(?!\\p{L})\\.?|(\\p{L}+)|(.)`, "gu");
  lexers.set(languages.join(), { words, cut });
  return { words, cut };
}

// -- shapes ----------------------------------------------------------------------------------------

/**
 * What each shape found that fits, by name; undefined for what is absent.
 * @param {Kind} kind
 * @param {Token[]} tokens
 * @returns {Fields[]}
 */
function matches(kind, tokens) {
  const line = tokens.map(([letter]) => letter).join("");
  return shapes[kind].flatMap(({ pattern, names }) => {
    const spans = pattern.exec(line)?.indices;
    if (!spans) return [];
    const value = (/** @type {number} */ group) => tokens[spans[group]?.[0] ?? NaN]?.[1];
    return [Object.fromEntries(names.map((name, index) => [name, value(index + 1)]))];
  });
}

/**
 * @param {Token[]} tokens
 * @param {Reader} reader
 * @returns {Iterable<Moment>}
 */
function* moments(tokens, reader) {
  for (const fields of matches("whole", tokens)) {
    const { epoch, stamp } = fields;
    const parts = stamp
      ? { ...fields, ymd: stamp.slice(0, 8), digits: stamp.slice(8, 12) }
      : fields;
    if (epoch) yield since1970(epoch);
    else yield stamp || "month" in fields ? moment(parts, parts, reader) : ago(fields);
  }
  for (const fields of matches("times", tokens)) yield moment(null, fields, reader);
  for (const fields of matches("dates", tokens)) {
    const on = dateOf(fields, reader.now, reader.order);
    yield "error" in on ? on : { error: "time-missing" };
  }
  for (let at = 1; at < tokens.length; at++) {
    const [head, tail] = [tokens.slice(0, at), tokens.slice(at)];
    for (const [first, then] of /** @type {const} */ ([
      [head, tail],
      [tail, head],
    ])) {
      const days = matches("dates", first);
      for (const fields of days.length ? matches("times", then) : [])
        for (const day of days) if (!isYear(day, fields)) yield moment(day, fields, reader);
    }
  }
}

/**
 * Whether what could be a time, such as 2026, is the year that the date lacks.
 * @param {Fields} day
 * @param {Fields} fields
 */
function isYear(day, { bare }) {
  return bare && !bare.startsWith("0") && "year" in day && !day["year"];
}

// -- meaning ---------------------------------------------------------------------------------------

/**
 * Of seconds, or of milliseconds, as programs write them.
 * @param {string} digits
 * @returns {Moment}
 */
function since1970(digits) {
  const at = new Date(Number(digits.slice(0, 10)) * 1000).toISOString();
  const [first, last] = grammar.years;
  const possible = first <= Number(at.slice(0, 4)) && Number(at.slice(0, 4)) <= last;
  return possible ? { instant: `${at.slice(0, 16)}+00:00` } : { error: "date-impossible" };
}

/**
 * @param {Fields} fields
 * @returns {Moment}
 */
function ago({ now, half, decimals, hours, minutes, seconds, hour_and_half }) {
  if (hour_and_half) return { ago: 90 };
  if (half) return { ago: Number(hours ?? 0) * 60 + 30 };
  if (seconds) return seconds < 60 ? { now: true } : { ago: Math.floor(seconds / 60) };
  const ago = decimals
    ? Math.round(Number(`${hours}.${decimals}`) * 60)
    : Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return now || !ago ? { now: true } : { ago };
}

/**
 * @param {Fields | null} day
 * @param {Fields} fields
 * @param {Reader} reader
 * @returns {Moment}
 */
function moment(day, fields, reader) {
  const offsets = offsetsOf(fields);
  if (!offsets) return { error: "unreadable" };
  if (!offsets.length) return civilOf(day, fields, reader.now, reader.order);
  const found = [];
  for (const offset of offsets) {
    const here = reader.offset(reader.now);
    const there = civilOf(day, fields, shifted(reader.now, offset - here), reader.order);
    if ("error" in there) return there;
    const instant = there.civil + suffix(offset);
    const own = reader.offset(shifted(there.civil, here - offset));
    if (offsets.length === 1 || own === offset) found.push({ instant });
  }
  return found.length === 1 && found[0] ? found[0] : { error: "zone-ambiguous" };
}

/**
 * Minutes ahead of UTC that a zone may mean: none if no zone is given, null if it cannot be.
 * @param {Fields} fields
 * @returns {number[] | null}
 */
function offsetsOf({ zone, sign, zone_hours: digits, zone_minutes }) {
  const offsets = zone ? (grammar.zones[zone] ?? []) : [];
  if (!sign) return offsets;
  const long = digits.length === 4;
  const hours = Number(long ? digits.slice(0, 2) : digits);
  const minutes = Number(zone_minutes ?? (long ? digits.slice(2) : 0));
  if ((zone && offsets[0] !== 0) || hours > 14 || minutes > 59) return null;
  return [(hours * 60 + minutes) * (sign === "-" ? -1 : 1)];
}

/**
 * @param {Fields | null} day
 * @param {Fields} fields
 * @param {string} now
 * @param {Reader["order"]} order
 * @returns {{civil: string} | {error: string}}
 */
function civilOf(day, fields, now, order) {
  const { time, error } = timeOf({ ...fields, part: partOf(day, fields) });
  if (!time) return { error: error ?? "time-impossible" };
  const ahead = (/** @type {string} */ civil) => milliseconds(civil) - milliseconds(now) > HOUR;
  if (!day) {
    const today = `${now.slice(0, 10)}T${time}`;
    return { civil: ahead(today) ? `${daysFrom(now, -1)}T${time}` : today };
  }
  // The night before that day, or after it?
  if (fields["clock"] === "00:00") return { error: "time-ambiguous" };
  const on = dateOf(day, now, order);
  if ("error" in on) return on;
  const civil = `${on.date}T${time}`;
  const before = "on_weekday" in day && ahead(civil);
  return { civil: before ? `${daysFrom(civil, -7)}T${time}` : civil };
}

/**
 * `am`, `pm` or a part of the day, said with the time, or else with the day.
 * @param {Fields | null} day
 * @param {Fields} fields
 * @returns {string | undefined}
 */
function partOf(day, { part, part_after }) {
  const { day_and_part, part_of_day, last_part } = day ?? {};
  return part ?? part_after ?? day_and_part?.split(" ")[1] ?? part_of_day ?? last_part;
}

/**
 * What is wrong with an hour of a part of the day: the night begins on one date of two.
 * @param {string} part
 * @param {number} hour
 */
function notInPart(part, hour) {
  if (part === "night") return hour < 5 || hour === 12 ? "time-ambiguous" : "";
  return (part === "morning" ? hour >= 12 : hour === 0) ? "time-impossible" : "";
}

/**
 * The time of day, or what is wrong if there is none like it.
 * @param {Fields} fields
 * @returns {{time?: string, error?: string}}
 */
function timeOf({ clock, bare, digits, part, second, ...fields }) {
  if (clock) return { time: clock };
  const full = (bare ?? digits)?.padStart(4, "0");
  let hour = Number(full?.slice(0, 2) ?? fields["hour"]);
  const minute = Number(full?.slice(2, 4) ?? fields["minute"] ?? 0);
  if (part === "am" || part === "pm") {
    if (hour < 1 || hour > 12) return {};
    hour = (hour % 12) + (part === "pm" ? 12 : 0);
  } else if (part) {
    const error = notInPart(part, hour);
    if (error) return { error };
    if (part !== "morning" && hour < 12) hour += 12;
  }
  const possible = hour < 24 && minute < 60 && Number(second ?? 0) < 61;
  return possible ? { time: `${two(hour)}:${two(minute)}` } : {};
}

/**
 * @param {Fields} fields
 * @param {string} now
 * @param {Reader["order"]} order
 * @returns {{date: string} | {error: string}}
 */
function dateOf(fields, now, order) {
  const today = weekdayOf(now);
  const from = (/** @type {number} */ days) => ({ date: daysFrom(now, days) });
  const { day_and_part, last_part } = fields;
  if (day_and_part) return from(Number(day_and_part.split(" ")[0]));
  if (last_part) return from(-1);
  const { days, days_ago, on_weekday, last_weekday, next_weekday, ymd, first, weekday } = fields;
  if (days !== undefined) return from(days);
  if (days_ago) return from(-Number(days_ago));
  if (on_weekday !== undefined) return from(-((today - on_weekday + 7) % 7));
  if (last_weekday !== undefined) return from(-(((today - last_weekday + 6) % 7) + 1));
  if (next_weekday !== undefined) return from(((next_weekday - today + 6) % 7) + 1);
  let { year, month, day } = fields;
  if (ymd) [year, month, day] = [ymd.slice(0, 4), ymd.slice(4, 6), ymd.slice(6)];
  else if (first) {
    const second = fields["second"];
    const found = orderOf(Number(first), Number(second), fields["mark"], order);
    if (found === "ask") return { error: "date-ambiguous" };
    [day, month] = found === "dm" ? [first, second] : [second, first];
  }
  const date = dated(year, Number(month), Number(day), now);
  if (!date) return { error: "date-impossible" };
  return weekday === undefined || weekday === weekdayOf(date)
    ? { date }
    : { error: "weekday-wrong" };
}

/**
 * A dot is a European habit; else the numbers decide, and the region if they leave a choice.
 * @param {number} first
 * @param {number} second
 * @param {string} mark
 * @param {Reader["order"]} order
 */
function orderOf(first, second, mark, order) {
  if (mark === "." || first > 12 || first === second) return "dm";
  return second > 12 ? "md" : order;
}

/**
 * Without a year: the one in which the date is nearest to now.
 * @param {string | undefined} year
 * @param {number} month
 * @param {number} day
 * @param {string} now
 */
function dated(year, month, day, now) {
  const current = Number(now.slice(0, 4));
  const years = year
    ? [year.length === 2 ? 2000 + Number(year) : Number(year)]
    : [current, current - 1, current + 1];
  const today = milliseconds(now.slice(0, 10));
  const far = (/** @type {string} */ date) => Math.abs(milliseconds(date) - today);
  const real = years.map((y) => `${y}-${two(month)}-${two(day)}`).filter(isReal);
  const near = real.sort((a, b) => far(a) - far(b))[0] ?? "";
  const [first, last] = grammar.years;
  return first <= Number(near.slice(0, 4)) && Number(near.slice(0, 4)) <= last ? near : "";
}

/** @param {string} date */
function isReal(date) {
  const at = new Date(`${date}T00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

/** @param {string} civil @returns {number} 0 is Monday */
function weekdayOf(civil) {
  return (new Date(`${civil.slice(0, 10)}T00:00Z`).getUTCDay() + 6) % 7;
}

/** @param {string} civil */
function milliseconds(civil) {
  return Date.parse(civil.length > 10 ? `${civil}Z` : civil);
}

/**
 * @param {string} civil
 * @param {number} minutes
 */
function shifted(civil, minutes) {
  return new Date(milliseconds(civil) + minutes * 60000).toISOString().slice(0, 16);
}

/** @param {number} offset */
function suffix(offset) {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** @param {number} n */
function two(n) {
  return String(n).padStart(2, "0");
}
