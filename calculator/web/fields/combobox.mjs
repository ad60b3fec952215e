/** A searchable list: the combobox of the ARIA Authoring Practices, with a listbox under it. */

import { el } from "../page/dom.mjs";

/** @typedef {import("./places.mjs").Choice} Choice */
/** @typedef {{likely: string, others: string, none: string, open: string}} Labels */

const MOST_SHOWN = 300;

export class Combobox {
  /** @type {() => Choice[]} */
  #choices = () => [];
  /** @type {Choice[]} */
  #shown = [];
  #active = -1;
  #value = "";
  #label = "";
  #typed = false;

  /**
   * @param {Element} host
   * @param {string} id of the input; a label for it is elsewhere, and its hint is `<id>-help`
   * @param {Labels} labels
   * @param {(value: string, typed: string) => void} onChoose the value is empty if nothing matches what was typed
   */
  constructor(host, id, labels, onChoose) {
    this.labels = labels;
    this.onChoose = onChoose;
    this.list = el("ul", {
      id: `${id}-list`,
      role: "listbox",
      class: "sc-listbox",
      "aria-labelledby": `${id}-label`,
      hidden: true,
    });
    this.input = /** @type {HTMLInputElement} */ (
      el("input", {
        id,
        type: "text",
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": `${id}-list`,
        "aria-describedby": `${id}-help`,
      })
    );
    host.replaceChildren(el("div", { class: "sc-combobox" }, this.input, this.list));
    this.input.addEventListener("input", () => this.#search());
    this.input.addEventListener("click", () => this.#open());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#settle());
    this.input.addEventListener("focus", () => this.input.select());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#click(event));
  }

  /**
   * @param {() => Choice[]} choices  asked for only once somebody looks at them
   * @param {string} value
   * @param {string} label
   */
  set(choices, value, label) {
    this.#choices = choices;
    this.#value = value;
    this.#label = label;
    if (this.#typed && document.activeElement === this.input) return;
    this.input.value = label;
  }

  #search() {
    this.#typed = true;
    this.#open(this.input.value);
  }

  #open(search = "") {
    const wanted = folded(search);
    const matching = this.#choices().filter((c) =>
      folded(`${c.label} ${c.terms}`).includes(wanted),
    );
    const starts = (/** @type {Choice} */ c) =>
      folded(c.label).startsWith(wanted) || folded(c.value) === wanted;
    this.#shown = (
      wanted ? [...matching].sort((a, b) => Number(starts(b)) - Number(starts(a))) : matching
    ).slice(0, MOST_SHOWN);
    this.#active = search
      ? Math.min(0, this.#shown.length - 1)
      : this.#shown.findIndex((c) => c.value === this.#value);
    this.#draw();
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.#point();
  }

  #close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #draw() {
    const grouped =
      !this.#typed && this.#shown.some((c) => c.likely) && this.#shown.some((c) => !c.likely);
    /** @type {Node[]} */
    const items = [];
    this.#shown.forEach((choice, index) => {
      const first = index === 0 || this.#shown[index - 1]?.likely !== choice.likely;
      if (grouped && first) {
        items.push(
          el(
            "li",
            { class: "sc-listbox__group", role: "presentation" },
            choice.likely ? this.labels.likely : this.labels.others,
          ),
        );
      }
      items.push(
        el(
          "li",
          {
            id: `${this.input.id}-option-${index}`,
            role: "option",
            "data-index": index,
            "aria-selected": String(choice.value === this.#value),
          },
          el("span", {}, choice.label),
          choice.hint ? el("span", { class: "sc-listbox__hint" }, choice.hint) : null,
        ),
      );
    });
    if (!items.length)
      items.push(el("li", { class: "sc-listbox__group", role: "presentation" }, this.labels.none));
    this.list.replaceChildren(...items);
  }

  #point() {
    for (const item of this.list.querySelectorAll("[role=option]")) {
      item.classList.toggle(
        "sc-listbox__active",
        item.getAttribute("data-index") === String(this.#active),
      );
    }
    const active = this.list.querySelector(".sc-listbox__active");
    if (!active) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.#open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = this.#shown.length;
      if (count) this.#active = (this.#active + step + count) % count;
      this.#point();
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      this.#choose(this.#shown[this.#active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.#typed = false;
      this.#close();
      this.set(this.#choices, this.#value, this.#label);
    }
  }

  /** @param {Event} event */
  #click(event) {
    const item = /** @type {Element} */ (event.target).closest("[role=option]");
    if (item) this.#choose(this.#shown[Number(item.getAttribute("data-index"))]);
  }

  /** @param {Choice | undefined} choice */
  #choose(choice) {
    if (!choice) return;
    this.#typed = false;
    this.#close();
    this.#value = choice.value;
    this.#label = choice.label;
    this.input.value = choice.label;
    this.onChoose(choice.value, choice.label);
  }

  /** On leaving: what was typed counts if it names a choice; emptied means the default again. */
  #settle() {
    const open = !this.list.hidden;
    this.#close();
    if (!this.#typed) return;
    this.#typed = false;
    const typed = this.input.value.trim();
    const wanted = folded(typed);
    const exact = this.#choices().find(
      (c) => folded(c.label) === wanted || folded(c.value) === wanted,
    );
    const match =
      exact ?? (open && wanted && this.#shown.length === 1 ? this.#shown[0] : undefined);
    if (match) this.#choose(match);
    else this.onChoose("", typed);
  }
}

/** @param {string} text */
function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[_\s]+/g, " ")
    .trim();
}
