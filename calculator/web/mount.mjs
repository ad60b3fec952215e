/** Puts the calculator into a page, with everything it needs but the engine, which starts later. */

import { Calculator } from "./calculator.mjs";
import { openStore } from "./case/storage.mjs";
import { sharedEngine } from "./engine/engine.mjs";
import { useGrammar } from "./fields/moment.mjs";
import { loadPlaces } from "./fields/places.mjs";
import { useClocks } from "./time/clocks.mjs";
import { formats } from "./words/format.mjs";
import { languageFor, LANGUAGES, loadWords } from "./words/words.mjs";

/**
 * @param {HTMLElement} host
 * @param {string} base the address of the site
 */
export async function mount(host, base) {
  const store = openStore("support-calculator:");
  const chosen = store.read("language");
  const language = languageFor(typeof chosen === "string" ? chosen : null, navigator.languages);
  const [policy, links, places, w, clocks, grammar] = await Promise.all([
    json(new URL("api/policy.json", base)),
    json(new URL("api/links.json", base)),
    loadPlaces(),
    loadWords(language),
    json(new URL("clocks.json", import.meta.url)),
    json(new URL("grammar.json", import.meta.url)),
  ]);
  useClocks(clocks);
  useGrammar(grammar);
  const own = policy.about.language.split("-")[0];
  const pw = own === language ? w : await loadWords(LANGUAGES.includes(own) ? own : "en");
  const embedded = host.dataset["calculator"] === "embedded";
  host.classList.add("sc-root");
  if (embedded) (await import("./embed/frame.mjs")).connectFrame(host);
  const [f, pf] = [formats(w.locale), formats(pw.locale)];
  const { lasting } = store;
  const given = { w, pw, f, pf, policy, links, places, base, embedded, lasting };
  return new Calculator(host, given, sharedEngine(), store);
}

/** @param {URL} url */
async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return response.json();
}
