// The reader's own variety of a language: numeric dates and the clock follow their region.
import assert from "node:assert/strict";
import { test } from "node:test";

import { dateOrder, localeFor } from "../../../calculator/web/words/locale.mjs";

/** @type {[language: string, preferred: string[], order: string, written: string][]} */
const READERS = [
  ["en", ["en-US", "en"], "md", "4/3/2026, 2:05 PM"],
  ["en", ["en-GB"], "dm", "03/04/2026, 14:05"],
  ["en", ["pt-BR", "pt", "en-US", "en"], "dm", "03/04/2026, 14:05"],
  ["en", ["nl-NL", "en-US"], "dm", "03/04/2026, 14:05"],
  ["en", ["nl"], "dm", "03/04/2026, 14:05"],
  ["en", ["sv-SE"], "ask", "2026-04-03, 14:05"],
  ["en", ["ja"], "ask", "2026-04-03, 14:05"],
  ["en", [], "md", "4/3/2026, 2:05 PM"],
  ["en", ["C", "en_GB.UTF-8", "en-GB"], "dm", "03/04/2026, 14:05"],
  ["de", ["de-AT", "en-US"], "dm", "3.4.2026, 14:05"],
  ["es", ["en-US", "es-ES"], "dm", "3/4/2026, 14:05"],
  ["fr", ["en-US"], "dm", "03/04/2026 14:05"],
];

for (const [language, preferred, order, written] of READERS)
  test(`${language} for ${preferred.join(", ") || "nobody in particular"}`, () => {
    const locale = localeFor(language, preferred);
    assert.equal(dateOrder(locale), order);
    const at = new Date(Date.UTC(2026, 3, 3, 14, 5));
    /** @type {Intl.DateTimeFormatOptions} */
    const numeric = { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" };
    const time = { ...numeric, hour: "numeric", minute: "2-digit" };
    const text = new Intl.DateTimeFormat(locale, time).format(at);
    assert.equal(text.replaceAll("\u202f", " "), written);
  });
