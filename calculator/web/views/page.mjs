/** All of the calculator, and the parts of it that move between two renderings. */

import { el } from "../page/dom.mjs";
import { answerView, moreView } from "./answer.mjs";
import { countdown } from "./deadline.mjs";
import { summaryBar } from "./footer.mjs";
import { formView, markedText } from "./form.mjs";
import { printView } from "./print.mjs";
import { settingsView } from "./settings.mjs";

/** @typedef {import("../types").View} View */

/** @param {View} v */
export function pageView(v) {
  return el(
    "div",
    {},
    el(
      "div",
      { class: "sc-columns", "data-key": "columns" },
      formView(v),
      answerView(v),
      moreView(v),
    ),
    summaryBar(v),
    settingsView(v),
    printView(v),
    el("p", {
      class: "sc-visually-hidden",
      role: "status",
      "data-own": "live",
      "data-key": "live",
    }),
  );
}

/**
 * The box grows with its copy, so that has to follow each key.
 * @param {Element} host
 * @param {View} v
 */
export function showText(host, v) {
  host.querySelector(".sc-backdrop")?.replaceChildren(...markedText(v));
}

/**
 * @param {Element} host
 * @param {View} v
 */
export function showCountdowns(host, v) {
  for (const timer of host.querySelectorAll("[data-countdown]")) {
    const text = countdown(v, Number(timer.getAttribute("data-countdown")));
    if (timer.textContent !== text) timer.textContent = text;
  }
}
