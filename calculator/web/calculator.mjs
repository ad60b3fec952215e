/** The calculator: what the reader does changes the case; the case is asked about; the answer is shown. */

import { isEmpty } from "./case/case.mjs";
import { askingIn, asksNothing, changed, isOverdue, stateOf, whatIf } from "./case/changes.mjs";
import { keepCase, keepUndo, keptCase, keptUndo } from "./case/kept.mjs";
import { readFragment } from "./case/permalink.mjs";
import { requestOf } from "./case/request.mjs";
import { news } from "./engine/news.mjs";
import { browserZone } from "./fields/civil.mjs";
import { PlaceBoxes } from "./fields/place-boxes.mjs";
import { loadSubdivisions } from "./fields/subdivisions.mjs";
import { takeFragment } from "./page/address.mjs";
import { deedOf } from "./page/deeds.mjs";
import { focusAfter, focusById, openPicker, takeFocus } from "./page/focus.mjs";
import { Live } from "./page/live.mjs";
import { openOnWideScreens, watchAnswer } from "./page/screen.mjs";
import { Timers } from "./page/timers.mjs";
import { take } from "./texts/taken.mjs";
import { show } from "./views/page.mjs";
import { spoken } from "./views/spoken.mjs";
import { viewOf } from "./views/view.mjs";
import { formats } from "./words/format.mjs";
import { languageFor, loadWords } from "./words/words.mjs";

/** @import { CaseEvent, Given, State } from "./types" */
/** @import { Store } from "./case/storage.mjs" */
/** @import { Engine } from "./engine/engine.mjs" */

const NEWS = 50;
const SAVING = 400;
const DONE = 2500;
const WARMING = 1500;

export class Calculator {
  /** @type {State} */
  #state;
  #gone = new AbortController();
  #timers = new Timers();
  #asking = 0;
  #minute = 0;
  #overdue = false;

