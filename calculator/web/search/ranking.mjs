/**
 * What a search finds: pages, the one first that a colleague would point to.
 *
 * Beside the words of a page, its keys count: what else people call it, from the policy's phrases
 * and glossary.  Words that every question has do not.
 */

import MiniSearch from "minisearch";

/** @typedef {{location: string, title: string, text: string}} Doc a page, or a section of one */
/**
 * @typedef {object} Words
 * @property {string[]} stop words that do not count
 * @property {string[]} endings that words may lose
 * @property {Record<string, string>} keys from a location to what else people call it
 * @property {Record<string, string>} foreign the same in the other languages that there are words in
 * @property {Record<string, string>} phrases from a location to what people say of it
 * @property {string} clock what is looked for by a time of day
 * @property {Record<string, string[]>} terms from a term of the glossary to what else people call it
 * @property {string} glossary the location of the page that explains them; nothing without any
 * @property {string[]} define what those type who want to know what something is
 * @property {string[]} conditions words that begin what only says when a question arises
 * @property {string} vendor whose policy it is: the name stands on every page
 * @property {Record<string, number>} weights from a page's location to how much it counts
 */
/** @typedef {Doc & {score: number, terms: Record<string, boolean>}} Item */

const BOOST = { keys: 12, foreign: 3, title: 4, phrases: 1.5, page: 1.5, text: 1 };
/** How much words count that were typed beside each other, and what is meant by what was typed. */
const BESIDE = 2;
const MEANT = 0.5;
/** How much those words count that only say when the question arises. */
const WHEN = 0.2;
/** How much a page counts at least where its own keys were found: those who type them look for it. */
const NAMED = 0.5;
/** Words of the longest name of a term that is looked for. */
const LONGEST_NAME = 3;
/** A time of day: nobody looks for its numbers. */
const CLOCK = /\b\d{1,2}(?::\d{2}(?:\s*[ap]m)?|\s*[ap]m)\b/gi;
const EXCERPT = 160;

/**
 * @param {Doc[]} docs
 * @param {Words} words
 * @returns {(query: string) => {items: Item[][], suggest: string[]}}
 */
