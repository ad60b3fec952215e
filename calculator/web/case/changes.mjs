/** What becomes of all that the page knows when something happens: a state in, a state out. */

import { civilAt, spaced, withOffset } from "../fields/civil.mjs";
import { placeNamed, placeOf, zoneFits } from "../fields/places.mjs";
import { emptyCase, isEmpty, isMarked, sameCase, soundCase } from "./case.mjs";
import { kindOfField, typedMoment, withMoment } from "./case.mjs";
import { clockOf, COUNTED_FROM } from "./clock.mjs";
import { isAnother, isSame, leftOf, wholeOf } from "./description.mjs";
import { MOMENTS, understood } from "./request.mjs";

/** @import { Action, Answer, Case, CaseEvent, Context, EngineState, FieldError } from "../types" */
/** @import { MomentField, State, View } from "../types" */

/** Milliseconds after a key press before the engine is asked. */
const TYPING = 300;
/** What is open or asked of a case that has just come. @type {Partial<State["ui"]>} */
const FRESH = {
  asked: [],
  choosing: false,
  cleared: {},
  example: "",
  left: [],
  linkProblems: [],
  since: {},
  unopened: false,
};
const NOWHERE = { country: "", zone: "" };

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
    answeredAt: 0,
    errors: [],
    engine,
    subdivisions: { country: "", list: [] },
    ui: {
      asked: [],
      choosing: false,
      undo: null,
      laid: "",
      about: wholeOf(kase.text),
      since: {},
      cleared: {},
      unopened: false,
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
  /** @type {State} */
  const after = change ? change(state, event, context) : state;
  if (after.kase === state.kase || event.type === "typed") return after;
  // Whatever is chosen is about the description as it is by then.
  return showing(after, { about: wholeOf(after.kase.text) });
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
 * Whether support is late: a deadline that no longer moves has passed, and nobody has answered.
 * @param {State} state
 * @param {Context["policy"]} policy
 * @param {number} now
 */
export function isOverdue(state, policy, now) {
  return clockOf(state, policy, now).kind === "overdue";
}

/**
 * The moment at which an action is done; null if it leaves none.
 * @param {Action | undefined} action
 * @returns {"opened" | "called" | null}
 */
export function momentOf(action) {
  return action?.does === "open-case" ? "opened" : action?.does === "call" ? "called" : null;
}

/**
 * Whether something has been done: opening a case and calling, once they have a moment.
 * @param {Pick<View, "kase" | "moments" | "now">} view
 * @param {Action} action
 */
export function isDone({ kase, moments, now }, action) {
  const field = momentOf(action);
  if (!field) return kase.ticks.includes(action.id);
  const { at } = moments[field];
  return at !== null && at <= now;
}

/**
 * @typedef {{[Type in CaseEvent["type"]]:
 *   (state: State, event: CaseEvent & {type: Type}, context: Context) => State}} Changes
 */

/** What each event makes of a state. @type {Changes} */
const CHANGES = {
  typed: (s, { text }) => {
    const { undo, laid, asked } = s.ui;
    // Who takes the new description back takes back, too, that it was one.
    if (laid === "new" && undo?.text && undo.text === text) return restored(s, undo);
    const about = leftOf(s.ui.about, s.kase.text, text);
    if (isAnother(about) && isMarked(s.kase)) return anotherCase(s, text);
    const kept = text && laid === "cleared" ? { undo: null, laid: /** @type {const} */ ("") } : {};
    const ui = { ...s.ui, ...kept, about, asked: asked.filter((id) => id in s.kase.facts) };
    return { ...s, kase: { ...s.kase, text }, ui };
  },
  entered: (s, { field, text }, { now }) =>
    entering(s, withMoment(s.kase, field, text), { since: { ...s.ui.since, [field]: now } }),
  picked: (s, { field, text }) => timed(s, field, text.slice(0, 16).replace("T", " ")),
  // Once its field is left, a time that depends on now becomes one that does not.
  settled: (s, { field }, context) => {
    const { zone } = place(s.kase, context);
    const since = s.ui.since[field] ?? context.now;
    const { text } = understood(typedMoment(s.kase, field), since, zone, context.locale);
    return text ? timed(s, field, spaced(text)) : s;
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
    const { [fact]: _, ...sent } = s.kase.sent;
    return entering(s, { facts: { ...s.kase.facts, [fact]: value }, sent }, { asked });
  },
  forget: (s, { arg }) => {
    const { [arg]: _, ...facts } = s.kase.facts;
    const { [arg]: __, ...sent } = s.kase.sent;
    return entering(s, { facts, sent }, { asked: s.ui.asked.filter((id) => id !== arg) });
  },
  // Opening a case and calling are done when there is a moment at which they were.
  ticked: (s, { action, done }, context) => {
    const field = momentOf(context.policy.actions.find((a) => a.id === action));
    if (field) return timed(s, field, done ? nowText(s.kase, context) : "");
    const others = s.kase.ticks.filter((id) => id !== action);
    return entering(s, { ticks: done ? [...others, action] : others });
  },
  drafted: (s, { part, text }) => entering(s, { draft: { ...s.kase.draft, [part]: text } }),
  stamp: (s, { arg }, context) => timed(s, arg, nowText(s.kase, context)),
  "opened-as-called": (s) => timed(s, "opened", s.kase.called),
  "not-opened": (s) => showing(s, { unopened: true }),
  clear: (s, { arg }) => without(timed(s, arg, ""), kindOfField(arg)),
  "put-back": (s, { arg }) => {
    const [field = ""] = arg.split(" ");
    const moment = /** @type {MomentField} */ (field);
    return timed(s, moment, s.ui.cleared[moment] ?? typedMoment(s.kase, moment));
  },
  // Of a time that the clocks show twice, the second.
  "take-other": (s, { arg }, context) => {
    const [field = "", instant = ""] = arg.split(" ");
    const { zone } = place(s.kase, context);
    const moment = /** @type {MomentField} */ (field);
    return timed(s, moment, spaced(withOffset(Date.parse(instant), zone)));
  },
  example: (s, { arg }, context) => {
    const kase = exampleCase(arg, s.kase, context);
    const ui = { ...FRESH, example: arg, undo: null };
    return kase ? entering(s, kase, ui) : s;
  },
  "example-here": (s) =>
    entering(s, { opened: "", called: "", country: "", zone: "" }, { example: "" }),
  choose: (s) => showing(s, { choosing: true }),
  "start-again": (s) => {
    const undo = isEmpty(s.kase) ? null : s.kase;
    /** @type {Partial<State["ui"]>} */
    const ui = { ...FRESH, undo, laid: undo ? "cleared" : "" };
    return { ...entering(s, emptyCase(), ui), answer: null, errors: [] };
  },
  undo: (s) => (s.ui.undo ? restored(s, s.ui.undo) : s),
  // What was laid aside belongs to the new description as well.
  "same-case": (s) =>
    s.ui.undo ? restored(s, { ...s.ui.undo, text: s.kase.text || s.ui.undo.text }) : s,
  "dismiss-undo": (s) => showing(s, { undo: null, laid: "" }),
  "dismiss-link-problems": (s) => showing(s, { linkProblems: [] }),
  "link-text": (s, { on }) => showing(s, { linkText: on }),
  linked: (s, { kase, problems }, { policy }) => {
    const linked = soundCase({ ...emptyCase(), ...kase }, policy);
    if (isEmpty(linked)) return showing(s, { linkProblems: problems });
    const replaces = !isEmpty(s.kase) && !sameCase(s.kase, linked);
    const undo = replaces ? { undo: s.kase, laid: /** @type {const} */ ("link") } : {};
    const left = [...MOMENTS, "zone", "country"];
    return entering(s, linked, { ...FRESH, linkProblems: problems, left, ...undo });
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
  answered: (s, { answer, text, at, errors, engine }) => ({
    ...s,
    answer: errors.some((e) => COUNTED_FROM.includes(e.field)) ? withoutTimes(answer) : answer,
    answeredText: text,
    answeredAt: at,
    errors: allErrors(errors, answer),
    engine,
    ui: text === s.kase.text && isSame(s.ui.about) ? { ...s.ui, about: wholeOf(text) } : s.ui,
  }),
  failed: (s, { message }) => ({ ...s, engine: { phase: "failed", step: message } }),
};

/**
 * The reader has entered something: what was previewed is over.
 * @param {State} state
 * @param {Partial<Case>} changes
 * @param {Partial<State["ui"]>} [ui]
 * @returns {State}
 */
function entering(state, changes, ui = {}) {
  const kase = { ...state.kase, ...changes };
  return { ...state, kase, ui: { ...state.ui, preview: null, ...ui } };
}

/**
 * A moment is fixed, or taken away.
 * @param {State} state
 * @param {MomentField} field
 * @param {string} text
 */
function timed(state, field, text) {
  const { [field]: _, ...since } = state.ui.since;
  const { [field]: __, ...others } = state.ui.cleared;
  const typed = typedMoment(state.kase, field).trim();
  const cleared = typed && !text ? { ...others, [field]: typed } : others;
  const unopened = field === "opened" ? { unopened: false } : {};
  return entering(state, withMoment(state.kase, field, text), { since, cleared, ...unopened });
}

/**
 * A moment that is kept by name has nothing to show once it is taken away.
 * @param {State} state
 * @param {string} kind
 */
function without(state, kind) {
  const { [kind]: _, ...done } = state.kase.done;
  return kind in state.kase.done ? { ...state, kase: { ...state.kase, done } } : state;
}

/**
 * The description is another one: what belongs to the old one is laid aside, but for the place.
 * @param {State} state
 * @param {string} text
 * @returns {State}
 */
function anotherCase(state, text) {
  const { kase } = state;
  const { country, zone } = state.ui.example || Object.keys(kase.sent).length ? NOWHERE : kase;
  const ui = { ...FRESH, about: wholeOf(text), undo: kase, laid: /** @type {const} */ ("new") };
  const after = entering(state, { ...emptyCase(), text, country, zone }, ui);
  return { ...after, answer: null, errors: [] };
}

/**
 * @param {State} state
 * @param {Case} kase
 */
function restored(state, kase) {
  return entering(state, kase, { ...FRESH, about: wholeOf(kase.text), undo: null, laid: "" });
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
 * @param {Pick<Context, "places" | "here">} context
 */
function place(kase, { places, here }) {
  return placeOf(places, kase, here);
}

/**
 * Now as one would type it, with its offset.
 * @param {Case} kase
 * @param {Pick<Context, "places" | "here" | "now">} context
 */
export function nowText(kase, context) {
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
    ...happened(example, civil),
    country: example.country ?? "",
    zone: example.timezone ?? "",
  };
}

/**
 * What an example tells of the case since it was opened.
 * @param {Context["policy"]["examples"][number]} example
 * @param {(moment: string | undefined) => string} civil
 * @returns {Pick<Case, "answered" | "done">}
 */
function happened({ log = [] }, civil) {
  const kept = log.flatMap(({ state, since, until, severity, done, at }) => {
    if (state)
      return [
        [`since-${state}`, civil(since)],
        [`until-${state}`, civil(until)],
      ];
    return [[severity === undefined ? done : `changed-${severity}`, civil(at)]];
  });
  const { response = "", ...others } = Object.fromEntries(kept.filter(([, at]) => at));
  return { answered: response, done: others };
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
