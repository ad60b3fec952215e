/** What depends on the size of the screen. */

const WIDE = "(min-width: 60em)";

/** @param {HTMLElement} host */
export function openOnWideScreens(host) {
  const fields = host.querySelector("#sc-whenwhere");
  if (fields instanceof HTMLDetailsElement && matchMedia(WIDE).matches) fields.open = true;
}
