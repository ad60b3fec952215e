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
   * Says a sentence, unless what it is about was told last.
   * @param {string} text
   * @param {{about?: string, delay?: number | undefined}} [options] the delay in milliseconds
   */
  say(text, { about = text, delay = SETTLED } = {}) {
    clearTimeout(this.#timer);
    if (about === this.#last) return;
    this.#timer = setTimeout(() => this.#tell(text, about), delay);
  }

  /** Says a sentence even if it was the last one, as after pressing a button twice. @param {string} text */
  again(text) {
    this.#tell("", "");
    this.say(text, { delay: 100 });
  }

  stop() {
    clearTimeout(this.#timer);
  }

  /**
   * @param {string} text
   * @param {string} about
   */
  #tell(text, about) {
    this.#last = about;
    const region = this.host.querySelector('[data-own="live"]');
    if (region) region.textContent = text;
  }
}
