/** Where the focus goes. */

/** @type {Record<string, (arg: string) => string | string[]>} what has it after an event: the first there is */
const AFTER = {
  focus: byId,
  clear: (field) => byId(`sc-${field}`),
  "put-back": (arg) => byId(arg.split(" ")[1] ?? ""),
  "take-other": (arg) => byId(`sc-${arg.split(" ")[0]}`),
  example: () => byId("sc-text"),
  undo: () => byId("sc-text"),
  "same-case": () => byId("sc-text"),
  "dismiss-undo": () => byId("sc-text"),
  "start-again": () => byId("sc-text"),
  // What support's answer makes of the promise stands above.
  stamp: (field) => [byId("sc-opening"), byId(field === "answered" ? "sc-answer" : "sc-progress")],
  "opened-as-called": () => byId("sc-progress"),
  "not-opened": () => byId("sc-progress"),
  forget: () => byId("sc-answer"),
  "apply-preview": () => byId("sc-answer"),
  retry: () => byId("sc-answer"),
};

/** Pixels between what is read and the bar under it. */
const NEAR = 8;

/** @param {{type: string, arg?: string}} event */
export function focusAfter({ type, arg = "" }) {
  const selectors = [AFTER[type]?.(arg) ?? []].flat();
  const there = selectors.find((selector) => document.querySelector(selector));
  if (there) focusOn(there);
}

/** @param {string} id */
export function focusById(id) {
  focusOn(byId(id));
}

/** @param {string} id */
function byId(id) {
  return `#${CSS.escape(id)}`;
}

/** @param {string} selector */
function focusOn(selector) {
  const target = document.querySelector(selector);
  const inside = target?.closest("details:not([open])");
  if (inside instanceof HTMLDetailsElement) inside.open = true;
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  // What is higher than the screen begins at its top.
  const high = (target?.getBoundingClientRect().height ?? 0) > innerHeight / 2;
  target?.scrollIntoView?.({ block: high ? "start" : "nearest" });
}

/**
 * Brings what is told of a field above the bar at the foot of the screen, if it has come under it.
 * @param {string} field
 */
export function uncover(field) {
  const told = document.querySelector(byId(`sc-${field}-help`));
  if (!told) return;
  const { top, bottom } = told.getBoundingClientRect();
  const bar = document.querySelector(".sc-summary")?.getBoundingClientRect();
  const edge = bar?.height ? bar.top : innerHeight;
  // Who has gone on reading elsewhere is left there.
  if (top < innerHeight && bottom > edge) scrollBy(0, bottom - edge + NEAR);
}

/**
 * Whoever opens the page by keyboard wants to write; on a touch screen the keyboard would pop up.
 * @param {HTMLElement} host
 */
export function takeFocus(host) {
  if (document.activeElement !== document.body || !matchMedia("(pointer: fine)").matches) return;
  const box = host.querySelector("#sc-text");
  if (box instanceof HTMLElement) box.focus({ preventScroll: true });
}

/**
 * Opens the browser's own way to pick a moment.
 * @param {HTMLElement} host
 * @param {string} field
 */
export function openPicker(host, field) {
  const picker = host.querySelector(`[data-picker="${field}"]`);
  if (!(picker instanceof HTMLInputElement)) return;
  try {
    picker.showPicker();
  } catch {
    picker.focus();
  }
}
