// What becomes of a case when something happens, as a table: before, event, after.
import assert from "node:assert/strict";
import { test } from "node:test";

import { emptyCase } from "../../../calculator/web/case/case.mjs";
import {
  askingIn,
  asksNothing,
  changed,
  isOverdue,
  stateOf,
  whatIf,
} from "../../../calculator/web/case/changes.mjs";
import "../given.mjs";

const POLICY = {
  facts: [{ id: "scope", name: "Scope", values: [{ id: "one" }, { id: "all" }] }],
  actions: [
    { id: "open", does: "open-case" },
    { id: "ring", does: "call" },
    { id: "note", does: "note" },
  ],
  escalation: { contents: [{ id: "numbers" }] },
  examples: [
    {
      id: "first",
      text: "It is down.",
      facts: { scope: "all" },
      opened: "2026-11-24T09:00Z",
      country: "AT",
      timezone: "Europe/Vienna",
    },
  ],
};
const CONTEXT = {
  policy: POLICY,
  places: {
    zones: { "Europe/Vienna": "AT", "Asia/Kolkata": "IN" },
    aliases: {},
    clocks: {},
    countries: ["AT", "IN"],
    names: { at: "AT", in: "IN" },
  },
  here: "Europe/Vienna",
  now: Date.parse("2026-11-24T09:06:30Z"),
  locale: "en-GB",
};
const NOW = "2026-11-24 10:06 +01:00";
const ANSWER = { asks: [], errors: [], facts: [], deadline: "2026-11-24T10:00:00Z" };

/** A state with these parts of its case, of what is open, and of the rest. */
function state({ kase = {}, ui = {}, ...rest } = {}) {
  const empty = stateOf(emptyCase(), { phase: "ready" });
  return { ...empty, ...rest, kase: { ...empty.kase, ...kase }, ui: { ...empty.ui, ...ui } };
}

const earlier = { ...emptyCase(), text: "An earlier case" };

