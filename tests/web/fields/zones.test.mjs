// Zones by country, by city, and by old and short names, with the tables as built.
import assert from "node:assert/strict";
import { test } from "node:test";

import { placeOf, zoneChoices, zonesInQuestion } from "../../../calculator/web/fields/places.mjs";
import { matching, named } from "../../../calculator/web/fields/search.mjs";
import { formats } from "../../../calculator/web/words/format.mjs";
import { PLACES } from "../given.mjs";

const F = formats("en");
const CHOICES = zoneChoices(PLACES, F, "BE", "Europe/Brussels");

const FIRST = {
  Mumbai: "Asia/Kolkata",
  mumb: "Asia/Kolkata",
  Delhi: "Asia/Kolkata",
  Bombay: "Asia/Kolkata",
  Calcutta: "Asia/Kolkata",
  "Asia/Calcutta": "Asia/Kolkata",
  India: "Asia/Kolkata",
  Beijing: "Asia/Shanghai",
  Peking: "Asia/Shanghai",
  China: "Asia/Shanghai",
  "San Francisco": "America/Los_Angeles",
  Seattle: "America/Los_Angeles",
  PST: "America/Los_Angeles",
  EST: "America/New_York",
  Kiev: "Europe/Kyiv",
  Saigon: "Asia/Ho_Chi_Minh",
  Munich: "Europe/Berlin",
  Zürich: "Europe/Zurich",
  JST: "Asia/Tokyo",
  GMT: "Europe/London",
  UK: "Europe/London",
  USA: "America/New_York",
  Brazil: "America/Sao_Paulo",
  "Sao Paulo": "America/Sao_Paulo",
  UTC: "UTC",
};

for (const [typed, zone] of Object.entries(FIRST))
  test(`${typed} finds ${zone} first`, () =>
    assert.equal(matching(CHOICES, typed)[0]?.value, zone));

test("a city or an old name in full is a choice, a country or a short name is not", () => {
  const chosen = (/** @type {string} */ typed) => named(matching(CHOICES, typed), typed)?.value;
  assert.equal(chosen("Mumbai"), "Asia/Kolkata");
  assert.equal(chosen("Kiev"), "Europe/Kyiv");
  assert.equal(chosen("India"), undefined);
  assert.equal(chosen("PST"), undefined);
});

/** @type {[country: string, zone: string, here: string, counted: string, asked: string[]][]} */
const FOLLOWING = [
  ["IN", "", "Europe/Brussels", "Asia/Kolkata", []],
  // Büsingen's clocks show what Berlin's do.
  ["DE", "", "Asia/Kolkata", "Europe/Berlin", []],
  ["ES", "", "Asia/Kolkata", "Europe/Madrid", ["Europe/Madrid", "Atlantic/Canary"]],
  ["ES", "Atlantic/Canary", "Asia/Kolkata", "Atlantic/Canary", []],
  ["US", "", "America/Boise", "America/Boise", []],
  ["DE", "Asia/Kolkata", "Asia/Kolkata", "Asia/Kolkata", ["Europe/Berlin"]],
  ["", "", "Europe/Brussels", "Europe/Brussels", []],
];

for (const [country, zone, here, counted, asked] of FOLLOWING)
  test(`${country || "no country"} with ${zone || "no zone"}, from ${here}`, () => {
    const place = placeOf(PLACES, { country, zone }, here);
    assert.equal(place.zone, counted);
    assert.deepEqual(zonesInQuestion(PLACES, place, { zone }, here), asked);
  });
