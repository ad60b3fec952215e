/** The search's worker: speaks as the theme's own does, and finds by {@link searcher}. */

import { searcher } from "./ranking.mjs";

/** @import { Doc, Words } from "./ranking.mjs" */
/** @typedef {{type: 0, data: {config: {words: Words}, docs: Doc[]}} | {type: 2, data: string}} Message */

const [READY, RESULT] = [1, 3];

/** @type {ReturnType<typeof searcher>} */
let search = () => ({ items: [], suggest: [] });

addEventListener("message", (/** @type {MessageEvent<Message>} */ { data: message }) => {
  if (message.type === 0) {
    search = searcher(message.data.docs, message.data.config.words);
    postMessage({ type: READY });
  } else {
    postMessage({ type: RESULT, data: search(message.data) });
  }
});
