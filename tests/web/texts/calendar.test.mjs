// What the calendar file's library does not escape.
import assert from "node:assert/strict";
import { test } from "node:test";

import { safeLines } from "../../../calculator/web/texts/calendar.mjs";

const LINES = {
  "one\rATTENDEE:mailto:x@example.org": "one\nATTENDEE:mailto:x@example.org",
  "one\r\ntwo\n\rthree": "one\ntwo\n\nthree",
  "one\u0085two\u2028three\u2029four": "one\ntwo\nthree\nfour",
  "bell\u0007 escape\u001b[31m nothing\u0000 deleted\u007f": "bell escape[31m nothing deleted",
  "tab\tstays, Straße 漢字 too": "tab\tstays, Straße 漢字 too",
};

for (const [given, kept] of Object.entries(LINES))
  test(`${JSON.stringify(given)} has lines that end in one way`, () =>
    assert.equal(safeLines(given), kept));
