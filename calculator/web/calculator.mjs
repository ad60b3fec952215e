/** The calculator: what the reader does changes the case; the case is asked about; the answer is shown. */

import { isEmpty } from "./case/case.mjs";
import { askingIn, asksNothing, changed, isOverdue, stateOf } from "./case/changes.mjs";
import { keepCase, keepUndo, keptCase, keptUndo } from "./case/kept.mjs";
import { requestOf, settled } from "./case/request.mjs";
import { remembering } from "./case/settings.mjs";
import { translated } from "./case/translated.mjs";
import { news } from "./engine/news.mjs";
import { browserZone } from "./fields/civil.mjs";
import { PlaceBoxes } from "./fields/place-boxes.mjs";
import { loadSubdivisions } from "./fields/subdivisions.mjs";
import { leaveLink, linkedCase, passOn } from "./links.mjs";
import { deedOf } from "./page/deeds.mjs";
import { focusAfter, focusById, openPicker, takeFocus, uncover } from "./page/focus.mjs";
import { Live } from "./page/live.mjs";
import { openOnWideScreens } from "./page/screen.mjs";
import { Timers } from "./page/timers.mjs";
import { previewOf } from "./suppose.mjs";
import { take } from "./texts/taken.mjs";
import { newlyShown } from "./views/errors.mjs";
import { show } from "./views/page.mjs";
import { spoken, spokenAbout } from "./views/spoken.mjs";
import { viewOf } from "./views/view.mjs";
import { formats } from "./words/format.mjs";
import { languageFor, loadWords } from "./words/words.mjs";

/** @import { CaseEvent, Given, State } from "./types" */
/** @import { Store } from "./case/storage.mjs" */
/** @import { Engine } from "./engine/engine.mjs" */

const [NEWS, SAVING, DONE, TROUBLE, WARMING] = [50, 400, 2500, 60000, 1500];

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
    this.remembered = remembering(store, given.policy);
    const state = stateOf(keptCase(store, given.policy), news(engine));
    this.#state = { ...state, ui: { ...state.ui, ...keptUndo(store, given.policy) } };
    const linked = location.hash !== "";
    host.replaceChildren();
    if (!this.#readLink()) this.#render();
    this.#listen();
    openOnWideScreens(host);
    if (!linked && !given.embedded) takeFocus(host);
    this.#timers.everySecond(() => this.#beat());
    if (!isEmpty(this.#state.kase)) this.#timers.now("ask", () => void this.#ask());
  }

  /** Ends everything that goes on by itself. */
  dispose() {
    this.#save();
    passOn(this.#state);
    this.#gone.abort();
    this.live.stop();
    this.#timers.stop();
    this.engine.onProgress = () => {};
  }

  // -- what happens -----------------------------------------------------------------------------------

  #listen() {
    const { signal } = this.#gone;
    for (const type of ["input", "change", "click", "keydown", "focusout"])
      this.host.addEventListener(type, (event) => this.#do(event), { signal });
    this.host.addEventListener("submit", (event) => event.preventDefault(), { signal });
    for (const type of ["focusin", "pointerenter"])
      this.host.addEventListener(type, () => void this.#warm(), { signal, capture: true });
    window.addEventListener("hashchange", () => this.#readLink(), { signal });
    window.addEventListener("pagehide", () => this.#save(), { signal });
    const ready = () => (this.given = { ...this.given, offline: true });
    window.addEventListener("calculator:offline", ready, { signal });
    const seen = () => (document.hidden ? this.#save() : this.#beat());
    document.addEventListener("visibilitychange", seen, { signal });
    this.engine.onProgress = () => this.#hear();
    this.#timers.whenIdle("idle", WARMING, () => void this.#warm());
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
    if (this.#gone.signal.aborted) return false;
    const before = this.#state;
    const after = this.remembered(before, changed(before, event, this.#context()), event);
    if (after === before) return false;
    this.#state = after;
    // What a link to the case would say changes with its answer, too.
    if (after.kase !== before.kase || event.type === "answered" || event.type === "link-text")
      this.#timers.later("save", SAVING, () => this.#save());
    // From now on it is another case than the one that the address tells.
    if (after.kase !== before.kase && event.type !== "linked") leaveLink(this.given.policy);
    if (after.ui.undo !== before.ui.undo) keepUndo(this.store, after);
    this.#render();
    newlyShown(before, after).forEach(uncover);
    const delay = askingIn(before, after, event);
    if (delay !== null) this.#askIn(delay);
    if (event.type === "answered" || (event.type === "left" && after.errors.length)) this.#tell();
    if (after.ui.laid && after.ui.undo !== before.ui.undo && after.ui.undo)
      this.live.again(this.given.w.t(`form.laid-${after.ui.laid}`));
    if (event.type === "answered" || event.type === "placed") void this.#refine();
    return true;
  }

  #context() {
    const { policy, places, w } = this.given;
    return { policy, places, here: browserZone(), now: Date.now(), locale: w.locale };
  }

  #readLink() {
    const found = linkedCase(this.given.policy, this.store);
    return found && this.#happen({ type: "linked", ...found });
  }

  #save() {
    const { kase, ui } = this.#state;
    keepCase(this.store, settled(kase, ui.since, this.#context()), this.#view().fragment);
  }

  /** @param {number} [delay] */
  #tell(delay) {
    const view = this.#view();
    this.live.say(spoken(view), { about: spokenAbout(view), delay });
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
    const context = this.#context();
    const { kase, ui } = this.#state;
    const { request, errors } = requestOf(kase, ui.since, context);
    this.#happen({ type: "asked", errors });
    if (asksNothing(this.#state)) return;
    try {
      const answer = await this.engine.call("answer", request);
      if (number !== this.#asking || this.#gone.signal.aborted) return;
      const engine = news(this.engine);
      const at = context.now;
      this.#happen({ type: "answered", answer, text: request.text, at, errors, engine });
      dispatchEvent(new CustomEvent("calculator:answered"));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    this.#happen({ type: "failed", message: error instanceof Error ? error.message : `${error}` });
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
    const { kase, ui } = this.#state;
    if (ui.preview?.key === key) return this.#happen({ type: "previewed", preview: null });
    try {
      const preview = await previewOf(this.engine, { kase, ui }, key, this.#context());
      if (kase === this.#state.kase) this.#happen({ type: "previewed", preview });
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
    const [id, shown] = said.includes("not-") ? [said, TROUBLE] : [how, DONE];
    this.#happen({ type: "done", id: `${id}:${what}` });
    this.#timers.later("done", shown, () => this.#happen({ type: "done", id: "" }));
  }

  // -- showing ----------------------------------------------------------------------------------------

  #view() {
    return viewOf(this.given, this.#state, Date.now());
  }

  #render() {
    const view = this.#view();
    this.#overdue = isOverdue(view, view.policy, view.now);
    show(this.host, view);
    this.boxes.show(view);
    return view;
  }

  /** Each second the countdown moves; each minute, and at the deadline, there is more to say. */
  #beat() {
    const overdue = this.#overdue;
    const view = this.#render();
    const turned = this.#overdue !== overdue;
    if (turned) this.#tell(0);
    const minute = Math.floor(view.now / 60000);
    if (minute === this.#minute && !turned) return;
    this.#minute = minute;
    if (view.answer && view.engine.phase === "ready") this.#askIn(0);
  }

  /** @param {string} language */
  async #speak(language) {
    const w = await loadWords(languageFor(language, []));
    const policy = translated(this.given.original, w.language);
    this.given = { ...this.given, w, f: formats(w.locale), policy };
    this.store.write("language", w.language);
    this.boxes.clear();
    this.#render();
  }
}
