// From where a number can be dialled, and how.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isDialled } from "../../../calculator/web/case/lookup.mjs";
import { dialled } from "../../../calculator/web/views/parts.mjs";

/** @type {[number: string, countries: string[] | undefined, place: string, whether: boolean][]} */
const FROM = [
  ["+32 50 97 74 00", undefined, "", true],
  ["+32 50 97 74 00", ["BE"], "IN", true],
  ["0800 12 345", ["BE"], "BE", true],
  ["0800 12 345", ["BE"], "BE-VLG", true],
  ["0800 12 345", ["BE"], "FR", false],
  ["0800 12 345", ["BE"], "", false],
  ["0800 12 345", undefined, "BE", false],
  ["1-800-555-0199", ["US", "CA"], "US-CA", true],
];

for (const [number, countries, place, whether] of FROM)
  test(`${number} from ${place || "nowhere"}`, () =>
    assert.equal(isDialled(number, countries, place), whether));

const KEYS = {
  "+32 (0)50 97 74 00": "+3250977400",
  "0808 157 0192": "08081570192",
  "(0)800 12 345": "080012345",
  "1-800-555-0199": "18005550199",
};

for (const [number, keys] of Object.entries(KEYS))
  test(`${number} is dialled ${keys}`, () => assert.equal(dialled(number), keys));
