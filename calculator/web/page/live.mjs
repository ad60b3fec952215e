/** What a screen reader is told: one region, one sentence, once things have settled. */

const SETTLED = 900;

export class Live {
  #last = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement} host in which the view has put the region */
  constructor(host) {
    this.host = host;
  }

  /**
   * Says a sentence, unless it was the last one said.
   * @param {string} text
   * @param {number} [delay] in milliseconds
   */
  say(text, delay = SETTLED) {
    clearTimeout(this.#timer);
    if (text === this.#last) return;
    this.#timer = setTimeout(() => this.#tell(text), delay);
  }

  /** Says a sentence even if it was the last one, as after pressing a button twice. @param {string} text */
  again(text) {
    this.#tell("");
    this.say(text, 100);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /** @param {string} text */
  #tell(text) {
    this.#last = text;
    const region = this.host.querySelector('[data-own="live"]');
    if (region) region.textContent = text;
  }
}
