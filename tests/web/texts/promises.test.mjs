// What is promised, in words: how often an update comes, by the unit and the number of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { promised } from "../../../calculator/web/texts/promises.mjs";
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