  /**
   * @param {HTMLElement} host
   * @param {Given} given
   * @param {Engine} engine
   * @param {Store} store
   */
  constructor(host, given, engine, store) {
    this.host = host;
    this.given = given;
    this.engine = engine;
    this.store = store;
    this.live = new Live(host);
    this.boxes = new PlaceBoxes(host, (field, value) =>
      this.#happen({ type: "placed", field, value }),
    );
    const state = stateOf(keptCase(store, given.policy), news(engine));
    this.#state = { ...state, ui: { ...state.ui, ...keptUndo(store, given.policy) } };
    const linked = location.hash !== "";
    host.replaceChildren();
    this.#readLink();
    this.#render();
    this.#listen();
    openOnWideScreens(host);
    watchAnswer(host, this.#gone.signal);
    if (!linked && !given.embedded) takeFocus(host);
    this.#timers.everySecond(() => this.#beat());
    if (!isEmpty(this.#state.kase)) this.#askIn(0);
  }

  /** Ends everything that goes on by itself. */
  dispose() {
    this.#save();
    this.#gone.abort();
    this.live.stop();
    this.#timers.stop();
    this.engine.onProgress = () => {};
  }

  // -- what happens -----------------------------------------------------------------------------------

  #listen() {
    const { signal } = this.#gone;
    for (const type of ["input", "change", "click", "focusout"])
      this.host.addEventListener(type, (event) => this.#do(event), { signal });
    this.host.addEventListener("submit", (event) => event.preventDefault(), { signal });
    for (const type of ["focusin", "pointerenter"])
      this.host.addEventListener(type, () => void this.#warm(), { signal, capture: true });
    window.addEventListener("hashchange", () => this.#readLink(), { signal });
    window.addEventListener("pagehide", () => this.#save(), { signal });
    const seen = () => (document.hidden ? this.#save() : this.#beat());
    document.addEventListener("visibilitychange", seen, { signal });
    this.engine.onProgress = () => this.#hear();
    const idle =
      globalThis.requestIdleCallback ?? ((/** @type {() => void} */ f) => setTimeout(f, 2000));
    this.#timers.later("idle", WARMING, () => idle(() => void this.#warm()));
  }

  /** @param {Event} event */
  #do(event) {
    const deed = deedOf(event);
    if (!deed) return;
    const link = event.type === "click" && /** @type {Element} */ (event.target).closest("a");
    if (link) event.preventDefault();
    const more = "arg" in deed && this.#deeds[deed.type];
    if (more) void more(deed.arg);
    else this.#happen(/** @type {CaseEvent} */ (deed));
    focusAfter(deed);
  }

  /** What takes more than a change of the case. @type {Record<string, (arg: string) => unknown>} */
  #deeds = {
    choose: () => this.#choose(),
    pick: (field) => openPicker(this.host, field),
    copy: (what) => this.#take("copy", what),
    save: (what) => this.#take("save", what),
    print: () => window.print(),
    preview: (key) => this.#preview(key),
    speak: (language) => this.#speak(language),
  };

  /** @param {CaseEvent} event */
  #happen(event) {
    if (this.#gone.signal.aborted) return;
    const before = this.#state;
    const after = changed(before, event, this.#context());
    if (after === before) return;
    this.#state = after;
    if (after.kase !== before.kase) this.#timers.later("save", SAVING, () => this.#save());
    if (after.ui.undo !== before.ui.undo) keepUndo(this.store, after);
    this.#render();
    const delay = askingIn(before, after, event);
    if (delay !== null) this.#askIn(delay);
    if (event.type === "answered" || (event.type === "left" && after.errors.length))
      this.live.say(spoken(this.#view()));
    if (event.type === "start-again-yes") this.live.again(this.given.w.t("form.cleared"));
    if (event.type === "answered" || event.type === "placed") void this.#refine();
  }

  #context() {
    const { policy, places, w } = this.given;
    return { policy, places, here: browserZone(), now: Date.now(), locale: w.locale };
  }

  #readLink() {
    const found = takeFragment((fragment) => readFragment(fragment, this.given.policy));
    if (found) this.#happen({ type: "linked", ...found });
  }

  #save() {
    keepCase(this.store, this.#state);
  }

  // -- the engine -------------------------------------------------------------------------------------

  async #warm() {
    if (this.#gone.signal.aborted || this.engine.state !== "idle") return;
    // What became of it, onProgress tells.
    await this.engine.warm().catch(() => {});
  }

  /**
   * News comes several at a time, and while it does, Python needs the machine; most of it is not
   * shown.  That the engine is ready shows by its answer.
   */
  #hear() {
    const { kase, engine } = this.#state;
    const told = news(this.engine);
    this.#state = { ...this.#state, engine: told };
    if (told.phase === "ready") this.#timers.cancel("news");
    else if (!isEmpty(kase) || engine.phase === "failed" || told.phase === "failed")
      this.#timers.later("news", NEWS, () => this.#render());
  }

  /** @param {number} delay */
  #askIn(delay) {
    this.#timers.later("ask", delay, () => void this.#ask());
  }

  async #ask() {
    const number = ++this.#asking;
    const { request, errors } = requestOf(this.#state.kase, this.#context());
    this.#happen({ type: "asked", errors });
    if (asksNothing(this.#state)) return;
    try {
      const answer = await this.engine.call("answer", request);
      if (number !== this.#asking || this.#gone.signal.aborted) return;
      const engine = news(this.engine);
      this.#happen({ type: "answered", answer, text: request.text, errors, engine });
      dispatchEvent(new CustomEvent("calculator:answered"));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    const message = error instanceof Error ? error.message : String(error);
    this.#happen({ type: "failed", message });
    this.live.say(this.given.w.t("engine.failed"));
  }

  async #choose() {
    this.#happen({ type: "choose" });
    await this.#ask();
    const asked = this.#state.answer?.asks[0];
    if (asked) focusById(`sc-question-${asked}`);
  }

  /** @param {string} key */
  async #preview(key) {
    if (this.#state.ui.preview?.key === key)
      return this.#happen({ type: "previewed", preview: null });
    const context = this.#context();
    const change = whatIf(this.#state, key, context);
    const { request } = requestOf({ ...this.#state.kase, ...change }, context);
    try {
      const answer = await this.engine.call("answer", request);
      this.#happen({ type: "previewed", preview: { change, key, answer } });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Offers the parts of the country that is in force. */
  async #refine() {
    const { base, f } = this.given;
    const country = this.#view().place.country.slice(0, 2);
    const loaded = () => this.#state.subdivisions.country === country;
    if (loaded()) return;
    this.#happen({ type: "subdivided", subdivisions: { country, list: [] } });
    const list = await loadSubdivisions(country, base, f.compare);
    if (list.length && loaded())
      this.#happen({ type: "subdivided", subdivisions: { country, list } });
  }

  /**
   * @param {"copy" | "save"} how
   * @param {string} what
   */
  async #take(how, what) {
    const view = this.#view();
    if (!view.answer) return;
    const said = await take(how, what, view, view.answer);
    this.live.again(this.given.w.t(said));
    if (said === "done.not-copied") return;
    this.#happen({ type: "done", id: `${how}:${what}` });
    this.#timers.later("done", DONE, () => this.#happen({ type: "done", id: "" }));
  }

  // -- showing ----------------------------------------------------------------------------------------

  #view() {
    return viewOf(this.given, this.#state, Date.now());
  }

  #render() {
    const view = this.#view();
    this.#overdue = isOverdue(view, view.now);
    show(this.host, view);
    this.boxes.show(view);
    return view;
  }

  /** Each second the countdown moves; each minute, and at the deadline, there is more to say. */
  #beat() {
    const overdue = this.#overdue;
    const view = this.#render();
    if (this.#overdue !== overdue) this.live.say(spoken(view), 0);
    const minute = Math.floor(view.now / 60000);
    if (minute === this.#minute) return;
    this.#minute = minute;
    if (view.answer && view.engine.phase === "ready") this.#askIn(0);
  }

  /** @param {string} language */
  async #speak(language) {
    const w = await loadWords(languageFor(language, navigator.languages));
    this.given = { ...this.given, w, f: formats(w.locale) };
    this.store.write("language", w.language);
    this.boxes.clear();
    this.#render();
  }
}
