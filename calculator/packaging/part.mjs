// Parts Pyodide's core: what answering touches, and what that lacks of the whole (core.mjs joins them).
//
//     node part.mjs TOUCHED CORE LACKING
//
// CORE is replaced by its part; LACKING is written.  TOUCHED says which functions stay and which data
// goes, which tests.packaging.in_pyodide.touched finds out.  It holds for one core: of another, such as
// a new Pyodide's, everything stays until it is found out anew.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { CODE, bodies, packed, pieces, section } from "./sections.mjs";

/** No variables; `unreachable`; the end. */
const TRAP = [0, 0, 11];

const [touchedFile, coreFile, lackingFile] = process.argv.slice(2);
const core = new Uint8Array(readFileSync(coreFile));
const touched = read(readFileSync(touchedFile, "utf8"));
const digest = createHash("sha256").update(core).digest("hex");
const found = touched.core === digest ? [...withoutCode(core), ...withoutData(core)] : [];
const { part, lacking } = parted(core, found);
writeFileSync(coreFile, part);
writeFileSync(lackingFile, lacking);

/** Lines of a name and what it has: ranges of numbers, whose ends belong to them. */
function read(text) {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  const said = new Map(lines.map((line) => line.split(/: (.*)/s, 2)));
  const ranges = (name) =>
    (said.get(name) ?? "")
      .split(" ")
      .map((range) => range.split("-").map(Number))
      .map(([first, last = first]) => [first, last]);
  return { core: said.get("core"), functions: ranges("functions"), data: ranges("data") };
}

/** What is to be written in place of what: `[start, end, bytes]`, in the order of the file. */
function withoutCode(wasm) {
  const kept = new Set();
  for (const [first, last] of touched.functions) for (let n = first; n <= last; n++) kept.add(n);
  const code = section(wasm, CODE);
  const found = [];
  let saved = 0;
  for (const [number, { at, start, end }] of bodies(wasm).entries()) {
    if (kept.has(number) || end - start <= TRAP.length) continue;
    found.push([at, end, [TRAP.length, ...TRAP]]);
    saved += end - at - TRAP.length - 1;
  }
  found.unshift([code.at, code.start, packed(code.end - code.start - saved)]);
  return found;
}

/** The same for data: zeros, which take no room once they are packed. */
function withoutData(wasm) {
  const found = [];
  for (const { address, start, end } of pieces(wasm)) {
    for (const [first, last] of touched.data) {
      const from = Math.max(start, start + first - address);
      const to = Math.min(end, start + last + 1 - address);
      if (from < to) found.push([from, to, new Uint8Array(to - from)]);
    }
  }
  return found;
}

/** The core with the changes, and what undoes them. */
function parted(wasm, found) {
  const [part, numbers, gone] = [[], [found.length], []];
  let last = 0;
  for (const [start, end, bytes] of found) {
    part.push(wasm.subarray(last, start), Uint8Array.from(bytes));
    gone.push(wasm.subarray(start, end));
    numbers.push(start - last, bytes.length, end - start);
    last = end;
  }
  part.push(wasm.subarray(last));
  const head = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, at) => head.writeUInt32LE(number, 4 * at));
  return { part: Buffer.concat(part), lacking: Buffer.concat([head, ...gone]) };
}
