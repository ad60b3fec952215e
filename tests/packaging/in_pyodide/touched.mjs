// Finds out which functions of Pyodide's core answering touches, and prints them as part.mjs reads them.
//
//     node touched.mjs RUNTIME PLACE...
//
// RUNTIME is what the site ships.  Each PLACE has a policy.json, the file reading, unpacked, and
// messages.jsonl, as worker and page exchange them.  Each function is made to set a mark of its own; then
// the picture is continued from, and all messages are answered.
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { startRuntime } from "../../../calculator/packaging/in_node.mjs";
import * as wasm from "../../../calculator/packaging/sections.mjs";
import { whole } from "../../../calculator/web/engine/core.mjs";
import { answerAll } from "./answering.mjs";

const I32 = 0x7f;
const [END, SET_GLOBAL, CONSTANT] = [0x0b, 0x24, 0x41];
const { numberAt, packed } = wasm;

const [runtime, ...places] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(runtime, "runtime.json"), "utf8"));
const read = (file) => new Uint8Array(readFileSync(join(runtime, file.path)));
const core = whole(read(manifest.wasm), new Uint8Array(gunzipSync(read(manifest.lacking))));

const work = mkdtempSync(join(tmpdir(), "touched-"));
try {
  cpSync(runtime, work, { recursive: true });
  writeFileSync(join(work, manifest.wasm.path), marking(core));
  const { instantiate } = WebAssembly;
  let marks;
  WebAssembly.instantiate = async (...words) => {
    const result = await instantiate(...words);
    const { exports } = result.instance ?? result;
    if ("mark 0" in exports) marks = exports;
    return result;
  };
  const { pyodide } = await startRuntime(work, { continuing: true, part: true });
  for (const place of places) answerAll(pyodide, place);
  const touched = [];
  for (let number = 0; `mark ${number}` in marks; number++) {
    if (marks[`mark ${number}`].value) touched.push(number);
  }
  console.log(`core: ${createHash("sha256").update(core).digest("hex")}`);
  console.log(`functions: ${ranges(touched)}`);
} finally {
  rmSync(work, { recursive: true });
}
process.exit(0);

/** The module, each of whose functions begins with setting a global variable of its own. */
function marking(module) {
  const bodies = wasm.bodies(module);
  const [globals, afterGlobals] = numberAt(module, wasm.section(module, wasm.GLOBALS).start);
  const [exports, afterExports] = numberAt(module, wasm.section(module, wasm.EXPORTS).start);
  const first = importedGlobals(module) + globals;
  const made = {
    [wasm.GLOBALS]: (end) => [
      Uint8Array.from(packed(globals + bodies.length)),
      module.subarray(afterGlobals, end),
      ...bodies.map(() => Uint8Array.of(I32, 1, CONSTANT, 0, END)),
    ],
    [wasm.EXPORTS]: (end) => [
      Uint8Array.from(packed(exports + bodies.length)),
      module.subarray(afterExports, end),
      ...bodies.flatMap((_, number) => {
        const name = Buffer.from(`mark ${number}`);
        return [
          Uint8Array.from(packed(name.length)),
          name,
          Uint8Array.from([3, ...packed(first + number)]),
        ];
      }),
    ],
    [wasm.CODE]: () => [
      Uint8Array.from(packed(bodies.length)),
      ...bodies.flatMap(({ start, end }, number) => {
        const at = afterVariables(module, start);
        const mark = [CONSTANT, 1, SET_GLOBAL, ...packed(first + number)];
        return [
          Uint8Array.from(packed(end - start + mark.length)),
          module.subarray(start, at),
          Uint8Array.from(mark),
          module.subarray(at, end),
        ];
      }),
    ],
  };
  const parts = [module.subarray(0, 8)];
  for (const { kind, start, end } of wasm.sections(module)) {
    const content = Buffer.concat(made[kind]?.(end) ?? [module.subarray(start, end)]);
    parts.push(Uint8Array.from([kind, ...packed(content.length)]), content);
  }
  return Buffer.concat(parts);
}

/** Where a function's instructions begin. */
function afterVariables(module, start) {
  let [groups, at] = numberAt(module, start);
  for (; groups; groups--) at = numberAt(module, at)[1] + 1;
  return at;
}

function importedGlobals(module) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(module));
  return imports.filter(({ kind }) => kind === "global").length;
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
