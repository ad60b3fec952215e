/** Puts the calculator into a page, with everything it needs but the engine, which starts later. */

import { Calculator } from "./calculator.mjs";
import { openStore } from "./case/storage.mjs";
import { translated } from "./case/translated.mjs";
import { sharedEngine } from "./engine/engine.mjs";
import { useGrammar } from "./fields/moment.mjs";
import { loadPlaces } from "./fields/places.mjs";
import { useClocks } from "./time/clocks.mjs";
import { formats } from "./words/format.mjs";
import { languageFor, loadWords } from "./words/words.mjs";

/**
 * @param {HTMLElement} host
 * @param {string} base the address of the site
 */
export async function mount(host, base) {
  const embedded = host.dataset["calculator"] === "embedded";
  // Within another site nothing is kept: its next reader must not see this one's case.
  const store = openStore("support-calculator:", embedded ? [] : undefined);
  const chosen = store.read("language");
  const [policy, found, places, clocks, grammar] = await Promise.all([
    json(new URL("api/policy.json", base)),
    json(new URL("api/links.json", base)).catch(() => null),
    loadPlaces(),
    json(new URL("clocks.json", import.meta.url)),
    json(new URL("grammar.json", import.meta.url)),
  ]);
  useClocks(clocks);
  useGrammar(grammar);
  // Page and policy speak one language, until the reader chooses another.
  const own = policy.about.language;
  const pw = await loadWords(languageFor(own, []));
  const language = languageFor(typeof chosen === "string" ? chosen : own, [own]);
  const w = language === pw.language ? pw : await loadWords(language);
  host.classList.add("sc-root");
  if (embedded) (await import("./embed/frame.mjs")).connectFrame(host);
  const [f, pf] = [formats(w.locale), formats(pw.locale)];
  const { lasting } = store;
  // Without them answers stand as they are, and lead nowhere.
  const links = Object.assign(Object.create(null), found);
  const offline = "calculatorReady" in window;
  const given = {
    w,
    pw,
    f,
    pf,
    policy: translated(policy, language),
    original: policy,
    links,
    places,
    base,
    embedded,
    lasting,
    offline,
  };
  return new Calculator(host, given, sharedEngine(), store);
}

/** @param {URL} url */
async function json(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return response.json();
}
