// Takes the picture of memory that the site ships: Python started, the engine loaded, no policy yet.
//
//     node picture.mjs RUNTIME TARGET
//
// RUNTIME is a directory with a runtime.json.  A reader's browser starts from what is written to
// TARGET, so it may depend neither on this machine nor on the moment.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { begin, placePackages, searchPaths } from "../web/engine/python.mjs";
import { staticData, takePicture } from "../web/engine/snapshot.mjs";

const [runtime, target] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(runtime, "runtime.json"), "utf8"));
const content = ({ path }) => new Uint8Array(readFileSync(join(runtime, path)));
const work = mkdtempSync(join(tmpdir(), "picture-"));
const library = join(work, "library.zip");
writeFileSync(library, gunzipSync(content(manifest.library)));
const zones = new Uint8Array(gunzipSync(content(manifest.zones)));

// Python remembers what it was started as, and when; and some things that were drawn by lot.  Browsers
// have it draw again.
process.argv = ["python"];
const moment = Date.UTC(1980, 0, 1);
globalThis.Date = class extends Date {
  static now() {
    return moment;
  }
  /** @param {any[]} words */
  constructor(...words) {
    super(...(words.length ? words : [moment]));
  }
};
performance.now = () => 0;
crypto.getRandomValues = (array) => array.fill(0);
const directory = join(runtime, manifest.script.path).replace(/[^/]*$/, "");
const { loadPyodide } = await import(`${directory}pyodide.mjs`);
const { default: createPyodideModule } = await import(`${directory}pyodide.asm.mjs`);
let data;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...words) => {
  const result = await instantiate(...words);
  const instance = result.instance ?? result;
  if (instance.exports.memory) data = staticData(instance);
  return result;
};
const pyodide = await loadPyodide({
  indexURL: directory,
  stdLibURL: library,
  lockFileContents: manifest.lock,
  packageBaseUrl: runtime,
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", ...searchPaths(manifest) },
  fsInit: async (fs) => placePackages(fs, manifest, manifest.wheels.map(content), zones),
  createPyodideModule,
  _makeSnapshot: true,
});
begin(pyodide, manifest.build);
pyodide.runPython("random.seed(0); methods.forget(); import gc; gc.collect()");
writeFileSync(target, takePicture(pyodide, data));
rmSync(work, { recursive: true });
process.exit(0);
