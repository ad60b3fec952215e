/** The calculator: what the reader does changes the case; the case is asked about; the answer is shown. */

import { emptyCase, isEmpty, LONGEST_LINKED_TEXT, soundCase } from "./case/case.mjs";
import { browserZone, civilAt, withOffset } from "./fields/civil.mjs";
import { Combobox } from "./fields/combobox.mjs";
import { el, morphChildren } from "./page/dom.mjs";
import { caseText, escalationDraft } from "./texts/drafts.mjs";
import { formats } from "./words/format.mjs";
import { Live } from "./page/live.mjs";
import { copyText, saveFile } from "./texts/outlet.mjs";
import { fragmentOf, readFragment } from "./case/permalink.mjs";
import { cityOf, countryChoices, countryOf, placeOf, zoneChoices } from "./fields/places.mjs";
import { answerText } from "./texts/plain.mjs";
import { MOMENTS, requestOf, understood } from "./case/request.mjs";
import { languageFor, LANGUAGES, loadWords } from "./words/words.mjs";
import { answerView, moreView } from "./views/answer.mjs";
import { countdown } from "./views/deadline.mjs";
import { errorText, formView, markedText, shownErrors, summaryBar } from "./views/form.mjs";
import { printView } from "./views/print.mjs";
import { settingsView } from "./views/settings.mjs";

/** @typedef {import("./types").View} View */
/** @typedef {import("./types").Case} Case */
/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").MomentField} MomentField */
/** @typedef {import("./words/words.mjs").Words} Words */
/** @typedef {import("./case/storage.mjs").Store} Store */
/**
 * What the calculator needs of the engine.
 * @typedef {object} Engine
 * @property {() => Promise<unknown>} warm
 * @property {(name: string, payload: unknown) => Promise<any>} call
 * @property {{phase: string, loaded?: number, total?: number, error?: {message: string}}} progress
 * @property {string} state
 * @property {(progress: any) => void} onProgress
 */
/**
 * @typedef {object} Given
 * @property {Engine} engine
 * @property {import("./types").Policy} policy
 * @property {Record<string, string>} links
 * @property {import("./types").Places} places
 * @property {Words} words
 * @property {Words} policyWords
 * @property {string} base
 * @property {Store} store
 * @property {boolean} embedded
 */

/** Fields without which no time can be counted. */
const COUNTED_FROM = ["opened", "called", "zone"];
const TYPING = 300;
const NEWS = 50;
const SAVING = 400;
const WIDE = "(min-width: 60em)";

