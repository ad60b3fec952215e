// Finds out what of Pyodide's core answering needs, and prints it as part.mjs reads it.
//
//     node touched.mjs RUNTIME USUAL RARE PLACE...
//
// RUNTIME is what the site ships.  Each PLACE has a policy.json, the file reading, unpacked, and
// messages.jsonl, as worker and page exchange them.  USUAL and RARE are scripts in Python.
//
// Of functions those stay that are called while all messages are answered from the picture, or by USUAL,
// and whatever these call directly.  Of data goes what only functions that go were seen to read, while
// RARE uses them as well, and what lies between two such words, if it is short; and the modules that are
// frozen into the core, of which those that are ever imported are in the picture.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { startRuntime } from "../../../calculator/packaging/in_node.mjs";
import { bodies, pieces } from "../../../calculator/packaging/sections.mjs";
import { whole } from "../../../calculator/web/engine/core.mjs";
import { answerAll } from "./answering.mjs";
import { calls, noted, tracing } from "./tracing.mjs";

/** Bytes between two words that go of which nothing is known, and bytes that are worth a line. */
const [SHORT, WORTH] = [256, 256];

const [runtime, usual, rare, ...places] = process.argv.slice(2);
/** @type {Uint8Array} */
let core;

const staying = withAllThatTheyCall((await watched(null, [usual])).called);
const { staying: needed, going } = await watched(staying, [usual, rare]);
console.log(`core: ${createHash("sha256").update(core).digest("hex")}`);
console.log(`functions: ${ranges([...staying].sort((a, b) => a - b))}`);
console.log(`data: ${stretches(needed, going)}`);
process.exit(0);

/** What is noted while the places are asked and the scripts run. */
async function watched(staying, scripts) {
  const { instantiate } = WebAssembly;
  let marks;
  WebAssembly.instantiate = async (...words) => {
    const result = await instantiate(...words);
    ({ marks = marks } = (result.instance ?? result).exports);
    return result;
  };
  const { pyodide } = await startRuntime(runtime, {
    continuing: true,
    core: (part, lacking) => tracing((core = whole(part, lacking)), staying),
  });
  WebAssembly.instantiate = instantiate;
  pyodide.globals.set("given", pyodide.toPy([1, "a", { b: null }]));
  for (const place of places) answerAll(pyodide, place);
  for (const script of scripts) pyodide.runPython(readFileSync(script, "utf8"));
  const { address, start, end } = pieces(core).at(-1);
  const found = noted(marks, bodies(core).length, address + end - start);
  for (const [first, last] of frozen(pyodide)) found.going.fill(1, first >>> 2, (last + 1) >>> 2);
  return found;
}

/** Where in the core's data the modules lie that are frozen into it. */
function frozen(pyodide) {
  const modules = pyodide.runPython(`
    import _imp
    found = (_imp.find_frozen(name, withdata=True) for name in _imp._frozen_module_names())
    [module[0] for module in found if module and module[0] is not None]
  `);
  return Array.from(modules, (module) => {
    const { byteOffset, byteLength } = module.getBuffer().data;
    return [byteOffset, byteOffset + byteLength - 1];
  });
}

function withAllThatTheyCall(functions) {
  const called = calls(core);
  const found = new Set(functions);
  for (const number of found) for (const each of called[number]) found.add(each);
  return found;
}

/** The stretches of data that go, as ranges of addresses. */
function stretches(needed, going) {
  const found = [];
  for (let word = 0; word < going.length; word++) {
    const last = found.at(-1);
    if (needed[word]) found.push([]);
    else if (going[word] && last?.length && word - last[1] <= SHORT / 4) last[1] = word;
    else if (going[word]) found.push([word, word]);
  }
  const worth = found.filter(([first, last]) => (last - first + 1) * 4 >= WORTH);
  return worth.map(([first, last]) => `${first * 4}-${last * 4 + 3}`).join(" ");
}

/** Numbers in order, those that follow each other as `first-last`. */
function ranges(numbers) {
  const found = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`)).join(" ");
}