/** @type {Record<string, [before: object, event: object, after: object]>} */
const CHANGES = {
  "what is typed is the description": [{}, { type: "typed", text: "It" }, { kase: { text: "It" } }],
  "writing anew gives up what was cleared": [
    { ui: { undo: earlier } },
    { type: "typed", text: "It" },
    { kase: { text: "It" } },
  ],
  "writing on keeps what a link replaced": [
    { ui: { undo: earlier, replaced: true } },
    { type: "typed", text: "It" },
    { kase: { text: "It" }, ui: { undo: earlier, replaced: true } },
  ],
  "typing takes away questions that were not answered": [
    { kase: { facts: { scope: "one" } }, ui: { asked: ["scope", "other"] } },
    { type: "typed", text: "It" },
    { kase: { text: "It", facts: { scope: "one" } }, ui: { asked: ["scope"] } },
  ],
  "entering anything ends a preview and a question": [
    { ui: { preview: { key: "called", change: {}, answer: ANSWER }, confirming: true } },
    { type: "entered", field: "opened", text: "9" },
    { kase: { opened: "9" } },
  ],
  "the zone follows the country": [
    { kase: { country: "IN", zone: "Asia/Kolkata" } },
    { type: "placed", field: "country", value: "AT" },
    { kase: { country: "AT" } },
  ],
  "a zone of the country stays": [
    { kase: { zone: "Asia/Kolkata" } },
    { type: "placed", field: "country", value: "IN" },
    { kase: { country: "IN", zone: "Asia/Kolkata" } },
  ],
  "a country that is not understood moves no zone": [
    { kase: { zone: "Asia/Kolkata" } },
    { type: "placed", field: "country", value: "Atlantis" },
    { kase: { country: "Atlantis", zone: "Asia/Kolkata" } },
  ],
  "a zone in question is chosen": [
    { kase: { country: "AT", zone: "Asia/Kolkata" } },
    { type: "take-zone", arg: "Europe/Vienna" },
    { kase: { country: "AT", zone: "Europe/Vienna" } },
  ],
  "a picked moment reads as typed": [
    {},
    { type: "picked", field: "called", text: "2026-11-24T10:00" },
    { kase: { called: "2026-11-24 10:00" } },
  ],
  "a settled moment no longer moves with now": [
    { kase: { opened: "5 min ago" } },
    { type: "settled", field: "opened" },
    { kase: { opened: "2026-11-24 10:01 +01:00" } },
  ],
  "what is no moment stays as typed": [
    { kase: { opened: "soon" } },
    { type: "settled", field: "opened" },
    { kase: { opened: "soon" } },
  ],
  "a field is left once": [
    { ui: { left: ["opened"] } },
    { type: "left", field: "opened" },
    { ui: { left: ["opened"] } },
  ],
  "a chosen fact is stated": [
    {},
    { type: "chosen", fact: "scope", value: "all" },
    { kase: { facts: { scope: "all" } } },
  ],
  "the question that was answered stays": [
    { answer: { ...ANSWER, asks: ["scope"] } },
    { type: "chosen", fact: "scope", value: "all" },
    {
      answer: { ...ANSWER, asks: ["scope"] },
      kase: { facts: { scope: "all" } },
      ui: { asked: ["scope"] },
    },
  ],
  "a forgotten fact is asked no more": [
    { kase: { facts: { scope: "all" } }, ui: { asked: ["scope"] } },
    { type: "forget", arg: "scope" },
    {},
  ],
  "ticking to open says when": [
    {},
    { type: "ticked", action: "open", done: true },
    { kase: { ticks: ["open"], opened: NOW } },
  ],
  "ticking to call says when": [
    {},
    { type: "ticked", action: "ring", done: true },
    { kase: { ticks: ["ring"], called: NOW } },
  ],
  "ticking leaves a time that was said": [
    { kase: { called: "9:00" } },
    { type: "ticked", action: "ring", done: true },
    { kase: { ticks: ["ring"], called: "9:00" } },
  ],
  "ticking anything else is a tick": [
    {},
    { type: "ticked", action: "note", done: true },
    { kase: { ticks: ["note"] } },
  ],
  "a tick taken away leaves the time": [
    { kase: { ticks: ["note", "ring"], called: NOW } },
    { type: "ticked", action: "ring", done: false },
    { kase: { ticks: ["note"], called: NOW } },
  ],
  "a stamp is now": [{}, { type: "stamp", arg: "called" }, { kase: { called: NOW } }],
  "a cleared moment is empty": [{ kase: { called: NOW } }, { type: "clear", arg: "called" }, {}],
  "of a time shown twice, the second": [
    { kase: { zone: "Europe/Vienna", opened: "2026-10-25 02:30" } },
    { type: "take-other", arg: "opened 2026-10-25T01:30:00Z" },
    { kase: { zone: "Europe/Vienna", opened: "2026-10-25 02:30 +01:00" } },
  ],
  "an example fills the form with the times of its place": [
    { kase: { called: NOW, ticks: ["ring"] }, ui: { asked: ["scope"], undo: earlier } },
    { type: "example", arg: "first" },
    {
      kase: {
        text: "It is down.",
        facts: { scope: "all" },
        opened: "2026-11-24 10:00",
        country: "AT",
        zone: "Europe/Vienna",
      },
      ui: { example: "first" },
    },
  ],
  "an example here and now": [
    {
      kase: { text: "It", opened: NOW, country: "AT", zone: "Europe/Vienna" },
      ui: { example: "first" },
    },
    { type: "example-here" },
    { kase: { text: "It" } },
  ],
  "an unknown example changes nothing": [{}, { type: "example", arg: "none" }, {}],
  "starting again asks first": [{}, { type: "start-again" }, { ui: { confirming: true } }],
  "starting again keeps what may be brought back": [
    { kase: earlier, answer: ANSWER, ui: { confirming: true, asked: ["scope"], example: "first" } },
    { type: "start-again-yes" },
    { ui: { undo: earlier } },
  ],
  "bringing back is a case as before": [
    { kase: { text: "It" }, ui: { undo: earlier, replaced: true } },
    { type: "undo" },
    { kase: earlier },
  ],
  "a link replaces the case and keeps it": [
    { kase: earlier, ui: { asked: ["scope"] } },
    { type: "linked", kase: { text: "Linked", facts: { scope: "all", none: "x" } }, problems: [] },
    {
      kase: { text: "Linked", facts: { scope: "all" } },
      ui: {
        undo: earlier,
        replaced: true,
        left: ["opened", "called", "answered", "zone", "country"],
      },
    },
  ],
  "a link to the same case replaces nothing": [
    { kase: earlier },
    { type: "linked", kase: { text: earlier.text }, problems: [] },
    { kase: earlier, ui: { left: ["opened", "called", "answered", "zone", "country"] } },
  ],
  "a link without a case says what is wrong": [
    { kase: earlier },
    { type: "linked", kase: {}, problems: [{ code: "garbled", name: "x" }] },
    { kase: earlier, ui: { linkProblems: [{ code: "garbled", name: "x" }] } },
  ],
  "a preview that is taken over is a change of the case": [
    { ui: { preview: { key: "called", change: { called: NOW }, answer: ANSWER } } },
    { type: "apply-preview" },
    { kase: { called: NOW } },
  ],
  "asking about nothing takes the answer away": [
    { answer: ANSWER },
    { type: "asked", errors: [] },
    {},
  ],
  "asking leaves the answer until there is a new one": [
    { kase: earlier, answer: ANSWER },
    { type: "asked", errors: [{ field: "opened", code: "unreadable" }] },
    { kase: earlier, answer: ANSWER, errors: [{ field: "opened", code: "unreadable" }] },
  ],
  "the engine's errors come after the page's own, a field once": [
    { kase: earlier },
    {
      type: "answered",
      text: "An earlier case",
      engine: { phase: "ready" },
      errors: [{ field: "answered", code: "unreadable" }],
      answer: {
        ...ANSWER,
        errors: [
          { field: "answered", code: "order" },
          { field: "timezone", code: "zone" },
        ],
      },
    },
    {
      kase: earlier,
      answeredText: "An earlier case",
      errors: [
        { field: "answered", code: "unreadable" },
        { field: "zone", code: "zone" },
      ],
      answer: {
        ...ANSWER,
        errors: [
          { field: "answered", code: "order" },
          { field: "timezone", code: "zone" },
        ],
      },
    },
  ],
  "a failure says why": [
    {},
    { type: "failed", message: "It broke." },
    { engine: { phase: "failed", step: "It broke." } },
  ],
  "trying again starts": [
    { engine: { phase: "failed", step: "It broke." } },
    { type: "retry" },
    { engine: { phase: "starting" } },
  ],
  "what is no event of the case changes nothing": [{}, { type: "stay", arg: "" }, {}],
};

