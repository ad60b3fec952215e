/** A case as the fragment of an address, which browsers never send to a server. */

import { withOffset } from "../fields/civil.mjs";
import { isFact, keptOf, kindOfField, LONGEST_LINKED_TEXT } from "./case.mjs";

/** @import { Case, MomentField, Moments, Place, Policy, State } from "../types" */

const FIELDS = /** @type {const} */ (["opened", "called", "answered", "country", "zone"]);
/** Names that are taken: of the fields, of the description, and of the facts that were read. */
const TAKEN = [...FIELDS, "text", "read"];
const LONGEST_FRAGMENT = 200000;

/**
 * @param {Partial<Case>} kase the description is in the link only if it is in here
 */
export function fragmentOf(kase) {
  const facts = Object.entries(kase.facts ?? {});
  const read = facts.flatMap(([id]) => (kase.sent?.[id] === "read" ? [id] : []));
  const pairs = [
    ...FIELDS.map((name) => [name, kase[name] ?? ""]),
    ...Object.entries(kase.done ?? {}).map(([kind, value]) => [`done-${kind}`, value]),
    ...facts.map(([id, value]) => [factKey(id), value]),
    ["read", read.join(",")],
    ["text", kase.text ?? ""],
  ];
  const filled = pairs.filter(([, value]) => value);
  return filled.map(([name, value]) => `${name}=${encoded(value ?? "")}`).join("&");
}

/**
 * The case as a link tells it: moments as instants, none for what has not happened; and the
 * description only if the reader wants it in; without it, what was read from it.
 * @param {Pick<State, "kase" | "answer" | "ui">} state
 * @param {Place} place
 * @param {Moments} moments
 */
export function linkedFragment({ kase, answer, ui }, place, moments) {
  const read = (answer?.facts ?? []).flatMap((f) =>
    f.value && (f.state === "read" || f.state === "assumed") ? [[f.fact, f.value]] : [],
  );
  const withText = ui.linkText && kase.text.length <= LONGEST_LINKED_TEXT;
  const instant = (/** @type {MomentField} */ field) => {
    const at = moments[field]?.at ?? null;
    return at === null ? "" : withOffset(at, place.zone);
  };
  return fragmentOf({
    opened: instant("opened"),
    called: instant("called"),
    answered: instant("answered"),
    done: Object.fromEntries(Object.keys(kase.done).map((kind) => [kind, instant(`done-${kind}`)])),
    country: place.country,
    zone: place.zone,
    facts: withText ? kase.facts : { ...Object.fromEntries(read), ...kase.facts },
    sent: { ...Object.fromEntries(read.map(([id]) => [id, "read"])), ...kase.sent },
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
  /** @type {string[]} */
  let read = [];
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
    else if (keptOf(policy).includes(kindOfField(name)))
      kase.done = { ...kase.done, [kindOfField(name)]: value.slice(0, 200) };
    else if (name === "read") read = value.split(",");
    else if (fact && isFact(policy, fact.id, value)) facts[fact.id] = value;
    else if (fact) problems.push({ code: "unknown-value", name: fact.name });
    else problems.push({ code: "unknown-name", name: shown });
  }
  // Who opens a link sees that its facts are another's: chosen, or read from another's words.
  /** @type {Case["sent"]} */
  const sent = {};
  for (const id of Object.keys(facts)) sent[id] = read.includes(id) ? "read" : "chosen";
  return { kase: { ...kase, facts, sent }, problems: problems.slice(0, 5) };
}

/**
 * A fact goes by its id, unless that is taken by a field.
 * @param {string} id
 */
function factKey(id) {
  return TAKEN.includes(id) ? `fact-${id}` : id;
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
