/**
 * Loaded first on a page with a calculator: a link to a case wants its answer at once, so Python
 * starts while the page is still being put together.
 */
import { sharedEngine } from "./engine/engine.mjs";

if (/^#.*\w=/.test(location.hash)) {
  sharedEngine()
    .warm()
    .catch(() => {
      // The page will say so.
    });
}