export function searcher(docs, words) {
  const stop = new Set(words.stop.flatMap((word) => tokens(word)));
  const endings = [...words.endings].sort((a, b) => b.length - a.length);
  const stem = (/** @type {string} */ term) => stemmed(term, endings);
  const stopStems = new Set([...stop].filter((word) => word.length > 3).map(stem));
  const counts = (/** @type {string} */ term) =>
    !stop.has(term) && !stopStems.has(stem(term)) && !/^\p{L}$/u.test(term);
  const titles = new Map(docs.map((doc) => [doc.location, doc]));
  const pageOf = (/** @type {string} */ location) => location.split("#")[0] ?? "";
  /** @type {Set<string>} the words that are there, as written, and their stems */
  const written = new Set();
  const known = new Set();
  const index = new MiniSearch({
    idField: "location",
    fields: ["keys", "foreign", "title", "phrases", "page", "text"],
    tokenize: (text) => {
      const found = tokens(text);
      for (const word of found) written.add(word);
      return withJoined(found);
    },
    processTerm: (term) => {
      if (!counts(term)) return null;
      const root = stem(term);
      known.add(root);
      return root;
    },
  });
  index.addAll(
    docs.map((doc) => ({
      location: doc.location,
      title: plain(doc.title),
      page: plain(titles.get(pageOf(doc.location))?.title ?? ""),
      text: plain(doc.text),
      keys: words.keys[doc.location] ?? "",
      foreign: words.foreign[doc.location] ?? "",
      phrases: words.phrases[doc.location] ?? "",
    })),
  );
  const vocabulary = [...new Set(docs.flatMap((doc) => tokens(plain(doc.title))))].sort(
    (a, b) => a.length - b.length,
  );
  const roots = (/** @type {string} */ text) => tokens(text).filter(counts).map(stem);
  const names = Object.entries(words.terms);
  const meanings = new Map(
    names.flatMap(([term, also]) =>
      also.map((name) => [tokens(name).map(stem).join(" "), roots(term)]),
    ),
  );
  const explained = names.flatMap(([term, also]) => [term, ...also].map(roots));
  const conditions = new Set(words.conditions.flatMap((word) => tokens(word)));
  const vendor = tokens(words.vendor);
  const define = words.define.map((phrase) => tokens(phrase).join(" "));
  /** What counts of what was typed, as it is written where it stands. */
  const understood = (/** @type {string[]} */ asked) => {
    const counting = asked.filter(counts);
    return (counting.length ? counting : asked)
      .flatMap((term) => (known.has(stem(term)) ? term : apart(term)))
      .map((term) => (known.has(stem(term)) ? term : respelt(term, written)));
  };

  return (query) => {
    const asked = without(vendor, tokens(query.replace(CLOCK, ` ${words.clock} `)));
    const typed = understood(asked);
    if (!typed.length) return { items: [], suggest: [] };
    const said = typed.map(stem);
    const main = new Set(understood(beforeCondition(asked, conditions)).map(stem));
    const matters = (/** @type {string} */ term) => (main.size && !main.has(term) ? WHEN : 1);
    const meant = meantBy(said, meanings);
    const added = [...new Set(meant.flatMap(({ term }) => term))].filter((t) => !said.includes(t));
    const pairs = new Set(withJoined(typed).slice(typed.length).map(stem));
    const found = index.search(query, {
      tokenize: () => [...said, ...pairs, ...added],
      processTerm: (term) => term,
      boost: BOOST,
      boostTerm: (term) => (pairs.has(term) ? BESIDE : said.includes(term) ? matters(term) : MEANT),
      // The last word may still be being typed.
      prefix: (term, i) => term.length > 2 && (i === said.length - 1 || term.length > 4),
      weights: { prefix: 0.4, fuzzy: 0 },
      // A long list of keys is no worse than a short one.
      bm25: { k: 1.2, b: 0.3, d: 0.5 },
    });
    /** @type {Map<string, Item[]>} */
    const pages = new Map();
    const among = (/** @type {string} */ term) =>
      found.filter(({ queryTerms }) => queryTerms.includes(term)).length;
    /** How much of what was typed each word is: more where it is rare. */
    const shares = new Map(
      said.map((t) => [t, matters(t) * Math.sqrt(Math.log(1 + docs.length / (1 + among(t))))]),
    );
    for (const { id, score, queryTerms, terms, match } of found) {
      const doc = titles.get(id);
      if (!doc) continue;
      const there = (/** @type {string} */ term) => queryTerms.includes(term);
      const told = meant.filter(({ term }) => term.every(there)).flatMap(({ words }) => words);
      const here = [...shares].filter(([t]) => there(t) || told.includes(t));
      const covered = sum(here.map(([, share]) => share)) / sum([...shares.values()]);
      const page = pageOf(id);
      const named = id === page && Object.values(match).some((fields) => fields.includes("keys"));
      const weight = words.weights[id] ?? words.weights[page] ?? 1;
      // The index multiplies by how many words were found; what was typed says how many there are.
      const each = score / queryTerms.length;
      const weighed = each * covered * covered * (named ? Math.max(weight, NAMED) : weight);
      const marked = marker(new Set(terms), stem);
      pages.set(page, [
        ...(pages.get(page) ?? []),
        {
          ...doc,
          title: marked(doc.title),
          text: excerpt(plain(doc.text), marked),
          score: weighed,
          terms: Object.fromEntries(queryTerms.map((term) => [term, true])),
        },
      ]);
    }
    const ranked = [...pages].map(([page, items]) => {
      items.sort((a, b) => b.score - a.score);
      const whole = titles.get(page);
      // The page itself leads its sections, whether or not its own words were found.
      if (whole && !items.some((item) => item.location === page))
        items.push({ ...whole, text: "", score: 0, terms: {} });
      return items;
    });
    const best = (/** @type {Item[]} */ items) =>
      (items[0]?.score ?? 0) + 0.15 * (items[1]?.score ?? 0);
    ranked.sort((a, b) => best(b) - best(a));
    if (asksForMeaning(asked, define) && explained.some((name) => isMostOf(said, name))) {
      const at = ranked.findIndex(([item]) => item && pageOf(item.location) === words.glossary);
      ranked.unshift(...ranked.splice(at, at < 0 ? 0 : 1));
    }
    return { items: ranked, suggest: suggestion(asked, vocabulary) };
  };
}

/**
 * Lower case, without accents; "e-mail" and "24x7" are one word.
 * @param {string} text
 */
