/** What becomes of all that the page knows when something happens: a state in, a state out. */

import { civilAt, spaced, withOffset } from "../fields/civil.mjs";
import { placeNamed, placeOf, zoneFits } from "../fields/places.mjs";
import { emptyCase, isEmpty, sameCase, soundCase, typedMoment, withMoment } from "./case.mjs";
import { MOMENTS, understood } from "./request.mjs";

/** @import { Answer, Case, CaseEvent, Context, EngineState, FieldError, State } from "../types" */

/** Milliseconds after a key press before the engine is asked. */
const TYPING = 300;
/** Fields without which no time can be counted. */
const COUNTED_FROM = ["opened", "called", "zone"];

/**
 * @param {Case} kase
 * @param {EngineState} engine
 * @returns {State}
 */
export function stateOf(kase, engine) {
  return {
    kase,
    answer: null,
    answeredText: "",
    errors: [],
    engine,
    subdivisions: { country: "", list: [] },
    ui: {
      asked: [],
      choosing: false,
      confirming: false,
      undo: null,
      replaced: false,
      example: "",
      linkText: false,
      done: "",
      preview: null,
      linkProblems: [],
      left: [],
    },
  };
}

/**
 * The state after an event.
 * @param {State} state
 * @param {CaseEvent} event
 * @param {Context} context
 * @returns {State}
 */
export function changed(state, event, context) {
  const change = /** @type {Record<string, any>} */ (CHANGES)[event.type];
  return change ? change(state, event, context) : state;
}

/**
 * After how many milliseconds the engine is to be asked because of an event; null: it need not be.
 * @param {State} before
 * @param {State} after
 * @param {CaseEvent} event
 */
export function askingIn(before, after, event) {
  if (event.type === "retry") return 0;
  const { ticks: _, draft: __, ...was } = before.kase;
  const { ticks, draft, ...is } = after.kase;
  if (JSON.stringify(was) === JSON.stringify(is)) return null;
  return event.type === "typed" || event.type === "entered" ? TYPING : 0;
}

/**
 * Whether there is nothing yet to ask the engine about.
 * @param {State} state
 */
export function asksNothing({ kase, ui }) {
  return isEmpty(kase) && !ui.choosing;
}

/**
 * Whether the answer's deadline has passed.
 * @param {State} state
 * @param {number} now
 */
export function isOverdue({ answer }, now) {
  return Boolean(answer?.deadline) && now >= Date.parse(answer?.deadline ?? "");
}

/**
 * What a reader would see changed: the moment of a call, or a fact by "id=value".
 * @param {State} state
 * @param {string} key
 * @param {Context} context
 * @returns {Partial<Case>}
 */
export function whatIf({ kase }, key, context) {
  if (key === "called") return { called: nowText(kase, context) };
  const [fact = "", value = ""] = key.split("=");
  return { facts: { ...kase.facts, [fact]: value } };
}

/**
 * @typedef {{[Type in CaseEvent["type"]]:
 *   (state: State, event: CaseEvent & {type: Type}, context: Context) => State}} Changes
 */

