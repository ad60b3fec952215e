/** A searchable list: its keys, its roles and what is said aloud are those of u-datalist. */

import "@u-elements/u-datalist";
import { html, nothing, render } from "lit-html";
import { matching, named } from "./search.mjs";

/** @import { UHTMLDataListElement } from "@u-elements/u-datalist" */
/** @import { Choice } from "./places.mjs" */
/** @typedef {{likely: string, others: string, none: string, one: string, many: string}} Labels */

const MOST_SHOWN = 300;

export class Combobox {
  /** @type {() => Choice[]} */
  #choices = () => [];
  /** @type {Choice[]} */
  #shown = [];
  #value = "";
  #label = "";
  /** @type {{choice: Choice, value: string} | undefined} */
  #picked;

  /**
   * @param {Element} host
   * @param {string} id of the input; a label for it is elsewhere, and its hint is `<id>-help`
   * @param {Labels} labels
   * @param {(value: string, typed: string) => void} onChoose the value is empty if nothing matches what was typed
   */
  constructor(host, id, labels, onChoose) {
    this.labels = labels;
    this.onChoose = onChoose;
    const box = document.createElement("div");
    box.className = "sc-combobox";
    render(
      html`<input
          id=${id}
          type="text"
          list="${id}-list"
          spellcheck="false"
          aria-describedby="${id}-help"
          @focus=${() => this.#enter()}
          @input=${(/** @type {Event} */ event) => this.#typed(event)}
          @change=${() => this.#settle()}
          @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)}
        />
        <u-datalist
          class="sc-listbox"
          data-nofilter
          data-sr-singular=${labels.one}
          data-sr-plural=${labels.many}
          @pointerdown=${(/** @type {Event} */ event) => event.preventDefault()}
        ></u-datalist>`,
      box,
    );
    host.replaceChildren(box);
    this.input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
    this.list = /** @type {UHTMLDataListElement} */ (box.querySelector("u-datalist"));
    // Named last: by its name the list finds the input, which must be in the page.
    this.list.id = `${id}-list`;
    this.input.removeAttribute("list");
  }

  /**
   * @param {() => Choice[]} choices  asked for only once somebody looks at them
   * @param {string} value
   * @param {string} label
   */
  set(choices, value, label) {
    const typing = document.activeElement === this.input && this.input.value !== this.#label;
    this.#choices = choices;
    this.#value = value;
    this.#label = label;
    if (!typing) this.input.value = label;
  }

  /**
   * By its attribute `list` the input is found once more; it may not keep it, since with it the role
   * of a combobox is allowed to native lists alone.
   */
  #enter() {
    if (this.input.hasAttribute("list")) return;
    this.input.setAttribute("list", this.list.id);
    this.input.dispatchEvent(new FocusEvent("focus"));
    this.input.removeAttribute("list");
    this.input.select();
    this.#draw();
  }

  /** @param {Event} event */
  #typed(event) {
    if (!event.isTrusted) return;
    if (!this.list.hidden) return this.#draw();
    // What was pasted or dictated has pressed no key, by which the list opens.  While it opens it
    // would not say how much it found.
    this.input.click();
    setTimeout(() => this.#draw());
  }

  #draw() {
    const wanted = this.input.value === this.#label ? "" : this.input.value;
    this.#shown = matching(this.#choices(), wanted).slice(0, MOST_SHOWN);
    const grouped = !wanted.trim() && new Set(this.#shown.map((c) => c.likely)).size > 1;
    const items = this.#shown.map((choice, index) => {
      const first = grouped && choice.likely !== this.#shown[index - 1]?.likely;
      const name = choice.likely ? this.labels.likely : this.labels.others;
      return [first ? heading(name) : nothing, option(choice, choice.value === this.#value)];
    });
    render(items.length ? items : heading(this.labels.none), this.list);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape" && event.defaultPrevented) {
      event.stopPropagation();
      this.input.value = this.#label;
      this.#draw();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#picked = named(this.#shown, this.input.value);
      // The option's label takes the place of what was typed, which may have named it otherwise.
      if (this.#picked) this.list.options[this.#shown.indexOf(this.#picked.choice)]?.click();
    }
  }

  /** On choosing or leaving: what was typed counts if it names a choice; emptied means the default again. */
  #settle() {
    const match = this.#picked ?? named(this.#shown, this.input.value);
    this.#picked = undefined;
    this.#value = match?.value ?? "";
    this.#label = match?.choice.label ?? this.input.value.trim();
    this.input.value = this.#label;
    this.onChoose(this.#value, this.#label);
    this.#draw();
  }
}

/** @param {string} text */
function heading(text) {
  return html`<div class="sc-listbox__group" role="presentation">${text}</div>`;
}

/**
 * @param {Choice} choice
 * @param {boolean} selected
 */
function option({ label, hint }, selected) {
  return html`<u-option value=${label} ?selected=${selected}>
    <span>${label}</span>
    ${hint ? html`<span class="sc-listbox__hint">${hint}</span>` : nothing}
  </u-option>`;
}