export function tokens(text) {
  return (
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/\be-(?=\p{L})/gu, "e")
      .replace(/['’]s\b/g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * What was typed without a name, unless there is nothing else.
 * @param {string[]} name
 * @param {string[]} asked
 */
function without(name, asked) {
  const at = asked.findIndex((_, from) => name.every((word, i) => asked[from + i] === word));
  const left = at < 0 ? asked : asked.toSpliced(at, name.length);
  return name.length && left.length ? left : asked;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

/**
 * What stands before the word that begins a condition; nothing without one, or where it stands first.
 * @param {string[]} asked
 * @param {Set<string>} conditions
 */
function beforeCondition(asked, conditions) {
  const at = asked.findIndex((word, i) => i > 1 && conditions.has(word));
  return at < 0 ? [] : asked.slice(0, at);
}

/**
 * @param {string[]} asked
 * @param {string[]} define
 */
function asksForMeaning(asked, define) {
  const text = ` ${asked.join(" ")} `;
  return define.some((words) => text.includes(` ${words} `));
}

/**
 * Whether words are at least half of a name, and nothing else.
 * @param {string[]} said
 * @param {string[]} name
 */
function isMostOf(said, name) {
  return said.every((term) => name.includes(term)) && said.length * 2 >= name.length;
}

/**
 * Words written apart or together are the same: each pair is there as one word, too.
 * @param {string[]} words
 */
function withJoined(words) {
  return [...words, ...words.slice(1).map((word, i) => `${words[i]}${word}`)];
}

/**
 * Numbers and letters that are written as one, each for itself: "24x7x365".
 * @param {string} term
 */
function apart(term) {
  const parts = term.match(/\d+|\p{L}{2,}/gu) ?? [];
  return parts.length > 1 && /\d/.test(term) ? parts : [term];
}

/**
 * The terms of the glossary that are called otherwise in what was typed, as stems.
 * @param {string[]} said
 * @param {Map<string, string[]>} meanings
 */
function meantBy(said, meanings) {
  const found = [];
  for (let length = 1; length <= LONGEST_NAME; length++)
    for (let from = 0; from + length <= said.length; from++) {
      const words = said.slice(from, from + length);
      const term = meanings.get(words.join(" "));
      if (term?.length) found.push({ words, term });
    }
  return found;
}

/**
 * The written word that a mistyped one is meant for; itself where none is near, or while one that
 * begins like it may still be being typed.
 * @param {string} term
 * @param {Iterable<string>} written
 */
function respelt(term, written) {
  const most = term.length < 5 || /\d/.test(term) ? 0 : term.length < 8 ? 1 : 2;
  let nearest = term;
  let least = most + 1;
  for (const word of most ? written : []) {
    if (word.startsWith(term)) return term;
    if (word.length < 4 || Math.abs(word.length - term.length) > most) continue;
    const slips = distance(term, word);
    if (slips < least) [nearest, least] = [word, slips];
  }
  return nearest;
}

/**
 * How many letters are wrong, missing, too many, or changed places with the next.
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  /** @type {number[][]} */
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (/** @type {number} */ i, /** @type {number} */ j) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = (rows[i] = [i]);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j] ?? Infinity, at(i - 2, j - 2) + 1);
    }
  }
  return at(a.length, b.length);
}

/**
 * @param {string} term
 * @param {string[]} endings the longest first
 */
function stemmed(term, endings) {
  const ending = endings.find((end) => term.endsWith(end) && term.length - end.length > 2);
  return ending ? term.slice(0, -ending.length) : term;
}

/** @param {string} html */
function plain(html) {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Marks the words that were found.
 * @param {Set<string>} terms
 * @param {(term: string) => string} stem
 */
function marker(terms, stem) {
  return (/** @type {string} */ text) =>
    plain(text).replace(/&\w+;|[\p{L}\p{N}]+/gu, (word) =>
      !word.startsWith("&") && tokens(word).some((token) => terms.has(stem(token)))
        ? `<mark>${word}</mark>`
        : word,
    );
}

/**
 * A stretch of the text around the first word that was found.
 * @param {string} text
 * @param {(text: string) => string} marked
 */
function excerpt(text, marked) {
  const whole = marked(text);
  const at = whole.indexOf("<mark>");
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, at - EXCERPT / 3)));
  const end = text.indexOf(" ", start + EXCERPT);
  const cut = marked(text.slice(start, end < 0 ? undefined : end));
  return `${start ? "… " : ""}${cut.trim()}${end < 0 ? "" : " …"}`;
}

/**
 * The words typed, the last one completed by a word of a title; nothing if there is none.
 * @param {string[]} asked
 * @param {string[]} vocabulary
 */
function suggestion(asked, vocabulary) {
  const last = asked.at(-1) ?? "";
  const whole = vocabulary.find((word) => word.startsWith(last) && word !== last);
  return last.length > 2 && whole ? [...asked.slice(0, -1), whole] : [];
}