export class Calculator {
  /** @type {Case} */
  #kase;
  /** @type {Answer | null} */
  #answer = null;
  #answeredText = "";
  /** @type {import("./types").FieldError[]} */
  #errors = [];
  /** @type {import("./types").EngineState} */
  #engineState;
  /** @type {import("./types").Ui} */
  #ui = {
    asked: [],
    choosing: false,
    confirming: false,
    example: "",
    undo: null,
    replaced: false,
    linkText: false,
    done: "",
    preview: null,
    linkProblems: [],
    left: [],
  };
  /** @type {{code: string, name: string}[]} */
  #subdivisions = [];
  #subdivisionsOf = "";
  #live = new Live();
  #gone = new AbortController();
  /** @type {Record<string, ReturnType<typeof setTimeout>>} */
  #timers = {};
  /** @type {Record<string, Combobox>} */
  #boxes = {};
  #asking = 0;
  #minute = 0;
  #overdue = false;

  /**
   * @param {HTMLElement} host
   * @param {Given} given
   */
  constructor(host, given) {
    this.host = host;
    this.given = given;
    this.w = given.words;
    this.f = formats(given.words.locale);
    this.pf = formats(given.policyWords.locale);
    this.#engineState = given.engine.progress.phase ? stateOf(given.engine) : { phase: "idle" };
    this.#kase = soundCase(given.store.read("case"), given.policy);
    this.#restoreUndo();
    const linked = location.hash !== "";
    this.#readLink();
    this.#listen();
    host.replaceChildren();
    this.#render();
    this.#openOnWideScreens();
    this.#watchAnswer();
    if (!linked) this.#takeFocus();
    this.#tick();
    if (!isEmpty(this.#kase)) void this.#ask();
  }

  /** Ends everything that goes on by itself. */
  dispose() {
    this.#save();
    this.#gone.abort();
    this.#live.stop();
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.given.engine.onProgress = () => {};
  }

  // -- what goes in ---------------------------------------------------------------------------------

  #listen() {
    const { signal } = this.#gone;
    const { engine } = this.given;
    engine.onProgress = () => {
      const { phase } = this.#engineState;
      this.#engineState = stateOf(engine);
      // News comes several at a time, and while it does, Python needs the machine; most of it is
      // not shown.  That the engine is ready shows by its answer.
      if (engine.state === "ready") clearTimeout(this.#timers["progress"]);
      else if (!isEmpty(this.#kase) || phase === "failed" || engine.state === "failed")
        this.#later("progress", NEWS, () => this.#render());
    };
    /** @type {[string, (event: any) => void, boolean?][]} */
    const heard = [
      ["input", (event) => this.#input(event.target)],
      ["change", (event) => this.#change(event.target)],
      ["click", (event) => this.#click(event)],
      ["focusout", (event) => this.#leave(event.target)],
      ["focusin", () => void this.#warm()],
      ["pointerenter", () => void this.#warm(), true],
      ["submit", (event) => event.preventDefault()],
    ];
    for (const [type, listener, capture] of heard)
      this.host.addEventListener(type, listener, { signal, capture: capture ?? false });
    window.addEventListener("hashchange", () => this.#follow(), { signal });
    window.addEventListener("pagehide", () => this.#save(), { signal });
    document.addEventListener(
      "visibilitychange",
      () => (document.hidden ? this.#save() : this.#beat()),
      { signal },
    );
    const idle =
      globalThis.requestIdleCallback ?? ((/** @type {() => void} */ f) => setTimeout(f, 2000));
    this.#later("idle", 1500, () => idle(() => void this.#warm()));
  }

  async #warm() {
    if (this.#gone.signal.aborted || this.given.engine.state !== "idle") return;
    // What became of it, onProgress tells.
    await this.given.engine.warm().catch(() => {});
  }

  /** @param {HTMLInputElement} target */
  #input(target) {
    if (target.id === "sc-text") return this.#typed(target.value);
    const { moment, draft } = target.dataset;
    if (moment) this.#set({ [moment]: target.value }, TYPING);
    if (draft) this.#set({ draft: { ...this.#kase.draft, [draft]: target.value } }, null);
  }

  /** @param {string} text */
  #typed(text) {
    const before = isEmpty(this.#kase);
    if (text && this.#ui.undo && !this.#ui.replaced) this.#keepUndo(null, false);
    this.#ui.asked = this.#ui.asked.filter((id) => id in this.#kase.facts);
    this.#kase = { ...this.#kase, text };
    // The box grows with its copy, so that has to follow at once.
    const backdrop = this.host.querySelector(".sc-backdrop");
    backdrop?.replaceChildren(...markedText(this.#view()));
    if (before !== isEmpty(this.#kase)) this.#render();
    this.#saveSoon();
    this.#askSoon(TYPING);
  }

  /** @param {HTMLInputElement} target */
  #change(target) {
    const { fact, tick, picker, subdivision, moment } = target.dataset;
    if (fact) this.#choose(fact, target.value);
    else if (tick) this.#tickAction(tick, target.checked);
    else if (picker && target.value)
      this.#set({ [picker]: target.value.slice(0, 16).replace("T", " ") }, 0);
    else if (subdivision) this.#set({ country: target.value }, 0);
    else if (moment) this.#settle(/** @type {MomentField} */ (moment));
    else if ("linkText" in target.dataset) this.#show({ linkText: target.checked });
    else if ("language" in target.dataset) void this.#speak(target.value);
  }

  /** @param {HTMLElement} target */
  #leave(target) {
    const field =
      target.dataset["moment"] ??
      (target.id === "sc-zone" ? "zone" : target.id === "sc-country" ? "country" : "");
    if (!field || this.#ui.left.includes(field)) return;
    this.#show({ left: [...this.#ui.left, field] });
    if (this.#errors.length) this.#live.say(this.#spoken());
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target).closest("[data-do]");
    if (!target) return;
    const arg = target.getAttribute("data-arg") ?? "";
    const action = this.#actions[target.getAttribute("data-do") ?? ""];
    if (!action) return;
    if (target.localName === "a") event.preventDefault();
    void action(arg);
  }

  /** @type {Record<string, (arg: string) => void | Promise<void>>} */
  #actions = {
    example: (id) => this.#fill(id),
    "example-here": () =>
      this.#set({ opened: "", called: "", country: "", zone: "" }, 0, { example: "" }),
    choose: () => this.#chooseFromList(),
    focus: (id) => this.#focus(id),
    stay: () => {},
    forget: (fact) => this.#forget(fact),
    stamp: (field) => this.#set({ [field]: this.#nowText() }, 0),
    clear: (field) => {
      this.#set({ [field]: "" }, 0);
      this.#focus(`sc-${field}`);
    },
    "take-other": (arg) => this.#takeOther(arg),
    pick: (field) => this.#pick(field),
    "start-again": () => this.#show({ confirming: true }, "start-again-no"),
    "start-again-no": () => this.#show({ confirming: false }, "start-again"),
    "start-again-yes": () => this.#startAgain(),
    undo: () => this.#undo(),
    "dismiss-undo": () => {
      this.#keepUndo(null, false);
      this.#render();
    },
    "dismiss-link-problems": () => this.#show({ linkProblems: [] }),
    retry: () => this.#retry(),
    copy: (what) => this.#copy(what),
    save: (what) => this.#saveAs(what),
    print: () => window.print(),
    preview: (key) => this.#preview(key),
    "apply-preview": () => this.#applyPreview(),
  };

  // -- changing the case ------------------------------------------------------------------------------

  /**
   * @param {Partial<Case>} changes
   * @param {number | null} delay before the engine is asked; null: it need not be
   * @param {Partial<import("./types").Ui>} [ui]
   */
  #set(changes, delay, ui = {}) {
    this.#kase = { ...this.#kase, ...changes };
    this.#ui = { ...this.#ui, preview: null, confirming: false, ...ui };
    this.#saveSoon();
    this.#render();
    if (delay !== null) this.#askSoon(delay);
  }

  /**
   * @param {Partial<import("./types").Ui>} changes
   * @param {string} [focusKey] the button to put the focus on
   */
  #show(changes, focusKey) {
    this.#ui = { ...this.#ui, ...changes };
    this.#render();
    const button = focusKey && this.host.querySelector(`[data-key="${focusKey}"]`);
    if (button instanceof HTMLElement) button.focus();
  }

  /**
   * @param {string} fact
   * @param {string} value
   */
  #choose(fact, value) {
    const open = this.#answer?.asks[0] === fact;
    const asked =
      open && !this.#ui.asked.includes(fact) ? [...this.#ui.asked, fact] : this.#ui.asked;
    this.#set({ facts: { ...this.#kase.facts, [fact]: value } }, 0, { asked });
  }

  /** @param {string} fact */
  #forget(fact) {
    const { [fact]: _, ...facts } = this.#kase.facts;
    this.#set({ facts }, 0, { asked: this.#ui.asked.filter((id) => id !== fact) });
  }

  /**
   * Ticking "open a case" or "call" says when it was done, unless that was said already.
   * @param {string} id
   * @param {boolean} done
   */
  #tickAction(id, done) {
    const ticks = done ? [...this.#kase.ticks, id] : this.#kase.ticks.filter((t) => t !== id);
    const does = this.given.policy.actions.find((a) => a.id === id)?.does;
    const field = does === "open-case" ? "opened" : does === "call" ? "called" : null;
    if (!field || !done || this.#kase[field].trim()) return this.#set({ ticks }, null);
    this.#set({ ticks, [field]: this.#nowText() }, 0);
  }

  #nowText() {
    return typedInstant(Date.now(), this.#place().zone);
  }

  /**
   * Of a time that the clocks show twice, the second.
   * @param {string} arg the field and the instant
   */
  #takeOther(arg) {
    const [field = "", instant = ""] = arg.split(" ");
    this.#set({ [field]: typedInstant(Date.parse(instant), this.#place().zone) }, 0);
    this.#focus(`sc-${field}`);
  }

  /**
   * Once the field is left, a time that depends on now becomes one that does not.
   * @param {MomentField} field
   */
  #settle(field) {
    const { text } = understood(this.#kase[field], Date.now(), this.#place().zone, this.w.locale);
    if (text) this.#set({ [field]: spaced(text) }, 0);
  }

  /** @param {string} field */
  #pick(field) {
    const picker = this.host.querySelector(`[data-picker="${field}"]`);
    if (!(picker instanceof HTMLInputElement)) return;
    try {
      picker.showPicker();
    } catch {
      picker.focus();
    }
  }

  /** @param {string} id */
  #fill(id) {
    const example = this.given.policy.examples.find((e) => e.id === id);
    if (!example) return;
    const civil = (/** @type {string | undefined} */ moment) =>
      moment
        ? civilAt(Date.parse(moment), example.timezone ?? this.#place().zone).replace("T", " ")
        : "";
    const filled = {
      ...emptyCase(),
      text: example.text,
      facts: { ...example.facts },
      opened: civil(example.opened),
      called: civil(example.called),
      country: example.country ?? "",
      zone: example.timezone ?? "",
    };
    this.#set(filled, 0, { example: id, undo: null, asked: [] });
    this.#focus("sc-text");
  }

  #chooseFromList() {
    this.#ui.choosing = true;
    void this.#ask().then(() => {
      const asked = this.#answer?.asks[0];
      if (asked) this.#focus(`sc-question-${asked}`);
    });
  }

  #startAgain() {
    const undo = isEmpty(this.#kase) ? null : this.#kase;
    this.#answer = null;
    this.#overdue = false;
    this.#keepUndo(undo, false);
    this.#set(emptyCase(), null, {
      asked: [],
      choosing: false,
      left: [],
      example: "",
    });
    this.#errors = [];
    this.#save();
    this.#render();
    this.#focus("sc-text");
    this.#live.again(this.w.t("form.cleared"));
  }

  #undo() {
    const { undo } = this.#ui;
    if (!undo) return;
    this.#keepUndo(null, false);
    this.#set(undo, 0, { example: "" });
    this.#focus("sc-text");
  }

  /**
   * What may be brought back outlives the page, like everything that was typed.
   * @param {Case | null} undo
   * @param {boolean} replaced by a link, not cleared
   */
  #keepUndo(undo, replaced) {
    this.#ui = { ...this.#ui, undo, replaced };
    this.given.store.write("undo", undo && { kase: undo, replaced });
  }

  #restoreUndo() {
    const kept = /** @type {{kase?: unknown, replaced?: unknown} | null} */ (
      this.given.store.read("undo")
    );
    const undo = soundCase(kept?.kase, this.given.policy);
    if (!isEmpty(undo)) this.#ui = { ...this.#ui, undo, replaced: kept?.replaced === true };
  }

  // -- links ------------------------------------------------------------------------------------------

  #readLink() {
    const found = readFragment(location.hash, this.given.policy);
    if (!found) return;
    // The case is kept from here on; in the address it would undo what is typed when the page is
    // loaded again, and stay in the history.
    history.replaceState(history.state, "", location.pathname + location.search);
    const earlier = this.#kase;
    const linked = soundCase({ ...emptyCase(), ...found.kase }, this.given.policy);
    this.#ui.linkProblems = found.problems;
    if (isEmpty(linked)) return;
    this.#kase = linked;
    this.#ui.left = [...MOMENTS, "zone", "country"];
    const replaced = !isEmpty(earlier) && JSON.stringify(earlier) !== JSON.stringify(linked);
    this.#ui = { ...this.#ui, asked: [], example: "" };
    if (replaced) this.#keepUndo(earlier, true);
    this.#save();
  }

  /** A link was followed within the page. */
  #follow() {
    if (!location.hash.includes("=")) return;
    this.#readLink();
    this.#render();
    void this.#ask();
  }

  /**
   * The link back: the description only if the reader wants it in; without it, what was read from it.
   */
  #permalink() {
    const place = this.#place();
    const read = (this.#answer?.facts ?? []).flatMap((f) =>
      f.value && f.state !== "unknown" ? [[f.fact, f.value]] : [],
    );
    const withText = this.#ui.linkText && this.#kase.text.length <= LONGEST_LINKED_TEXT;
    const moment = (/** @type {MomentField} */ field, /** @type {number | null} */ standard) => {
      const { at } = understood(this.#kase[field], Date.now(), place.zone, this.w.locale);
      const instant = at ?? standard;
      return instant === null ? "" : withOffset(instant, place.zone);
    };
    const fragment = fragmentOf({
      opened: moment("opened", Math.floor(Date.now() / 60000) * 60000),
      called: moment("called", null),
      answered: moment("answered", null),
      country: place.country,
      zone: place.zone,
      facts: withText ? this.#kase.facts : { ...Object.fromEntries(read), ...this.#kase.facts },
      text: withText ? this.#kase.text : "",
    });
    return `${this.given.base}calculator/#${fragment}`;
  }

  // -- asking -----------------------------------------------------------------------------------------

  #place() {
    return placeOf(this.given.places, this.#kase, browserZone());
  }

  /** @param {number} delay */
  #askSoon(delay) {
    this.#later("ask", delay, () => void this.#ask());
  }

  /** @param {Case} kase */
  #request(kase) {
    const offices = this.given.policy.calendars.flatMap((c) => c.holidays ?? []);
    return requestOf(kase, this.#place(), Date.now(), this.w.locale, offices);
  }

  async #ask() {
    const { request, errors } = this.#request(this.#kase);
    this.#errors = errors;
    if (isEmpty(this.#kase) && !this.#ui.choosing) {
      this.#answer = null;
      this.#render();
      return;
    }
    const number = ++this.#asking;
    try {
      const answer = /** @type {Answer} */ (await this.given.engine.call("answer", request));
      if (number !== this.#asking || this.#gone.signal.aborted) return;
      this.#receive(answer, request.text, errors);
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * @param {Answer} answer
   * @param {string} text
   * @param {import("./types").FieldError[]} errors
   */
  #receive(answer, text, errors) {
    this.#answer = errors.some((e) => COUNTED_FROM.includes(e.field))
      ? withoutTimes(answer)
      : answer;
    this.#answeredText = text;
    const known = new Set(errors.map((e) => e.field));
    const field = (/** @type {string} */ name) => (name === "timezone" ? "zone" : name);
    this.#errors = [
      ...errors,
      ...answer.errors
        .map((e) => ({ ...e, field: field(e.field) }))
        .filter((e) => !known.has(e.field)),
    ];
    const { deadline } = this.#answer;
    this.#overdue = deadline !== null && Date.now() >= Date.parse(deadline);
    this.#engineState = stateOf(this.given.engine);
    clearTimeout(this.#timers["progress"]);
    this.#render();
    this.#live.say(this.#spoken());
    dispatchEvent(new CustomEvent("calculator:answered"));
    void this.#loadSubdivisions();
  }

  /** @param {unknown} error */
  #fail(error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    const message = error instanceof Error ? error.message : String(error);
    this.#engineState = { phase: "failed", step: message };
    this.#render();
    this.#live.say(this.w.t("engine.failed"));
  }

  async #retry() {
    this.#engineState = { phase: "starting" };
    this.#render();
    this.#focus("sc-answer");
    await this.#ask();
  }

  /** What is wrong, or the answer, in a sentence. */
  #spoken() {
    const answer = this.#answer;
    const [mistake] = shownErrors(this.#view());
    if (mistake) return errorText(this.#view(), mistake);
    if (!answer) return "";
    const names = answer.possible.map(
      (id) => this.given.policy.severities.find((s) => s.id === id)?.name ?? String(id),
    );
    if (answer.severity === null) {
      const question = this.given.policy.facts.find((f) => f.id === answer.asks[0])?.question ?? "";
      return this.w.t("live.open", { severities: this.f.either(names), question });
    }
    const name = names[0] ?? "";
    const due = answer.deadline
      ? this.f.shortMoment(Date.parse(answer.deadline), this.#place().zone)
      : "";
    if (!due) return this.w.t("live.severity", { severity: name });
    return this.w.t(this.#overdue ? "live.overdue" : "live.due", { severity: name, time: due });
  }

  async #loadSubdivisions() {
    const country = this.#place().country.slice(0, 2);
    if (country === this.#subdivisionsOf) return;
    this.#subdivisionsOf = country;
    this.#subdivisions = [];
    if (/^[A-Z]{2}$/.test(country)) {
      try {
        const response = await fetch(new URL(`api/holidays/${country}.json`, this.given.base));
        const found = response.ok ? await response.json() : {};
        const entries = Object.entries(
          /** @type {Record<string, {name?: string}>} */ (found.subdivisions ?? {}),
        );
        const named = entries.map(([code, { name }]) => ({ code, name: name ?? code }));
        this.#subdivisions = named.sort((a, b) => this.f.compare(a.name, b.name));
      } catch {
        // Holidays are a refinement; without them the country as a whole counts.
      }
    }
    this.#render();
  }

  // -- what if ----------------------------------------------------------------------------------------

  /** @param {string} key */
  async #preview(key) {
    if (this.#ui.preview?.key === key) return this.#show({ preview: null });
    const [fact = "", value = ""] = key.split("=");
    const change =
      key === "called"
        ? { called: this.#nowText() }
        : { facts: { ...this.#kase.facts, [fact]: value } };
    const { request } = this.#request({ ...this.#kase, ...change });
    try {
      const answer = await this.given.engine.call("answer", request);
      this.#show({ preview: { change, key, answer } });
    } catch (error) {
      this.#fail(error);
    }
  }

  #applyPreview() {
    const change = this.#ui.preview?.change;
    if (!change) return;
    this.#set(change, 0);
    this.#focus("sc-answer");
  }

  // -- taking along -----------------------------------------------------------------------------------

  /** @param {string} what */
  async #copy(what) {
    const answer = this.#answer;
    if (!answer) return;
    const view = this.#view();
    /** @type {Record<string, () => string>} */
    const texts = {
      link: () => view.permalink,
      text: () => answerText(view, answer, { markdown: false }),
      markdown: () => answerText(view, answer, { markdown: true }),
      "case-subject": () => caseText(view, answer).subject,
      "case-body": () => caseText(view, answer).body,
      escalation: () => mailText(escalationDraft(view, answer)),
    };
    const worked = await copyText(texts[what]?.() ?? "");
    this.#live.again(this.w.t(worked ? "done.copied" : "done.not-copied"));
    if (worked) this.#done(`copy:${what}`);
  }

  /** @param {string} what */
  async #saveAs(what) {
    const answer = this.#answer;
    if (!answer) return;
    const view = this.#view();
    if (what === "calendar") {
      const { calendarFile } = await import("./texts/calendar.mjs");
      saveFile("response-due.ics", "text/calendar", await calendarFile(view, answer));
    } else {
      saveFile("escalation.txt", "text/plain", mailText(escalationDraft(view, answer)));
    }
    this.#live.again(this.w.t("done.saved"));
    this.#done(`save:${what}`);
  }

  /** @param {string} id */
  #done(id) {
    this.#show({ done: id });
    this.#later("done", 2500, () => this.#show({ done: "" }));
  }

  // -- showing ----------------------------------------------------------------------------------------

  /** @returns {View} */
  #view() {
    const place = this.#place();
    return {
      w: this.w,
      pw: this.given.policyWords,
      f: this.f,
      pf: this.pf,
      policy: this.given.policy,
      links: this.given.links,
      base: this.given.base,
      places: this.given.places,
      kase: this.#kase,
      place,
      now: Date.now(),
      answer: this.#answer,
      answeredText: this.#answeredText,
      errors: this.#errors,
      engine: this.#engineState,
      ui: this.#ui,
      subdivisions: this.#subdivisionsOf === place.country.slice(0, 2) ? this.#subdivisions : [],
      permalink: this.#permalink(),
      embedded: this.given.embedded,
      lasting: this.given.store.lasting,
    };
  }

  #render() {
    if (this.#gone.signal.aborted) return;
    const v = this.#view();
    const wanted = el(
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
      this.#live.element.isConnected
        ? el("p", { "data-own": "live", "data-key": "live" })
        : this.#live.element,
    );
    this.host.lang = this.w.language;
    morphChildren(this.host, wanted);
    this.#fillBoxes(v);
  }

  /** @param {View} v */
  #fillBoxes(v) {
    for (const field of /** @type {const} */ (["country", "zone"])) {
      const host = this.host.querySelector(`[data-own="${field}"]`);
      if (host && !host.firstChild) {
        const labels = {
          likely: v.w.t("place.likely"),
          others: v.w.t("place.others"),
          none: v.w.t("place.none"),
          open: "",
        };
        this.#boxes[field] = new Combobox(host, `sc-${field}`, labels, (value, typed) =>
          this.#placed(field, value, typed),
        );
      }
    }
    const guess = countryOf(v.places, browserZone());
    const country = v.place.country.slice(0, 2);
    this.#boxes["country"]?.set(
      () => countryChoices(v.places, v.f, v.policy, guess, navigator.languages),
      country,
      v.f.country(country),
    );
    this.#boxes["zone"]?.set(
      () => zoneChoices(v.places, v.f, country, browserZone()),
      v.place.wrongZone || v.place.zone,
      v.place.wrongZone || cityOf(v.place.zone),
    );
  }

  /**
   * @param {"country" | "zone"} field
   * @param {string} value
   * @param {string} typed
   */
  #placed(field, value, typed) {
    if (field === "zone") return this.#set({ zone: value || typed }, 0);
    // A name that is no country falls back to the guess, which the field then shows.
    this.#set({ country: value }, 0);
    void this.#loadSubdivisions();
  }

  #openOnWideScreens() {
    const fields = this.host.querySelector("#sc-whenwhere");
    if (fields instanceof HTMLDetailsElement && matchMedia(WIDE).matches) fields.open = true;
  }

  /** The line at the foot of a small screen goes while the answer itself is in view. */
  #watchAnswer() {
    const watch = new IntersectionObserver(([entry]) => {
      this.host.classList.toggle("sc-seen", entry?.isIntersecting ?? false);
    });
    const answer = this.host.querySelector("#sc-answer");
    if (answer) watch.observe(answer);
    this.#gone.signal.addEventListener("abort", () => watch.disconnect());
  }

  /** Whoever opens the page by keyboard wants to write; on a touch screen the keyboard would pop up. */
  #takeFocus() {
    const free = document.activeElement === document.body && !this.given.embedded;
    if (!free || !matchMedia("(pointer: fine)").matches) return;
    const box = this.host.querySelector("#sc-text");
    if (box instanceof HTMLElement) box.focus({ preventScroll: true });
  }

  /** @param {string} id */
  #focus(id) {
    const target = document.getElementById(id);
    const inside = target?.closest("details:not([open])");
    if (inside instanceof HTMLDetailsElement) inside.open = true;
    target?.focus();
    target?.scrollIntoView?.({ block: "nearest" });
  }

  /** @param {string} language */
  async #speak(language) {
    const chosen = LANGUAGES.includes(language) ? language : languageFor(null, navigator.languages);
    this.w = await loadWords(chosen);
    this.f = formats(this.w.locale);
    this.given.store.write("language", chosen);
    for (const host of this.host.querySelectorAll("[data-own=country], [data-own=zone]"))
      host.replaceChildren();
    this.#render();
  }

  // -- time -------------------------------------------------------------------------------------------

  #tick() {
    this.#later("tick", 1000 - (Date.now() % 1000), () => {
      if (!document.hidden) this.#beat();
      this.#tick();
    });
  }

  /** Each second the countdown moves; each minute, and at the deadline, the rest follows. */
  #beat() {
    const now = Date.now();
    const minute = Math.floor(now / 60000);
    const deadline = this.#answer?.deadline ? Date.parse(this.#answer.deadline) : null;
    const overdue = deadline !== null && now >= deadline;
    if (overdue !== this.#overdue && deadline !== null) {
      this.#overdue = overdue;
      this.#render();
      this.#live.say(this.#spoken(), 0);
    }
    if (minute !== this.#minute) {
      this.#minute = minute;
      if (this.#answer && this.#engineState.phase === "ready") void this.#ask();
      else this.#render();
    }
    for (const timer of this.host.querySelectorAll("[data-countdown]")) {
      const text = countdown(
        { w: this.w, f: this.f, now },
        Number(timer.getAttribute("data-countdown")),
      );
      if (timer.textContent !== text) timer.textContent = text;
    }
  }

  /**
   * @param {string} name
   * @param {number} delay
   * @param {() => void} then
   */
  #later(name, delay, then) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = setTimeout(then, delay);
  }

  #saveSoon() {
    this.#later("save", SAVING, () => this.#save());
  }

  #save() {
    this.given.store.write("case", this.#kase);
  }
}

/**
 * @param {Engine} engine
 * @returns {import("./types").EngineState}
 */
function stateOf({ state, progress }) {
  const { loaded = 0, total = 0, error } = progress;
  return {
    phase: /** @type {import("./types").EngineState["phase"]} */ (state),
    loaded,
    total,
    step: error?.message ?? "",
  };
}

/**
 * An answer from which nothing can be taken for a deadline, as the times it was asked with are not
 * those that the reader meant.
 * @param {Answer} answer
 * @returns {Answer}
 */
function withoutTimes(answer) {
  const nothing = { deadline: null, target: null, if_called_now: null, review: null };
  return { ...answer, ...nothing, latest_useful_call: null, remaining: null, targets: [] };
}

/**
 * An instant as one would type it, with its offset.
 * @param {number} at
 * @param {string} zone
 */
function typedInstant(at, zone) {
  return spaced(withOffset(at, zone));
}

/** @param {string} iso */
function spaced(iso) {
  return iso.replace("T", " ").replace(/(?=[+-]\d\d:\d\d$)|(?=Z$)/, " ");
}

/** @param {import("./texts/drafts.mjs").Draft} draft */
function mailText({ subject, body }) {
  return `${subject}\n\n${body}\n`;
}
