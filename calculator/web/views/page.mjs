/** All of the calculator. */

import { html, render } from "lit-html";
import { answerView, moreView } from "./answer.mjs";
import { summaryBar } from "./footer.mjs";
import { formView } from "./form.mjs";
import { printView } from "./print.mjs";

/** @import { View } from "../types" */

/**
 * Shows a view.  What the reader opened, or is typing, stays as it is; so does what is inside an
 * element with `data-own`, which is filled from elsewhere.
 * @param {HTMLElement} host
 * @param {View} v
 */
export function show(host, v) {
  const page = html`
    <div class="sc-columns">${formView(v)} ${answerView(v)} ${moreView(v)}</div>
    ${summaryBar(v)} ${printView(v)}
    <p class="sc-visually-hidden" role="status" data-own="live"></p>
  `;
  host.lang = v.w.language;
  render(page, host);
}
