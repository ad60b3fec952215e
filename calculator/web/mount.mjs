/** Puts the calculator into a page, with everything it needs but the engine, which starts later. */

import { Calculator } from "./calculator.mjs";
import { sharedEngine } from "./engine/engine.mjs";
import { loadPlaces } from "./fields/places.mjs";
import { openStore } from "./case/storage.mjs";
import { languageFor, LANGUAGES, loadWords } from "./words/words.mjs";

/**
 * @param {HTMLElement} host
 * @param {string} base the address of the site
 */
export async function mount(host, base) {
  const store = openStore("support-calculator:");
  const chosen = store.read("language");
  const language = languageFor(typeof chosen === "string" ? chosen : null, navigator.languages);
  const [policy, links, places, words] = await Promise.all([
    json(new URL("api/policy.json", base)),
    json(new URL("api/links.json", base)),
    loadPlaces(),
    loadWords(language),
  ]);
  const own = policy.about.language.split("-")[0];
  const policyWords =
    own === language ? words : await loadWords(LANGUAGES.includes(own) ? own : "en");
  const embedded = host.dataset["calculator"] === "embedded";
  host.classList.add("sc-root");
  if (embedded) (await import("./embed/frame.mjs")).connectFrame(host);
  return new Calculator(host, {
    engine: sharedEngine(),
    policy,
    links,
    places,
    words,
    policyWords,
    base,
    store,
    embedded,
  });
}

/** @param {URL} url */
async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return response.json();
}
