/**
 * What a search finds: pages, the one first that a colleague would point to.
 *
 * Beside the words of a page, its keys count: what else people call it, from the policy's phrases
 * and glossary.  Words that every question has do not.
 */

import MiniSearch from "minisearch";
import { OUTRIGHT, asking } from "./asking.mjs";
import { apart, nearest, respelt, stemmed, tokens, withJoined } from "./spelling.mjs";

/** @typedef {{location: string, title: string, text: string}} Doc a page, or a section of one */
/**
 * @typedef {object} Words
 * @property {string[]} stop words that do not count
 * @property {string[]} endings that words may lose
 * @property {Record<string, string>} keys from a location to what else people call it
 * @property {Record<string, string>} foreign the same in the other languages that there are words in
 * @property {Record<string, string>} phrases from a location to what people say of it
 * @property {string} clock what is looked for by a time of day
 * @property {Record<string, Term>} terms of the glossary
 * @property {string} glossary the location of the page that explains them; nothing without any
 * @property {Record<string, string[]>} asks from a page's location to phrases that ask for it outright
 * @property {Record<string, string[]>} hints from a page's location to words that hint at it
 * @property {string[]} fillers words that say nothing of what is asked for
 * @property {Record<string, string>} alike from an abbreviation, or a word, to what it means
 * @property {string[]} levels what the severities' numbers stand beside
 * @property {string[]} numbers the words for one, two and so on
 * @property {string[]} define what those type who want to know what something is
 * @property {string[]} conditions words that begin what only says when a question arises
 * @property {string} vendor whose policy it is: the name stands on every page
 * @property {Record<string, number>} weights from a page's location to how much it counts
 */
/** @typedef {{also: string[], text: string}} Term what else people call it, and what explains it */
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
const LETTER = /^\p{L}$/u;
/** Of a question's word it is a verb: "what's". */
const SHORT_IS = /['’]s\b/g;
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
    !stop.has(term) && !stopStems.has(stem(term)) && !LETTER.test(term);
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
    names.flatMap(([term, { also }]) =>
      also.map((name) => [tokens(name).map(stem).join(" "), roots(term)]),
    ),
  );
  const explained = names.flatMap(([term, { also, text }]) =>
    [term, ...also].map((name) => ({ name: roots(name), text: roots(text) })),
  );
  const conditions = new Set(words.conditions.flatMap((word) => tokens(word)));
  const vendor = tokens(words.vendor);
  const define = words.define.map(tokens);
  /** What counts of what was typed, as it is written where it stands. */
  const understood = (/** @type {string[]} */ asked) => {
    const counting = asked.filter(counts);
    return (counting.length ? counting : asked)
      .flatMap((term) => (known.has(stem(term)) ? term : apart(term)))
      .map((term) => (known.has(stem(term)) ? term : respelt(term, written)));
  };
  const isLevel = (/** @type {string} */ word) =>
    /^\d+$/.test(word) || levels.has(word.replace(/\d+$/, ""));
  const fillers = new Set(words.fillers.flatMap((word) => tokens(word)));
  const asksFor = asking(
    words.asks,
    words.hints,
    (word) => stop.has(word) || fillers.has(word) || isLevel(word) || LETTER.test(word),
  );
  const askWords = new Set(
    [words.asks, words.hints].flatMap((some) => Object.values(some).flat().flatMap(tokens)),
  );
  const spelt = (/** @type {string} */ term) =>
    askWords.has(term) || stop.has(term) || written.has(term) ? term : nearest(term, askWords);
  const alike = new Map(
    Object.entries(words.alike).map(([word, means]) => [bare(word), bare(means)]),
  );
  const numbers = new Map(words.numbers.flatMap(tokens).map((word, i) => [word, `${i + 1}`]));
  const levels = new Set(words.levels.flatMap((word) => tokens(word)));
  /** A severity's number is a digit, however it was typed. */
  const numbered = (/** @type {string[]} */ asked) =>
    asked.map((word, i) => (levels.has(asked[i - 1] ?? "") ? (numbers.get(word) ?? word) : word));

  return (query) => {
    const text = query.replace(CLOCK, ` ${words.clock} `).replace(SHORT_IS, " s");
    const whole = numbered(without(vendor, tokens(text)));
    const asked = whole.map((word) => (known.has(stem(word)) ? word : (alike.get(word) ?? word)));
    const typed = understood(asked);
    if (!typed.length) return { items: [], suggest: [] };
    const said = typed.map(stem);
    const first = beforeCondition(asked, conditions);
    const main = new Set(understood(first).map(stem));
    const wanted = asksFor(
      (first.length ? first : asked).map((word) => spelt(alike.get(word) ?? word)),
    );
    // Who asks for a number or a time says with the severity only for what.
    const aside = new Set(wanted.size ? typed.filter(isLevel).map(stem) : []);
    const matters = (/** @type {string} */ term) =>
      aside.has(term) || (main.size && !main.has(term)) ? WHEN : 1;
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
    const unnamed = withoutPhrases(asked, define);
    if (unnamed && explained.some((term) => isAbout(understood(unnamed).map(stem), term)))
      wanted.set(words.glossary, OUTRIGHT);
    for (const page of wanted.keys()) {
      const whole = titles.get(page);
      if (whole && !pages.has(page)) ranked.push([{ ...whole, text: "", score: 0, terms: {} }]);
    }
    const best = (/** @type {Item[]} */ items) =>
      (items[0]?.score ?? 0) + 0.15 * (items[1]?.score ?? 0);
    const top = Math.max(...ranked.map(best)) || 1;
    const worth = (/** @type {Item[]} */ items) =>
      best(items) + (wanted.get(pageOf(items[0]?.location ?? "")) ?? 0) * top;
    ranked.sort((a, b) => worth(b) - worth(a));
    return { items: ranked, suggest: suggestion(asked, vocabulary) };
  };
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

/** @param {string} word */
function bare(word) {
  return tokens(word)[0] ?? word;
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
 * What was typed without the words that ask for a meaning; nothing if there are none.
 * @param {string[]} asked
 * @param {string[][]} define
 */
function withoutPhrases(asked, define) {
  const left = define.reduce((some, phrase) => without(phrase, some), asked);
  return left.length < asked.length ? left : undefined;
}

/**
 * Whether words are about a term: at least half of its name, and nothing that does not explain it.
 * @param {string[]} said
 * @param {{name: string[], text: string[]}} term
 */
function isAbout(said, { name, text }) {
  const named = said.filter((word) => name.includes(word));
  const others = said.filter((word) => !name.includes(word));
  return (
    named.length * 2 >= name.length &&
    others.length < named.length + (named.length === name.length ? 1 : 0) &&
    others.every((word) => text.includes(word))
  );
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
