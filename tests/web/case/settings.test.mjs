// What is the reader's own is remembered from one issue to the next, and asked no more.
import assert from "node:assert/strict";
import { test } from "node:test";

import { emptyCase } from "../../../calculator/web/case/case.mjs";
import { begun, learned, soundSettings } from "../../../calculator/web/case/settings.mjs";

const values = [{ id: "gold" }, { id: "free" }];
const POLICY = {
  facts: [
    { id: "plan", name: "Plan", setting: true, values },
    { id: "matter", name: "Matter", values },
  ],
};
const NONE = { facts: {}, country: "", zone: "" };
const GOLD = { facts: { plan: "gold" }, country: "AT", zone: "Europe/Vienna" };
const typed = { type: "typed", text: "It is down." };

const LEARNED = {
  "a plan": [NONE, { type: "chosen", fact: "plan", value: "free" }, { facts: { plan: "free" } }],
  "another plan": [
    GOLD,
    { type: "chosen", fact: "plan", value: "free" },
    { facts: { plan: "free" } },
  ],
  "no other fact": [NONE, { type: "chosen", fact: "matter", value: "free" }, { facts: {} }],
  "no plan any more": [GOLD, { type: "forget", arg: "plan" }, { facts: {} }],
  "a country": [NONE, { type: "placed", field: "country", value: "IN" }, { country: "IN" }],
  "nothing from what is typed": [GOLD, typed, {}],
};
for (const [name, [before, event, change]] of Object.entries(LEARNED))
  test(`what is learned: ${name}`, () =>
    assert.deepEqual(learned(before, event, POLICY), { ...before, ...change }));

const empty = { kase: emptyCase() };
const begins = { kase: { ...emptyCase(), text: "It is down." } };

test("a case begins with what is known of the reader", () => {
  const { kase } = begun(empty, begins, typed, GOLD);
  assert.deepEqual(
    [kase.facts, kase.country, kase.zone],
    [{ plan: "gold" }, "AT", "Europe/Vienna"],
  );
});

test("what is entered for the case itself stands", () => {
  const chosen = { kase: { ...emptyCase(), facts: { plan: "free" }, country: "IN" } };
  const { kase } = begun(empty, chosen, { type: "chosen" }, GOLD);
  assert.deepEqual([kase.facts, kase.country], [{ plan: "free" }, "IN"]);
});

for (const type of ["example", "linked", "undo"])
  test(`a case that somebody else tells is told as it is: ${type}`, () =>
    assert.equal(begun(empty, begins, { type }, GOLD), begins));

test("a case that goes on is left alone", () =>
  assert.equal(begun(begins, begins, typed, GOLD), begins));

test("what is stored is taken as far as it is a setting", () => {
  const found = { facts: { plan: "gold", matter: "free", nonsense: "x" }, country: 5, zone: "x" };
  assert.deepEqual(soundSettings(found, POLICY), {
    facts: { plan: "gold" },
    country: "",
    zone: "x",
  });
  assert.deepEqual(soundSettings(null, POLICY), NONE);
});