/** What each event makes of a state. @type {Changes} */
const CHANGES = {
  typed: (s, { text }) => {
    const { undo, replaced, asked } = s.ui;
    const kept = !text || replaced ? { undo } : { undo: null };
    const ui = { ...s.ui, ...kept, asked: asked.filter((id) => id in s.kase.facts) };
    return { ...s, kase: { ...s.kase, text }, ui };
  },
  entered: (s, { field, text }) => entering(s, withMoment(s.kase, field, text)),
  picked: (s, { field, text }) =>
    entering(s, withMoment(s.kase, field, text.slice(0, 16).replace("T", " "))),
  // Once its field is left, a time that depends on now becomes one that does not.
  settled: (s, { field }, context) => {
    const { zone } = place(s.kase, context);
    const { text } = understood(typedMoment(s.kase, field), context.now, zone, context.locale);
    return text ? entering(s, withMoment(s.kase, field, spaced(text))) : s;
  },
  left: (s, { field }) =>
    s.ui.left.includes(field) ? s : showing(s, { left: [...s.ui.left, field] }),
  // The zone follows the country, unless it is there.
  placed: (s, { field, value }, { places }) => {
    const leaves = field === "country" && !isThere(places, value, s.kase.zone);
    return entering(s, { [field]: value, ...(leaves ? { zone: "" } : {}) });
  },
  "take-zone": (s, { arg }) => entering(s, { zone: arg }),
  chosen: (s, { fact, value }) => {
    const asked = s.answer?.asks[0] === fact ? distinct([...s.ui.asked, fact]) : s.ui.asked;
    return entering(s, { facts: { ...s.kase.facts, [fact]: value } }, { asked });
  },
  forget: (s, { arg }) => {
    const { [arg]: _, ...facts } = s.kase.facts;
    return entering(s, { facts }, { asked: s.ui.asked.filter((id) => id !== arg) });
  },
  // Ticking "open a case" or "call" says when it was done, unless that was said already.
  ticked: (s, { action, done }, context) => {
    const others = s.kase.ticks.filter((id) => id !== action);
    const does = context.policy.actions.find((a) => a.id === action)?.does;
    const field = does === "open-case" ? "opened" : does === "call" ? "called" : null;
    const stamped =
      done && field && !s.kase[field].trim() ? { [field]: nowText(s.kase, context) } : {};
    return entering(s, { ticks: done ? [...others, action] : others, ...stamped });
  },
  drafted: (s, { part, text }) => entering(s, { draft: { ...s.kase.draft, [part]: text } }),
  stamp: (s, { arg }, context) => entering(s, withMoment(s.kase, arg, nowText(s.kase, context))),
  clear: (s, { arg }) => entering(s, withMoment(s.kase, arg, "")),
  // Of a time that the clocks show twice, the second.
  "take-other": (s, { arg }, context) => {
    const [field = "", instant = ""] = arg.split(" ");
    const { zone } = place(s.kase, context);
    return entering(s, { [field]: spaced(withOffset(Date.parse(instant), zone)) });
  },
  example: (s, { arg }, context) => {
    const kase = exampleCase(arg, s.kase, context);
    return kase ? entering(s, kase, { example: arg, undo: null, asked: [] }) : s;
  },
  "example-here": (s) =>
    entering(s, { opened: "", called: "", country: "", zone: "" }, { example: "" }),
  choose: (s) => showing(s, { choosing: true }),
  "start-again": (s) => showing(s, { confirming: true }),
  "start-again-no": (s) => showing(s, { confirming: false }),
  "start-again-yes": (s) => {
    const undo = isEmpty(s.kase) ? null : s.kase;
    const ui = { undo, replaced: false, asked: [], choosing: false, left: [], example: "" };
    return { ...entering(s, emptyCase(), ui), answer: null, errors: [] };
  },
  undo: (s) =>
    s.ui.undo ? entering(s, s.ui.undo, { undo: null, replaced: false, example: "" }) : s,
  "dismiss-undo": (s) => showing(s, { undo: null, replaced: false }),
  "dismiss-link-problems": (s) => showing(s, { linkProblems: [] }),
  "link-text": (s, { on }) => showing(s, { linkText: on }),
  linked: (s, { kase, problems }, { policy }) => {
    const linked = soundCase({ ...emptyCase(), ...kase }, policy);
    if (isEmpty(linked)) return showing(s, { linkProblems: problems });
    const replaces = !isEmpty(s.kase) && !sameCase(s.kase, linked);
    const undo = replaces ? { undo: s.kase, replaced: true } : {};
    const left = [...MOMENTS, "zone", "country"];
    const ui = { ...s.ui, linkProblems: problems, left, asked: [], example: "", ...undo };
    return { ...s, kase: linked, ui };
  },
  previewed: (s, { preview }) => showing(s, { preview }),
  "apply-preview": (s) => (s.ui.preview ? entering(s, s.ui.preview.change) : s),
  done: (s, { id }) => showing(s, { done: id }),
  subdivided: (s, { subdivisions }) => ({ ...s, subdivisions }),
  retry: (s) => ({ ...s, engine: { phase: "starting" } }),
  asked: (s, { errors }) => {
    const answer = asksNothing(s) ? null : s.answer;
    const same = answer === s.answer && JSON.stringify(errors) === JSON.stringify(s.errors);
    return same ? s : { ...s, errors, answer };
  },
  answered: (s, { answer, text, errors, engine }) => ({
    ...s,
    answer: errors.some((e) => COUNTED_FROM.includes(e.field)) ? withoutTimes(answer) : answer,
    answeredText: text,
    errors: allErrors(errors, answer),
    engine,
  }),
  failed: (s, { message }) => ({ ...s, engine: { phase: "failed", step: message } }),
};

