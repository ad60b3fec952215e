// Leaves out of Pyodide's core what only other packages' compiled code could call.
//
//     node slim.mjs PYODIDE TARGET
//
// Pyodide's main module exports everything, since compiled packages may be linked to it later.  Here
// none ever is: the engine is pure Python, and no page's security policy lets Pyodide evaluate text.
// So of the exports only those are kept that Pyodide's own JavaScript names; what then nothing
// reaches goes, in the WebAssembly (shake.mjs) and in the JavaScript (esbuild).  One thing is added, so
// that a picture of memory fits every browser: see keepTableAlike.  Writes pyodide.asm.wasm and
// pyodide.asm.mjs.  Every place to be changed must be found as it is known from
// the pinned version; otherwise this fails and says which is not.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { minify } from "terser";
import { shaken } from "./shake.mjs";

const AROUND = [
  "async function _createPyodideModule(moduleArg={}){",
  "return moduleRtn}export default _createPyodideModule;",
];

const [pyodide, target] = process.argv.slice(2);
const wasm = readFileSync(join(pyodide, "pyodide.asm.wasm"));
let script = readFileSync(join(pyodide, "pyodide.asm.mjs"), "utf8");

const [assignments] = body("function assignWasmExports(wasmExports)");
body("var wasmImports="); // What is not as it is known is told before what takes long.
content();
const names = WebAssembly.Module.exports(await WebAssembly.compile(wasm)).map(({ name }) => name);
const kept = new Set(named(names));
const slim = shaken(wasm, kept);
replaceBody("function assignWasmExports(wasmExports)", (text) =>
  text
    .split(";")
    .filter((statement) => kept.has(exportOf(statement)))
    .join(";"),
);
const imports = new Set(
  WebAssembly.Module.imports(await WebAssembly.compile(slim)).map(({ name }) => name),
);
replaceBody("var wasmImports=", (text) =>
  text
    .split(",")
    .filter((entry) => imports.has(entry.split(":")[0]))
    .join(","),
);
keepTableAlike();
// Signatures are for linking; and as long as text may be evaluated, no name may go.
remove(/[\w$]+\.sig="\w*";/g, "");
remove(/\beval\(/g, "(0,eval)(");
shake();
// Its names compress better than esbuild's; all else it does would take three times as long.
const { code } = await minify(script, { module: true, compress: false, mangle: true });
writeFileSync(join(target, "pyodide.asm.wasm"), slim);
writeFileSync(join(target, "pyodide.asm.mjs"), code);

/**
 * The exports that JavaScript names, by the export's own name or by the variable it is put into.
 *
 * @param {string[]} names
 */
function named(names) {
  const declared = script.match(/var (?:[\w$]+,){1000,}[\w$]+;/);
  if (!declared) throw new Error("slim.mjs: the variables of the exports are not where they were");
  const rest = script.replace(assignments, "").replace(declared[0], "");
  const loader = readFileSync(join(pyodide, "pyodide.mjs"), "utf8");
  const said = new Set(`${rest} ${loader}`.match(/[\w$]+/g));
  const variables = new Map(
    assignments.split(";").map((text) => [exportOf(text), text.split("=")[0]]),
  );
  return names.filter(
    (name) => said.has(name) || said.has(`_${name}`) || said.has(variables.get(name) ?? ""),
  );
}

/**
 * On iPhones and iPads, and in browsers that cannot read it, Pyodide leaves out a module by which
 * Python calls functions whatever number of arguments they take, and with it one place in the table
 * of functions: all that come after it lie one lower than in a picture of memory that was taken
 * elsewhere.  There a function that does the same, by JavaScript, takes the place.
 */
function keepTableAlike() {
  const without = [
    "if(isIOS){return 0}let trampolineModule;",
    "try{trampolineModule=getWasmTrampolineModule()}catch(e){return 0}",
  ].join("");
  const instead = `
    const inJavaScript = () => addFunction((success, func, arg1, arg2, arg3) => {
      HEAP32[success >>> 2] = 1;
      return wasmTable.get(func)(arg1, arg2, arg3);
    }, "iiiiii");
    if (isIOS) return inJavaScript();
    let trampolineModule;
    try { trampolineModule = getWasmTrampolineModule() } catch { return inJavaScript() }`;
  if (script.split(without).length !== 2) {
    throw new Error("slim.mjs: Pyodide decides on its trampoline otherwise than it did");
  }
  script = script.replace(without, () => instead);
}

/**
 * Leaves out what nothing uses.  All of the script stands in one function, whose parameter the loader
 * gives; only at the top of a module is it known that nobody else can see a name, so that is where its
 * content stands meanwhile.
 */
function shake() {
  const { code } = transformSync(`${content()}export{moduleRtn};`, {
    format: "esm",
    minifySyntax: true,
    minifyWhitespace: true,
    treeShaking: true,
  });
  script = AROUND.join(code.trim().replace(/export\{moduleRtn\};$/, ""));
}

/** What stands in the one function that is the script. */
function content() {
  const [before, after] = AROUND;
  const text = script.trim();
  if (!text.startsWith(before) || !text.endsWith(after)) {
    throw new Error("slim.mjs: pyodide.asm.mjs is not one function");
  }
  return text.slice(before.length, -after.length);
}

/** @param {string} assignment as in `_a=Module["_a"]=wasmExports["a"]`, for data with `.value>>>0` */
function exportOf(assignment) {
  const found = assignment.match(/=wasmExports\["([^"]+)"\](\.value>>>0)?$/);
  if (!found) throw new Error(`slim.mjs: not an assignment of an export: ${assignment}`);
  return found[1];
}

/**
 * What stands between the braces after a text that occurs once, and where.
 *
 * @param {string} before
 * @returns {[string, number]}
 */
function body(before) {
  const at = script.indexOf(before + "{");
  if (at < 0 || script.indexOf(before + "{", at + 1) >= 0) {
    throw new Error(`slim.mjs: "${before}" is not in pyodide.asm.mjs once`);
  }
  const start = at + before.length + 1;
  let end = start;
  for (let depth = 1; depth; end++) {
    if (script[end] === "{") depth++;
    if (script[end] === "}") depth--;
  }
  return [script.slice(start, end - 1), start];
}

/**
 * @param {string} before
 * @param {(text: string) => string} change
 */
function replaceBody(before, change) {
  const [text, start] = body(before);
  script = script.slice(0, start) + change(text) + script.slice(start + text.length);
}

/**
 * @param {RegExp} pattern
 * @param {string} replacement
 */
function remove(pattern, replacement) {
  const changed = script.replace(pattern, replacement);
  if (changed === script) throw new Error(`slim.mjs: ${pattern} is not in pyodide.asm.mjs`);
  script = changed;
}
