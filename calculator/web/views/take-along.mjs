/** Taking the answer along: link, text, calendar, paper. */

import { el } from "../page/dom.mjs";
import { button, doneButton, section } from "./parts.mjs";

/** @typedef {import("../types").View} View */
/** @typedef {import("../types").Answer} Answer */

/**
 * @param {View} v
 * @param {Answer} answer
 */
export function takeAlongView(v, answer) {
  return section(
    "take",
    v.w.t("take.title"),
    el(
      "div",
      { class: "sc-buttons" },
      doneButton(v, "copy", "link", v.w.t("take.link"), "link"),
      doneButton(v, "copy", "text", v.w.t("take.text"), "copy"),
      doneButton(v, "copy", "markdown", v.w.t("take.markdown"), "copy"),
      answer.deadline
        ? doneButton(v, "save", "calendar", v.w.t("take.calendar"), "calendar")
        : null,
      button("print", v.w.t("take.print"), { icon: "print", key: "print" }),
    ),
    el(
      "p",
      { class: "sc-check" },
      el("input", {
        type: "checkbox",
        id: "sc-link-text",
        checked: v.ui.linkText,
        "data-link-text": true,
      }),
      el("label", { for: "sc-link-text" }, v.w.t("take.include-text")),
    ),
    el(
      "p",
      { class: "sc-permalink" },
      el(
        "a",
        { href: v.permalink, "data-do": "stay" },
        v.permalink.length > 400 ? `${v.permalink.slice(0, 400)}…` : v.permalink,
      ),
    ),
    el("p", { class: "sc-hint" }, v.w.t("take.link-hint")),
  );
}
