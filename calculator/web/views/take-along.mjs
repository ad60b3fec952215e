/** Taking the answer along: link, text, calendar, paper. */

import { html, nothing } from "lit-html";
import { button, doneButton, section } from "./parts.mjs";

/** @import { Answer, View } from "../types" */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function takeAlongView(v, answer) {
  const { permalink } = v;
  const calendar = () => doneButton(v, "save", "calendar", v.w.t("take.calendar"), "calendar");
  return section(
    "take",
    v.w.t("take.title"),
    html`
      <div class="sc-buttons">
        ${doneButton(v, "copy", "link", v.w.t("take.link"), "link")}
        ${doneButton(v, "copy", "text", v.w.t("take.text"), "copy")}
        ${doneButton(v, "copy", "markdown", v.w.t("take.markdown"), "copy")}
        ${answer.kinds.some((kind) => kind.deadline) ? calendar() : nothing}
        ${button("print", v.w.t("take.print"), { icon: "print" })}
      </div>
      <p class="sc-check">
        <input type="checkbox" id="sc-link-text" .checked=${v.ui.linkText} data-link-text />
        <label for="sc-link-text">${v.w.t("take.include-text")}</label>
      </p>
      <p class="sc-permalink">
        <a href=${permalink} data-do="stay"
          >${permalink.length > 400 ? `${permalink.slice(0, 400)}…` : permalink}</a
        >
      </p>
      <p class="sc-hint">${v.w.t("take.link-hint")}</p>
    `,
  );
}
