/** The page's address. */

const TAKEN = "support-calculator:address";

/**
 * The fragment, if it tells a case that this tab has not taken over yet.  It stays in the address,
 * for bookmarks and the way back; loading the page again must not undo what was typed since.
 * @param {(fragment: string) => boolean} tells
 */
export function newFragment(tells) {
  const fragment = location.hash;
  if (!tells(fragment) || fragment === taken()) return null;
  remember(fragment);
  return fragment;
}

/**
 * Takes a case out of the address, once what is shown is another.
 * @param {(fragment: string) => boolean} tells
 */
export function leaveFragment(tells) {
  if (!tells(location.hash)) return;
  remember("");
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** Takes the case in the address over once more: the page is replaced before it was all read. */
export function takeAgain() {
  remember("");
}

function taken() {
  try {
    return sessionStorage.getItem(TAKEN);
  } catch {
    return null;
  }
}

/** @param {string} fragment */
function remember(fragment) {
  try {
    sessionStorage.setItem(TAKEN, fragment);
  } catch {
    // A browser that keeps nothing takes the link again when the page is loaded again.
  }
}
