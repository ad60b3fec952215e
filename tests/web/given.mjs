// Gives the modules what the page fetches: the zones' clocks, the grammar of times, places, as built.
import { readFileSync } from "node:fs";

import { useGrammar } from "../../calculator/web/fields/moment.mjs";
import { useClocks } from "../../calculator/web/time/clocks.mjs";

const made = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(`${process.env["MADE"]}/${name}`, "utf8"));

/** Countries and zones, as built. */
export const PLACES = made("places.json");

useClocks(made("clocks.json"));
useGrammar(made("grammar.json"));
