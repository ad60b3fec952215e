/**
 * The search's worker: speaks as the theme's own does, and finds by the searcher of `ranking.mjs`.
 *
 * That, and what it looks through, is loaded for the first query: most visits search for nothing.
 */

/** @import { Doc, Words, searcher } from "./ranking.mjs" */
/** @typedef {{type: 0} | {type: 2, data: string}} Message */

const [READY, RESULT] = [1, 3];
const NOTHING = { items: [], suggest: [] };

/** @type {Promise<ReturnType<typeof searcher>> | undefined} */
let searching;

addEventListener("message", async (/** @type {MessageEvent<Message>} */ { data: message }) => {
  if (message.type === 0) {
    postMessage({ type: READY });
    return;
  }
  // The theme asks for nothing as soon as it can.
  if (!message.data.trim()) {
    postMessage({ type: RESULT, data: NOTHING });
    return;
  }
  searching ??= load();
  const search = await searching.catch(() => {
    // The next query asks for it again.
    searching = undefined;
    return () => NOTHING;
  });
  postMessage({ type: RESULT, data: search(message.data) });
});

async function load() {
  const [ranking, response] = await Promise.all([
    import("./ranking.mjs"),
    fetch(new URL("../../search/pages.json", location.href)),
  ]);
  if (!response.ok) throw new Error(`status ${response.status}`);
  /** @type {{ words: Words, docs: Doc[] }} */
  const { words, docs } = await response.json();
  return ranking.searcher(docs, words);
}
