// What is promised, in words: how often an update comes, by the unit and the number of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  promised,
  waitingKinds,
  withoutDeadline,
} from "../../../calculator/web/texts/promises.mjs";
import { formats } from "../../../calculator/web/words/format.mjs";
import { makeWords } from "../../../calculator/web/words/entries.mjs";

const ENTRIES = {
  "promise.every": "rythme : {time}",
  "promise.every-hour": { one: "chaque heure", other: "toutes les {time}" },
  "promise.every-day": { one: "chaque jour", other: "tous les {time}" },
};

/** @type {[every: string, words: string][]} */
const RHYTHMS = [
  ["1 h", "chaque heure"],
  ["2 h", "toutes les 2 heures"],
  ["1 h 30 min", "toutes les 1 heure 30 minutes"],
  ["4 days", "tous les 4 jours"],
  // In French no line begins with a colon.
  ["3 business days", "rythme\u00a0: 3 business days"],
];

for (const [every, words] of RHYTHMS)
  test(`every ${every}`, () => {
    const w = makeWords(ENTRIES, "fr", "fr");
    const target = {
      id: "update",
      label: "",
      text: "",
      within: "",
      starts: [],
      calendar: "",
      every,
    };
    const said = promised({ w, f: formats("fr") }, target);
    assert.equal(said.replaceAll("\u00a0", " "), words.replaceAll("\u00a0", " "));
    assert.equal(said.includes(" :"), false);
  });

const WAITING = {
  "why.no-phone-call": "nobody called",
  "why.missing-event": "waits: {events}",
  "event.case-opened": "it is opened",
  "event.phone-call": "support is called",
  "deadline.none": "none",
};
const target = (/** @type {string} */ kind, events = "phone-call", status = "waiting") => ({
  id: `${kind}-target`,
  kind,
  status,
  params: { events },
});

for (const [targets, said] of /** @type {const} */ ([
  [[target("response")], "nobody called"],
  [[target("response", "case-opened, phone-call")], "waits: it is opened, support is called"],
  [[target("resolution")], "none"],
  [[target("response", "", "inapplicable")], "none"],
]))
  test(`without a deadline it is said why: ${said}`, () => {
    const w = makeWords(WAITING, "en", "en");
    const f = { list: (/** @type {string[]} */ some) => some.join(", ") };
    assert.equal(withoutDeadline({ w, f }, { targets }), said);
  });

test("of other kinds those are told that wait, where none of them runs", () => {
  const kinds = [
    { kind: "response", target: null },
    { kind: "resolution", target: null },
    { kind: "workaround", target: "soon" },
  ];
  const targets = ["response", "resolution", "workaround"].map((kind) => target(kind));
  assert.deepEqual(
    waitingKinds({ kinds, targets }).map((t) => t.kind),
    ["resolution"],
  );
});
