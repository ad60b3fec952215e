/** Taking the answer along: link, text, calendar, paper. */

import { html, nothing } from "lit-html";
import { button, doneButton, section, troubleView } from "./parts.mjs";

/** @import { Answer, View } from "../types" */

/**
 * What goes into a ticket, next to the deadline.
 * @param {View} v
 * @param {Answer} answer
 */
export function takeAlongView(v, answer) {
  const stale = v.clock.kind === "wrong" || (v.clock.kind === "unopened" && v.clock.due === null);
  const due = !stale && answer.kinds.some((kind) => kind.deadline);
  const calendar = () => doneButton(v, "save", "calendar", v.w.t("take.calendar"), "calendar");
  return html`
    <div class="sc-buttons sc-take" role="group" aria-label=${v.w.t("take.title")}>
      ${doneButton(v, "copy", "text", v.w.t("take.text"), "copy")}
      ${doneButton(v, "copy", "link", v.w.t("take.link"), "link")} ${due ? calendar() : nothing}
      ${doneButton(v, "copy", "markdown", v.w.t("take.markdown"), "copy")}
      ${button("print", v.w.t("take.print"), { icon: "print" })}
      ${troubleView(v, ["text", "link", "calendar", "markdown"])}
    </div>
  `;
}

/**
 * The link, as it stands: for the eye and the mouse.  Read aloud, it would be spelt out; it is copied
 * with a key above.
 * @param {View} v
 */
export function takeMoreView({ w, ui, permalink }) {
  return section(
    "take",
    w.t("take.link-title"),
    html`
      <p class="sc-check">
        <input type="checkbox" id="sc-link-text" .checked=${ui.linkText} data-link-text />
        <label for="sc-link-text">${w.t("take.include-text")}</label>
      </p>
      <p class="sc-permalink">
        <a href=${permalink} data-do="stay" tabindex="-1" aria-hidden="true"
          >${permalink.length > 400 ? `${permalink.slice(0, 400)}…` : permalink}</a
        >
      </p>
      <p class="sc-hint">${w.t("take.link-hint")}</p>
    `,
  );
}