for (const [name, [before, event, after]] of Object.entries(CHANGES))
  test(name, () => assert.deepEqual(changed(state(before), event, CONTEXT), state(after)));

test("a wrong time gives no deadline", () => {
  const errors = [{ field: "opened", code: "unreadable" }];
  const event = { type: "answered", answer: ANSWER, text: "", errors, engine: { phase: "ready" } };
  assert.equal(changed(state(), event, CONTEXT).answer.deadline, null);
});

/** @type {Record<string, [event: object, delay: number | null]>} */
const ASKING = {
  "while typing, a little later": [{ type: "typed", text: "It" }, 300],
  "while a moment is typed, a little later": [{ type: "entered", field: "opened", text: "9" }, 300],
  "what is chosen, at once": [{ type: "chosen", fact: "scope", value: "one" }, 0],
  "a tick that says when, at once": [{ type: "ticked", action: "ring", done: true }, 0],
  "a tick alone, never": [{ type: "ticked", action: "note", done: true }, null],
  "a draft, never": [{ type: "drafted", part: "numbers", text: "12" }, null],
  "what is only shown, never": [{ type: "link-text", on: true }, null],
  "trying again, at once": [{ type: "retry" }, 0],
};

for (const [name, [event, delay]] of Object.entries(ASKING))
  test(`the engine is asked: ${name}`, () => {
    const before = state();
    assert.equal(askingIn(before, changed(before, event, CONTEXT), event), delay);
  });

test("nothing is asked before anything is entered or chosen from", () => {
  assert.equal(asksNothing(state()), true);
  assert.equal(asksNothing(state({ kase: { text: "It" } })), false);
  assert.equal(asksNothing(state({ ui: { choosing: true } })), false);
});

test("a deadline is overdue from its instant on", () => {
  const due = Date.parse(ANSWER.deadline);
  assert.equal(isOverdue(state(), due), false);
  assert.equal(isOverdue(state({ answer: ANSWER }), due - 1), false);
  assert.equal(isOverdue(state({ answer: ANSWER }), due), true);
});

test("what-if changes a fact, or the moment of the call", () => {
  const before = state({ kase: { facts: { scope: "one" } } });
  assert.deepEqual(whatIf(before, "scope=all", CONTEXT), { facts: { scope: "all" } });
  assert.deepEqual(whatIf(before, "called", CONTEXT), { called: NOW });
});

test("no event changes the state that it is given", () => {
  const frozen = (value) => {
    if (typeof value === "object" && value) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };
  for (const [before, event] of Object.values(CHANGES))
    changed(frozen(state(structuredClone(before))), frozen(structuredClone(event)), CONTEXT);
});
