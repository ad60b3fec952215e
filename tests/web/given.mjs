// Gives the modules what the page fetches: the zones' clocks and the grammar of times, as built.
import { readFileSync } from "node:fs";

import { useGrammar } from "../../calculator/web/fields/moment.mjs";
import { useClocks } from "../../calculator/web/time/clocks.mjs";

const made = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(`${process.env["MADE"]}/${name}`, "utf8"));
useClocks(made("clocks.json"));
useGrammar(made("grammar.json"));
