// Countries by any name, as they are typed, linked or guessed.
import assert from "node:assert/strict";
import { test } from "node:test";

import "../given.mjs";

import {
  bare,
  canonicalZone,
  cityOf,
  countryOf,
  fixedOffset,
  foldedName,
  placeNamed,
  placeOf,
  townOf,
} from "../../../calculator/web/fields/places.mjs";

const PLACES = {
  zones: { "Europe/London": "GB", "America/Sao_Paulo": "BR", "America/Manaus": "BR" },
  aliases: {},
  clocks: {},
  countries: ["BR", "GB", "IN"],
  names: { gb: "GB", uk: "GB", england: "GB-ENG", brazil: "BR", br: "BR", in: "IN", usa: "US" },
};

const NAMED = {
  UK: "GB",
  uk: "GB",
  "  England ": "GB-ENG",
  "gb-sct": "GB-SCT",
  "uk-sct": "GB-SCT",
  in: "IN",
  "in-ka": "IN-KA",
  "The U.S.A.": "US",
  XX: "",
  "xx-yy": "",
  "england-1": "",
  Korea: "",
  "": "",
};

for (const [said, place] of Object.entries(NAMED))
  test(`"${said}" is ${place || "no place"}`, () => assert.equal(placeNamed(PLACES, said), place));

test("names are folded as the build folds them", () => {
  assert.equal(foldedName("Côte d’Ivoire"), "cote divoire");
  assert.equal(foldedName("Congo (DRC)"), "congo drc");
});

const LONDON = "Europe/London";

test("a country that is not understood is none, and is shown", () => {
  const { country, wrongCountry, countryGuessed } = placeOf(
    PLACES,
    { country: "Korea", zone: "" },
    LONDON,
  );
  assert.deepEqual([country, wrongCountry, countryGuessed], ["", "Korea", false]);
});

test("a country by its name counts with its own zones", () => {
  const uk = placeOf(PLACES, { country: "England", zone: "" }, "America/Manaus");
  assert.deepEqual([uk.country, uk.zone, uk.wrongCountry], ["GB-ENG", LONDON, ""]);
});

test("without a country the zone guesses it", () => {
  const guessed = placeOf(PLACES, { country: "", zone: "" }, LONDON);
  assert.deepEqual([guessed.country, guessed.countryGuessed], ["GB", true]);
});

for (const name of ["toString", "constructor", "__proto__", "hasOwnProperty", "valueOf"])
  test(`${name} is no place, though every object has it`, () => {
    const place = placeOf(bare(PLACES), { country: name, zone: name }, "Europe/London");
    assert.equal(place.country, "");
    assert.equal(place.wrongCountry, name);
    assert.equal(place.wrongZone, name);
    assert.equal(countryOf(bare(PLACES), name), "");
    assert.equal(canonicalZone(bare(PLACES), name), name);
  });

const NO_PLACES = {
  UTC: "UTC",
  GMT: "UTC",
  "Etc/UTC": "UTC",
  "Etc/GMT+0": "UTC",
  GMT0: "UTC",
  // Their names count westwards.
  "Etc/GMT-5": "UTC+5",
  "Etc/GMT+11": "UTC-11",
};

for (const [zone, said] of Object.entries(NO_PLACES))
  test(`the clock of ${zone} is said as people say it`, () => {
    assert.equal(fixedOffset(zone), said);
    assert.equal(townOf(zone), said);
    assert.equal(cityOf(zone), said);
  });

for (const zone of ["Europe/London", "Asia/Kolkata", "CET", "Etc/Nowhere"])
  test(`${zone} is no offset alone`, () => assert.equal(fixedOffset(zone), null));
