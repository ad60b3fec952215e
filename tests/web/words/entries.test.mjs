// What is put into texts is shown, and changes nothing of what stands around it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { makeWords } from "../../../calculator/web/words/entries.mjs";

const ENTRIES = {
  told: "“{said}” is no time",
  count: { one: "{count} hour", other: "{count} hours" },
};
const words = makeWords(ENTRIES, "en", "en-GB");

test("what is quoted turns nothing around", () => {
  for (const sign of "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069") {
    assert.equal(words.t("told", { said: `so${sign}on` }), "“soon” is no time");
    assert.deepEqual(words.parts("told", { said: `so${sign}on` }), ["“", "soon", "” is no time"]);
  }
  assert.equal(words.t("told", { said: "عاجلا\u200f" }), "“عاجلا\u200f” is no time");
});

test("names that every object has are no texts", () => {
  for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"])
    assert.equal(words.t(name, { count: 2 }), name);
});

test("what is quoted fills nothing in", () => {
  assert.equal(
    words.t("told", { said: "{said} $& $1 {count}" }),
    "“{said} $& $1 {count}” is no time",
  );
});
