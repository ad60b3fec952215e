// What becomes of a case when something happens, as a table: before, event, after.
import assert from "node:assert/strict";
import { test } from "node:test";

import { emptyCase } from "../../../calculator/web/case/case.mjs";
import { askingIn, asksNothing, changed, stateOf } from "../../../calculator/web/case/changes.mjs";
import { leftOf, wholeOf } from "../../../calculator/web/case/description.mjs";
import "../given.mjs";

const POLICY = {
  response: [
    { id: "called", starts: ["case-opened", "phone-call"] },
    { id: "hotline", starts: ["phone-call"] },
  ],
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
    {
      id: "since",
      text: "It was down.",
      opened: "2026-11-24T09:00Z",
      timezone: "Europe/Vienna",
      log: [
        { done: "response", at: "2026-11-24T09:20Z" },
        { state: "waiting", since: "2026-11-24T09:30Z", until: "2026-11-24T10:00Z" },
        { severity: "P2", at: "2026-11-24T10:30Z" },
        { done: "resolution", at: "2026-11-24T11:00Z" },
        { done: "update", at: "2026-11-24T11:10Z" },
      ],
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
const ANSWER = {
  asks: [],
  errors: [],
  facts: [],
  deadline: "2026-11-24T10:00:00Z",
  target: "called",
};

/** A state with these parts of its case, of what is open, and of the rest. */
function state({ kase = {}, ui = {}, ...rest } = {}) {
  const plain = stateOf({ ...emptyCase(), ...kase }, { phase: "ready" });
  return { ...plain, ...rest, ui: { ...plain.ui, ...ui } };
}

/** A case of which something was chosen, and what of its description an edit leaves. */
const MARKED = {
  ...emptyCase(),
  text: "One user, or a few, cannot connect",
  facts: { scope: "one" },
  opened: "yesterday 14:00",
};
const MOST = leftOf(wholeOf(MARKED.text), MARKED.text, "All users, or a few, cannot connect");

const earlier = { ...emptyCase(), text: "An earlier case" };

/** @type {Record<string, [before: object, event: object, after: object]>} */
const CHANGES = {
  "what is typed is the description": [
    {},
    { type: "typed", text: "It" },
    { kase: { text: "It" }, ui: { about: wholeOf("") } },
  ],
  "writing anew gives up what was cleared": [
    { ui: { undo: earlier, laid: "cleared" } },
    { type: "typed", text: "It" },
    { kase: { text: "It" }, ui: { about: wholeOf("") } },
  ],
  "writing on keeps what a link replaced": [
    { ui: { undo: earlier, laid: "link" } },
    { type: "typed", text: "It" },
    { kase: { text: "It" }, ui: { undo: earlier, laid: "link", about: wholeOf("") } },
  ],
  "typing takes away questions that were not answered": [
    { kase: { facts: { scope: "one" } }, ui: { asked: ["scope", "other"] } },
    { type: "typed", text: "It" },
    {
      kase: { text: "It", facts: { scope: "one" } },
      ui: { asked: ["scope"], about: wholeOf("") },
    },
  ],
  "entering anything ends a preview": [
    { ui: { preview: { key: "called", change: {}, answer: ANSWER } } },
    { type: "entered", field: "opened", text: "9" },
    { kase: { opened: "9" }, ui: { since: { opened: CONTEXT.now } } },
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
  "a settled moment counts from when it was typed": [
    { kase: { opened: "5 min ago" }, ui: { since: { opened: CONTEXT.now - 600_000 } } },
    { type: "settled", field: "opened" },
    { kase: { opened: "2026-11-24 09:51 +01:00" } },
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
    { kase: { opened: NOW } },
  ],
  "ticking to call says when": [
    {},
    { type: "ticked", action: "ring", done: true },
    { kase: { called: NOW } },
  ],
  "ticking anything else is a tick": [
    {},
    { type: "ticked", action: "note", done: true },
    { kase: { ticks: ["note"] } },
  ],
  "what is not ticked was not done": [
    { kase: { ticks: ["note"], called: NOW } },
    { type: "ticked", action: "ring", done: false },
    { kase: { ticks: ["note"] }, ui: { cleared: { called: NOW } } },
  ],
  "a time that went with a tick is put back": [
    { ui: { cleared: { called: "9:30", opened: "9:00" } } },
    { type: "put-back", arg: "called sc-action-ring" },
    { kase: { called: "9:30" }, ui: { cleared: { opened: "9:00" } } },
  ],
  "where nothing was taken away, nothing is put back": [
    { kase: { called: NOW } },
    { type: "put-back", arg: "called sc-called" },
    { kase: { called: NOW } },
  ],
  "another time takes the place of one taken away": [
    { ui: { cleared: { called: "9:30" } } },
    { type: "stamp", arg: "called" },
    { kase: { called: NOW } },
  ],
  "a new case has nothing to put back": [
    {
      kase: { text: "It is down." },
      ui: { cleared: { called: "9:30" }, about: wholeOf("It is down.") },
    },
    { type: "start-again" },
    { ui: { undo: { ...emptyCase(), text: "It is down." }, laid: "cleared" } },
  ],
  "a case that was opened as one called": [
    { kase: { called: NOW } },
    { type: "opened-as-called" },
    { kase: { called: NOW, opened: NOW } },
  ],
  "a case that is not open yet, though one called": [
    { kase: { called: NOW } },
    { type: "not-opened" },
    { kase: { called: NOW }, ui: { unopened: true } },
  ],
  "until it is opened": [
    { kase: { called: NOW }, ui: { unopened: true } },
    { type: "stamp", arg: "opened" },
    { kase: { called: NOW, opened: NOW } },
  ],
  "a stamp is now": [{}, { type: "stamp", arg: "called" }, { kase: { called: NOW } }],
  "a cleared moment is empty": [
    { kase: { called: NOW } },
    { type: "clear", arg: "called" },
    { ui: { cleared: { called: NOW } } },
  ],
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
  "an example tells what happened since": [
    {},
    { type: "example", arg: "since" },
    {
      kase: {
        text: "It was down.",
        opened: "2026-11-24 10:00",
        answered: "2026-11-24 10:20",
        done: {
          "since-waiting": "2026-11-24 10:30",
          "until-waiting": "2026-11-24 11:00",
          "changed-P2": "2026-11-24 11:30",
          resolution: "2026-11-24 12:00",
          update: "2026-11-24 12:10",
        },
        zone: "Europe/Vienna",
      },
      ui: { example: "since" },
    },
  ],
  "what is no longer told of a change goes with its field": [
    { kase: { done: { "changed-P2": "11:30", resolution: "12:00" } } },
    { type: "clear", arg: "done-changed-P2" },
    { kase: { done: { resolution: "12:00" } }, ui: { cleared: { "done-changed-P2": "11:30" } } },
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
  "starting again keeps what may be brought back": [
    { kase: earlier, answer: ANSWER, ui: { asked: ["scope"], example: "first" } },
    { type: "start-again" },
    { ui: { undo: earlier, laid: "cleared" } },
  ],
  "bringing back is a case as before": [
    { kase: { text: "It" }, ui: { undo: earlier, laid: "link" } },
    { type: "undo" },
    { kase: earlier },
  ],
  "an edited description stays the case that it was": [
    { kase: MARKED },
    { type: "typed", text: "All users, or a few, cannot connect" },
    { kase: { ...MARKED, text: "All users, or a few, cannot connect" }, ui: { about: MOST } },
  ],
  "another description is another case, at the same place": [
    { kase: { ...MARKED, country: "IN" }, answer: ANSWER, ui: { asked: ["scope"] } },
    { type: "typed", text: "None of our users in any country can connect at all" },
    {
      kase: { text: "None of our users in any country can connect at all", country: "IN" },
      ui: { undo: { ...MARKED, country: "IN" }, laid: "new" },
    },
  ],
  "the place of a worked example goes with it": [
    { kase: { ...MARKED, country: "IN" }, ui: { example: "first" } },
    { type: "typed", text: "Something else" },
    {
      kase: { text: "Something else" },
      ui: { undo: { ...MARKED, country: "IN" }, laid: "new" },
    },
  ],
  "so is the first key over all that was selected": [
    { kase: MARKED },
    { type: "typed", text: "N" },
    { kase: { text: "N" }, ui: { undo: MARKED, laid: "new" } },
  ],
  "so is no description any more": [
    { kase: MARKED },
    { type: "typed", text: "" },
    { ui: { undo: MARKED, laid: "new" } },
  ],
  "where nothing was chosen, another description lays nothing aside": [
    { kase: earlier },
    { type: "typed", text: "N" },
    { kase: { text: "N" }, ui: { about: { length: 15, spans: [] } } },
  ],
  "who takes the new description back has the old case": [
    { kase: { text: "N" }, ui: { undo: MARKED, laid: "new" } },
    { type: "typed", text: MARKED.text },
    { kase: MARKED },
  ],
  "what was laid aside may belong to the new description": [
    { kase: { text: "None of them" }, ui: { undo: MARKED, laid: "new" } },
    { type: "same-case" },
    { kase: { ...MARKED, text: "None of them" } },
  ],
  "what was chosen before anything was written is about what is written": [
    { kase: { facts: { scope: "all" } } },
    { type: "typed", text: "It" },
    { kase: { text: "It", facts: { scope: "all" } }, ui: { about: wholeOf("") } },
  ],
  "a link replaces the case and keeps it": [
    { kase: earlier, ui: { asked: ["scope"] } },
    { type: "linked", kase: { text: "Linked", facts: { scope: "all", none: "x" } }, problems: [] },
    {
      kase: { text: "Linked", facts: { scope: "all" } },
      ui: {
        undo: earlier,
        laid: "link",
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
      at: CONTEXT.now,
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
      answeredAt: CONTEXT.now,
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
  "an answer makes what was edited the description": [
    { kase: earlier, ui: { about: { length: 20, spans: [[0, 15]] } } },
    {
      type: "answered",
      text: "An earlier case",
      at: 1,
      errors: [],
      engine: { phase: "ready" },
      answer: ANSWER,
    },
    { kase: earlier, answeredText: "An earlier case", answeredAt: 1, answer: ANSWER },
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

test("no event changes the state that it is given", () => {
  const frozen = (value) => {
    if (typeof value === "object" && value) Object.values(Object.freeze(value)).forEach(frozen);
    return value;
  };
  for (const [before, event] of Object.values(CHANGES))
    changed(frozen(state(structuredClone(before))), frozen(structuredClone(event)), CONTEXT);
});
