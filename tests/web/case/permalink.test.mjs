// A case as a link: what goes in comes out.
import assert from "node:assert/strict";
import { test } from "node:test";

import { emptyCase } from "../../../calculator/web/case/case.mjs";
import { stateOf } from "../../../calculator/web/case/changes.mjs";
import { momentsOf } from "../../../calculator/web/case/request.mjs";
import {
  fragmentOf,
  linkedFragment,
  readFragment,
} from "../../../calculator/web/case/permalink.mjs";
import "../given.mjs";

const POLICY = {
  facts: [
    { id: "scope", name: "Scope", values: [{ id: "one" }, { id: "all" }] },
    { id: "zone", name: "Zone of the fault", values: [{ id: "core" }] },
  ],
};
const CHANGEABLE = { ...POLICY, severities: [{ id: "P1" }, { id: 2 }] };
const PLACE = {
  country: "AT",
  countryGuessed: false,
  zone: "Europe/Vienna",
  wrongZone: "",
  wrongCountry: "",
};
const NOW = Date.parse("2026-11-24T09:06:30Z");

const TEXTS = [
  '"',
  "\\",
  "%",
  "%22",
  "%2522",
  "100 % + 5",
  "a&b=c#d",
  "😀",
  "\n\t",
  "ü",
  "x".repeat(20000),
];

for (const text of TEXTS)
  test(`the description ${JSON.stringify(text.slice(0, 12))} comes out as it went in`, () =>
    assert.equal(readFragment(`#${fragmentOf({ text })}`, POLICY).kase.text, text));

test("a fact that is called like a field is told apart", () => {
  const kase = { zone: "Europe/Vienna", facts: { zone: "core" }, sent: { zone: "chosen" } };
  assert.deepEqual(readFragment(fragmentOf(kase), POLICY), { kase, problems: [] });
});

test("the anchor of a heading is no case", () => {
  assert.equal(readFragment("#severity-1", POLICY), null);
  assert.equal(readFragment("", POLICY), null);
});

/** @type {Record<string, [fragment: string, problem: object]>} */
const PROBLEMS = {
  "a value that the fact has not": ["scope=none", { code: "unknown-value", name: "Scope" }],
  "a name that nothing has": ["colour=red", { code: "unknown-name", name: "colour" }],
  "a broken escape": ["scope=%E0%A4%A", { code: "garbled", name: "scope" }],
  "a text too long": [`text=${"x".repeat(20001)}`, { code: "text-too-long", name: "text" }],
  "an address too long": [`text=${"x".repeat(200001)}`, { code: "too-long", name: "" }],
};

for (const [name, [fragment, problem]] of Object.entries(PROBLEMS))
  test(`${name} is named, the rest is read`, () => {
    const read = readFragment(fragment, POLICY);
    assert.deepEqual(read.problems, [problem]);
    assert.deepEqual(read.kase.facts ?? {}, {});
  });

/** The link to a case, read again. */
function linked(kase, { linkText = false, facts = [] } = {}) {
  const state = stateOf({ ...emptyCase(), ...kase }, { phase: "ready" });
  const shown = { ...state, answer: { facts }, ui: { ...state.ui, linkText } };
  const moments = momentsOf(state.kase, {}, PLACE.zone, NOW, "en-GB");
  return readFragment(linkedFragment(shown, PLACE, moments), POLICY).kase;
}

const READ = [{ fact: "scope", value: "all", state: "read" }];

test("without its description, a link has the facts that were read from it", () => {
  const kase = linked({ text: "All are down." }, { facts: READ });
  assert.equal(kase.text, undefined);
  assert.deepEqual(kase.facts, { scope: "all" });
});

test("with its description, a link has the facts that were chosen", () => {
  const kase = linked({ text: "All are down." }, { facts: READ, linkText: true });
  assert.equal(kase.text, "All are down.");
  assert.deepEqual(kase.facts, {});
});

test("what is chosen outdoes what was read", () => {
  assert.deepEqual(linked({ facts: { scope: "one" } }, { facts: READ }).facts, { scope: "one" });
});

test("what was read of the sender's words is told apart from what the sender chose", () => {
  assert.deepEqual(linked({ facts: { zone: "core" } }, { facts: READ }).sent, {
    scope: "read",
    zone: "chosen",
  });
});

test("what somebody else has chosen stays theirs when it is linked again", () => {
  const kase = { facts: { scope: "one", zone: "core" }, sent: { scope: "read" } };
  assert.deepEqual(linked(kase).sent, { scope: "read", zone: "chosen" });
});

test("moments are linked as instants; a case that is not open has none", () => {
  const kase = linked({ called: "10 min ago" });
  assert.equal(kase.opened, undefined);
  assert.equal(kase.called, "2026-11-24T09:56+01:00");
  assert.equal(kase.answered, undefined);
});

test("a change of the severity is linked, if it is to one that the policy has", () => {
  const kase = { done: { "changed-2": "2026-11-24 10:00" } };
  assert.deepEqual(readFragment(fragmentOf(kase), CHANGEABLE).kase.done, kase.done);
  const { problems } = readFragment(fragmentOf({ done: { "changed-9": "10:00" } }), CHANGEABLE);
  assert.deepEqual(problems, [{ code: "unknown-name", name: "done-changed-9" }]);
});
