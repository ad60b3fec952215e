/** The language of the interface. */

import { el } from "../page/dom.mjs";
import { LANGUAGES } from "../words/words.mjs";

/** @param {import("../types").View} v */
export function settingsView(v) {
  return el(
    "div",
    { class: "sc-settings", "data-key": "settings" },
    el("label", { for: "sc-language" }, v.w.t("form.language")),
    el(
      "select",
      { id: "sc-language", "data-language": true },
      ...LANGUAGES.map((code) =>
        el(
          "option",
          { value: code, lang: code, selected: code === v.w.language },
          v.f.language(code),
        ),
      ),
    ),
  );
}
