/** The language of the interface. */

import { html } from "lit-html";
import { LANGUAGES } from "../words/words.mjs";

/** @param {import("../types").View} v */
export function settingsView(v) {
  return html`
    <div class="sc-settings">
      <label class="sc-visually-hidden" for="sc-language">${v.w.t("form.language")}</label>
      <select id="sc-language" data-language>
        ${LANGUAGES.map(
          (code) =>
            html`<option value=${code} lang=${code} .selected=${code === v.w.language}>
              ${v.f.language(code)}
            </option>`,
        )}
      </select>
    </div>
  `;
}