/**
 * The reader has entered something: what was previewed or about to be confirmed is over.
 * @param {State} state
 * @param {Partial<Case>} changes
 * @param {Partial<State["ui"]>} [ui]
 * @returns {State}
 */
function entering(state, changes, ui = {}) {
  const kase = { ...state.kase, ...changes };
  return { ...state, kase, ui: { ...state.ui, preview: null, confirming: false, ...ui } };
}

/**
 * @param {State} state
 * @param {Partial<State["ui"]>} ui
 * @returns {State}
 */
function showing(state, ui) {
  return { ...state, ui: { ...state.ui, ...ui } };
}

/**
 * @param {Case} kase
 * @param {Context} context
 */
function place(kase, { places, here }) {
  return placeOf(places, kase, here);
}

/**
 * Now as one would type it, with its offset.
 * @param {Case} kase
 * @param {Context} context
 */
function nowText(kase, context) {
  return spaced(withOffset(context.now, place(kase, context).zone));
}

/**
 * @param {string} id
 * @param {Case} kase
 * @param {Context} context
 * @returns {Case | null}
 */
function exampleCase(id, kase, context) {
  const example = context.policy.examples.find((e) => e.id === id);
  if (!example) return null;
  const zone = example.timezone ?? place(kase, context).zone;
  const civil = (/** @type {string | undefined} */ moment) =>
    moment ? civilAt(Date.parse(moment), zone).replace("T", " ") : "";
  return {
    ...emptyCase(),
    text: example.text,
    facts: { ...example.facts },
    opened: civil(example.opened),
    called: civil(example.called),
    country: example.country ?? "",
    zone: example.timezone ?? "",
  };
}

/**
 * The page's own errors, and those of the engine about fields that the page took for right.
 * @param {FieldError[]} errors
 * @param {Answer} answer
 */
function allErrors(errors, answer) {
  const known = new Set(errors.map((e) => e.field));
  const told = answer.errors.map((e) => ({
    ...e,
    field: e.field === "timezone" ? "zone" : e.field,
  }));
  return [...errors, ...told.filter((e) => !known.has(e.field))];
}

/**
 * An answer from which nothing can be taken for a deadline, as the times it was asked with are not
 * those that the reader meant.
 * @param {Answer} answer
 * @returns {Answer}
 */
function withoutTimes(answer) {
  const nothing = { deadline: null, target: null, if_called_now: null, review: null, kinds: [] };
  return { ...answer, ...nothing, latest_useful_call: null, remaining: null, targets: [] };
}

/**
 * Whether a zone may be that of a place; one that is not understood yet is left alone.
 * @param {Context["places"]} places
 * @param {string} said the place
 * @param {string} zone
 */
function isThere(places, said, zone) {
  const country = placeNamed(places, said);
  return !country || zoneFits(places, { country, zone });
}

/** @param {string[]} ids */
function distinct(ids) {
  return [...new Set(ids)];
}
