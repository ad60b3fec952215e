/** The page's address. */

/**
 * The fragment, which is taken out of the address if `read` makes something of it: there it would
 * undo what is typed when the page is loaded again, and stay in the history.
 * @template T
 * @param {(fragment: string) => T | null} read
 */
export function takeFragment(read) {
  const found = read(location.hash);
  if (found) history.replaceState(history.state, "", location.pathname + location.search);
  return found;
}
