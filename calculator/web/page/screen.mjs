/** What depends on the screen: its size, and what of the page is on it. */

const WIDE = "(min-width: 60em)";

/** @param {HTMLElement} host */
export function openOnWideScreens(host) {
  const fields = host.querySelector("#sc-whenwhere");
  if (fields instanceof HTMLDetailsElement && matchMedia(WIDE).matches) fields.open = true;
}

/**
 * The line at the foot of a small screen goes while the answer itself is in view.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
export function watchAnswer(host, signal) {
  const watch = new IntersectionObserver(([entry]) => {
    host.classList.toggle("sc-seen", entry?.isIntersecting ?? false);
  });
  const answer = host.querySelector("#sc-answer");
  if (answer) watch.observe(answer);
  signal.addEventListener("abort", () => watch.disconnect());
}
