// Shakes a module of two imports, four functions and two globals, and tells what is left of it.
//
//     node shaking.mjs [CODE]
//
// CODE is an instruction to put in the place of an addition.
import { shaken } from "../../calculator/packaging/shake.mjs";

const text = (name) => [name.length, ...new TextEncoder().encode(name)];
const section = (id, ...content) => [id, content.flat().length, ...content.flat()];
const body = (...code) => [code.length + 2, 0, ...code, 0x0b];
const add = Number(process.argv[2] ?? 0x6a);
const wasm = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 0, 1, 0x7f]),
  ...section(2, 2, text("env"), text("unused"), [0, 0], text("env"), text("seven"), [0, 0]),
  ...section(3, [4, 0, 0, 0, 0]),
  ...section(6, 2, [0x7f, 0, 0x41, 5, 0x0b], [0x7f, 0, 0x41, 6, 0x0b]),
  ...section(7, 3, text("kept"), [0, 4], text("gone"), [0, 5], text("six"), [0, 3]),
  ...section(
    10,
    4,
    body(0x41, 9),
    body(0x23, 1),
    body(0x02, 0x7f, 0x10, 1, 0x0b, 0x10, 3, add),
    body(0x10, 0),
  ),
]);
const module = new WebAssembly.Module(shaken(wasm, new Set(["kept", "six"])));
const { exports } = new WebAssembly.Instance(module, { env: { seven: () => 7 } });
console.log(
  WebAssembly.Module.imports(module).map(({ name }) => name),
  Object.keys(exports),
  exports.kept(),
  exports.six(),
  shaken(wasm, new Set(["kept", "gone", "six"])).length -
    shaken(wasm, new Set(["kept", "six"])).length,
);
