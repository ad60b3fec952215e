/** What time it is where the contacts are, and whether they are in, beside each of them. */

import { offsetAt, useClocks } from "./clocks.mjs";

/** @typedef {Record<string, {zone: string, open: [number, number][]}>} Hours minutes since 1970 */

const MINUTE = 60000;
const DAY = 1440;

/**
 * Fills the elements of a page that tell a contact's time, now and each minute.
 * @param {NodeListOf<HTMLElement>} elements each with the id of a region and the words to say
 * @param {string} site
 */
export async function showTimes(elements, site) {
  const { clocks, regions } = await (await fetch(new URL("api/office-hours.json", site))).json();
  useClocks(clocks);
  const show = () => {
    const shown = [...elements].filter((element) => element.isConnected);
    for (const element of shown) tell(element, regions, Date.now());
    if (shown.length) setTimeout(show, MINUTE - (Date.now() % MINUTE));
  };
  show();
}

/**
 * @param {HTMLElement} element
 * @param {Hours} hours
 * @param {number} now
 */
function tell(element, hours, now) {
  const { dataset } = element;
  const region = hours[dataset["clock"] ?? ""];
  if (!region) return;
  const minute = Math.floor(now / MINUTE);
  const clock = (/** @type {number} */ at, far = false) =>
    format(far).format((at + offsetAt(region.zone, at * MINUTE)) * MINUTE);
  const time = clock(minute);
  const span = region.open.find(([, end]) => minute < end);
  const far = span && span[0] - minute >= DAY / 2;
  const next = span ? clock(span[0], far) : "";
  const state = !span ? "unknown" : span[0] <= minute ? "open" : "closed";
  element.classList.toggle("clock--open", state === "open");
  const words = dataset[state] ?? "";
  element.textContent = words.replace("{time}", time).replace("{next}", next);
}

/** @type {Map<boolean, Intl.DateTimeFormat>} to make one takes longer than all that it is used for */
const formats = new Map();

/** @param {boolean} far whether the day is told, too */
function format(far) {
  const locale = document.documentElement.lang || "en";
  const made =
    formats.get(far) ??
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      hour: "2-digit",
      minute: "2-digit",
      ...(far ? { weekday: "long" } : {}),
      timeZone: "UTC",
    });
  formats.set(far, made);
  return made;
}
