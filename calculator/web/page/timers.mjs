/** What is to be done later: a name has one timer, and the newest replaces the one before. */

export class Timers {
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #running = new Map();

  /**
   * @param {string} name
   * @param {number} delay in milliseconds
   * @param {() => void} then
   */
  later(name, delay, then) {
    clearTimeout(this.#running.get(name));
    this.#running.set(name, setTimeout(then, delay));
  }

  /**
   * Waits until then, and until the browser has nothing else to do.
   * @param {string} name
   * @param {number} delay in milliseconds
   * @param {() => void} then
   */
  whenIdle(name, delay, then) {
    const idle =
      globalThis.requestIdleCallback ?? ((/** @type {() => void} */ f) => setTimeout(f, 2000));
    this.later(name, delay, () => idle(then));
  }

  /**
   * Does at once what may be waiting under this name; any timer waits until the page is laid out.
   * @param {string} name
   * @param {() => void} act
   */
  now(name, act) {
    this.cancel(name);
    act();
  }

  /** @param {string} name */
  cancel(name) {
    clearTimeout(this.#running.get(name));
  }

  /**
   * Calls `beat` as each second of the clock begins, while the page is seen.
   * @param {() => void} beat
   */
  everySecond(beat) {
    this.later("second", 1000 - (Date.now() % 1000), () => {
      if (!document.hidden) beat();
      this.everySecond(beat);
    });
  }

  stop() {
    for (const timer of this.#running.values()) clearTimeout(timer);
  }
}
