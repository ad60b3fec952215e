/** What the reader did, from the elements it was done to. */

/** @import { CaseEvent, MomentField } from "../types" */
/** What buttons ask for that changes no case. @typedef {{type: string, arg: string}} Deed */

/**
 * @param {Event} event
 * @returns {CaseEvent | Deed | null}
 */
export function deedOf(event) {
  const target = /** @type {HTMLInputElement} */ (event.target);
  switch (event.type) {
    case "input":
      return entered(target);
    case "change":
      return changed(target);
    case "focusout":
      return left(target);
    case "keydown":
      return confirmed(target, /** @type {KeyboardEvent} */ (event).key);
    default:
      return pressed(target);
  }
}

/**
 * @param {HTMLInputElement} target
 * @returns {CaseEvent | null}
 */
function entered({ id, value, dataset: { moment, draft } }) {
  if (id === "sc-text") return { type: "typed", text: value };
  if (moment) return { type: "entered", field: /** @type {MomentField} */ (moment), text: value };
  return draft ? { type: "drafted", part: draft, text: value } : null;
}

/**
 * @param {HTMLInputElement} target
 * @returns {CaseEvent | Deed | null}
 */
function changed({ value, checked, dataset }) {
  const { fact, tick, picker, subdivision, moment } = dataset;
  if (fact) return { type: "chosen", fact, value };
  if (tick) return { type: "ticked", action: tick, done: checked };
  if (picker && value)
    return { type: "picked", field: /** @type {MomentField} */ (picker), text: value };
  if (subdivision) return { type: "placed", field: "country", value };
  if ("change" in dataset) return value ? { type: "stamp", arg: `done-${value}` } : null;
  if (moment) return { type: "settled", field: /** @type {MomentField} */ (moment) };
  if ("linkText" in dataset) return { type: "link-text", on: checked };
  return "language" in dataset ? { type: "speak", arg: value } : null;
}

/**
 * @param {HTMLElement} target
 * @returns {CaseEvent | null}
 */
function left({ id, dataset: { moment } }) {
  const field = moment ?? (/^sc-(zone|country)$/.exec(id)?.[1] || "");
  return field ? { type: "left", field } : null;
}

/**
 * Of a choice that is made already, as it was read from the words, browsers do not tell that Space
 * was pressed: there is nothing to change.
 * @param {HTMLInputElement} target
 * @param {string} key
 * @returns {CaseEvent | null}
 */
function confirmed({ type, checked, value, dataset: { fact } }, key) {
  return key === " " && type === "radio" && checked && fact
    ? { type: "chosen", fact, value }
    : null;
}

/**
 * @param {Element} target
 * @returns {CaseEvent | Deed | null}
 */
function pressed(target) {
  // Who presses what is chosen already, as it was read from the words, makes it a choice.
  if (target instanceof HTMLInputElement && target.dataset["fact"])
    return { type: "chosen", fact: target.dataset["fact"], value: target.value };
  const button = target.closest("[data-do]");
  if (!button) return null;
  const arg = button.getAttribute("data-arg") ?? "";
  // Some send what stands in a field beside them.
  const field = document.getElementById(button.getAttribute("data-with") ?? "");
  const value = field instanceof HTMLInputElement ? field.value : "";
  return { type: button.getAttribute("data-do") ?? "", arg: arg + value };
}
