/** What a screen reader is told: one region, one sentence, once things have settled. */

import { el } from "./dom.mjs";

const SETTLED = 900;

export class Live {
  #last = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    this.element = el("p", {
      class: "sc-visually-hidden",
      role: "status",
      "data-own": "live",
      "data-key": "live",
    });
  }

  /**
   * Says a sentence, unless it was the last one said.
   * @param {string} text
   * @param {number} [delay] in milliseconds
   */
  say(text, delay = SETTLED) {
    clearTimeout(this.#timer);
    if (text === this.#last) return;
    this.#timer = setTimeout(() => {
      this.#last = text;
      this.element.textContent = text;
    }, delay);
  }

  /** Says a sentence even if it was the last one, as after pressing a button twice. @param {string} text */
  again(text) {
    this.#last = "";
    this.element.textContent = "";
    this.say(text, 100);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
