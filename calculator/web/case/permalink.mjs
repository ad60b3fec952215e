/** A case as the fragment of an address, which browsers never send to a server. */

import { withOffset } from "../fields/civil.mjs";
import { isFact, kindOfField, kindsOf, LONGEST_LINKED_TEXT, typedMoment } from "./case.mjs";
import { understood } from "./request.mjs";

/** @import { Case, MomentField, Place, Policy, State } from "../types" */

const FIELDS = /** @type {const} */ (["opened", "called", "answered", "country", "zone"]);
const LONGEST_FRAGMENT = 200000;

/**
 * @param {Partial<Case>} kase the description is in the link only if it is in here
 */
export function fragmentOf(kase) {
  const pairs = [
    ...FIELDS.map((name) => [name, kase[name] ?? ""]),
    ...Object.entries(kase.done ?? {}).map(([kind, value]) => [`done-${kind}`, value]),
    ...Object.entries(kase.facts ?? {}).map(([id, value]) => [factKey(id), value]),
    ["text", kase.text ?? ""],
  ];
  const filled = pairs.filter(([, value]) => value);
  return filled.map(([name, value]) => `${name}=${encoded(value ?? "")}`).join("&");
}

/**
 * The case as a link tells it: moments as instants, and the description only if the reader wants it
 * in; without it, what was read from it.
 * @param {State} state
 * @param {Place} place
 * @param {number} now
 * @param {string} locale
 */
export function linkedFragment({ kase, answer, ui }, place, now, locale) {
  const read = (answer?.facts ?? []).flatMap((f) =>
    f.value && f.state !== "unknown" ? [[f.fact, f.value]] : [],
  );
  const withText = ui.linkText && kase.text.length <= LONGEST_LINKED_TEXT;
  const moment = (/** @type {MomentField} */ field) =>
    understood(typedMoment(kase, field), now, place.zone, locale).at;
  const instant = (/** @type {number | null} */ at) =>
    at === null ? "" : withOffset(at, place.zone);
  return fragmentOf({
    opened: instant(moment("opened") ?? Math.floor(now / 60000) * 60000),
    called: instant(moment("called")),
    answered: instant(moment("answered")),
    done: Object.fromEntries(
      Object.keys(kase.done).map((kind) => [kind, instant(moment(`done-${kind}`))]),
    ),
    country: place.country,
    zone: place.zone,
    facts: withText ? kase.facts : { ...Object.fromEntries(read), ...kase.facts },
    text: withText ? kase.text : "",
  });
}

/**
 * What a fragment says, and the codes of what in it could not be used; null if it is not about a
 * case, such as the anchor of a heading.
 * @param {string} fragment with or without its `#`
 * @param {Policy} policy
 * @returns {{kase: Partial<Case>, problems: {code: string, name: string}[]} | null}
 */
export function readFragment(fragment, policy) {
  const body = fragment.replace(/^#/, "");
  if (!body.includes("=")) return null;
  if (body.length > LONGEST_FRAGMENT)
    return { kase: {}, problems: [{ code: "too-long", name: "" }] };
  /** @type {Partial<Case>} */
  const kase = {};
  /** @type {Record<string, string>} */
  const facts = {};
  const problems = [];
  for (const part of body.split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    const name = decoded(at < 0 ? part : part.slice(0, at)) ?? "";
    const value = at < 0 ? "" : decoded(part.slice(at + 1));
    const field = FIELDS.find((f) => f === name);
    const fact = policy.facts.find((f) => factKey(f.id) === name);
    const shown = name.slice(0, 40);
    if (value === null) problems.push({ code: "garbled", name: shown });
    else if (name === "text" && value.length <= LONGEST_LINKED_TEXT) kase.text = value;
    else if (name === "text") problems.push({ code: "text-too-long", name: shown });
    else if (field) kase[field] = value.slice(0, 200);
    else if (kindsOf(policy).includes(kindOfField(name)))
      kase.done = { ...kase.done, [kindOfField(name)]: value.slice(0, 200) };
    else if (fact && isFact(policy, fact.id, value)) facts[fact.id] = value;
    else if (fact) problems.push({ code: "unknown-value", name: fact.name });
    else problems.push({ code: "unknown-name", name: shown });
  }
  return { kase: { ...kase, facts }, problems: problems.slice(0, 5) };
}

/**
 * A fact goes by its id, unless that is taken by a field.
 * @param {string} id
 */
function factKey(id) {
  return id === "text" || FIELDS.some((field) => field === id) ? `fact-${id}` : id;
}

/**
 * Quotes, backslashes and per cent signs are escaped twice: scripts around the page look up the
 * decoded fragment as an id, and stumble over them.
 * @param {string} value
 */
function encoded(value) {
  const twice = value.replace(/[%"\\]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return encodeURIComponent(twice.toWellFormed?.() ?? twice)
    .replaceAll("%3A", ":")
    .replaceAll("%2F", "/")
    .replaceAll("%2B", "+");
}

/** @param {string} part */
function decoded(part) {
  try {
    const once = decodeURIComponent(part.replaceAll("+", "%2B"));
    return once.replace(/%(25|22|5c)/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  } catch {
    return null;
  }
}
