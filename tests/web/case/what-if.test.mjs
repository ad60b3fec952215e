// What a reader may suppose: the key, and what of the case would be otherwise.
import assert from "node:assert/strict";
import { test } from "node:test";

import { emptyCase } from "../../../calculator/web/case/case.mjs";
import { stateOf } from "../../../calculator/web/case/changes.mjs";
import { whatIf } from "../../../calculator/web/case/what-if.mjs";
import "../given.mjs";

/** 10:06 on a Tuesday in Vienna. */
const NOW = Date.parse("2026-11-24T09:06:30Z");
const CONTEXT = {
  places: { zones: { "Europe/Vienna": "AT" }, aliases: {}, countries: ["AT"], names: {} },
  here: "Europe/Vienna",
  now: NOW,
  locale: "en-GB",
};
const DAY = 86_400_000;

/** @type {Record<string, [key: string, change: object, later: number, applies: boolean]>} */
const SUPPOSED = {
  "another fact": ["scope=all", { facts: { scope: "all" }, sent: {} }, 0, true],
  "a call now": ["called", { called: "2026-11-24 10:06 +01:00" }, 0, true],
  "had one called earlier": ["called@9:50", { called: "2026-11-24 09:50" }, 0, true],
  "if one calls later": ["called@10:20", { called: "2026-11-24 10:20" }, 810_000, false],
  "had it been opened earlier": ["opened@9:30", { opened: "2026-11-24 09:30" }, 0, true],
  "if this were Saturday": [
    "day@6",
    { opened: "2026-11-28 10:00", called: "2026-11-28 10:03", answered: "" },
    4 * DAY,
    false,
  ],
  "if this were the next Tuesday": [
    "day@2",
    { opened: "2026-12-01 10:00", called: "2026-12-01 10:03", answered: "" },
    7 * DAY,
    false,
  ],
};

for (const [name, [key, change, later, applies]] of Object.entries(SUPPOSED))
  test(name, () => {
    const kase = { ...emptyCase(), facts: { scope: "one" }, opened: "10:00", called: "10:03" };
    const before = stateOf(kase, { phase: "ready" });
    assert.deepEqual(whatIf(before, key, CONTEXT), { change, now: NOW + later, applies });
  });

test("a case that is not open would be opened then", () => {
  const { change } = whatIf(stateOf(emptyCase(), { phase: "ready" }), "day@6", CONTEXT);
  assert.deepEqual(change, { opened: "2026-11-28 10:06", called: "", answered: "" });
});

test("a moment that cannot be read supposes nothing", () =>
  assert.equal(whatIf(stateOf(emptyCase(), { phase: "ready" }), "called@soon", CONTEXT), null));
