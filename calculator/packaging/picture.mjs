// Takes the picture of memory that the site ships: Python started, the engine loaded, no policy yet.
//
//     node picture.mjs RUNTIME TARGET
//
// RUNTIME is a directory with a runtime.json.  A reader's browser starts from what is written to
// TARGET, so it may depend neither on this machine nor on the moment.
import { writeFileSync } from "node:fs";
import { begin } from "../web/engine/python.mjs";
import { takePicture } from "../web/engine/snapshot.mjs";
import { startRuntime } from "./in_node.mjs";

const [runtime, target] = process.argv.slice(2);
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
const { pyodide, data, build } = await startRuntime(runtime, {
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
  settings: { _makeSnapshot: true },
});
begin(pyodide, build);
pyodide.runPython("random.seed(0); methods.forget(); import gc; gc.collect(); gc.freeze()");
writeFileSync(target, takePicture(pyodide, data));
process.exit(0);
