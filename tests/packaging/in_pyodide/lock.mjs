// Loads the engine as any Pyodide would: by its name in the reduced lock file.
//
//     node lock.mjs RUNTIME PYODIDE
import { readFileSync } from "node:fs";

const [runtime, whole] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(`${runtime}/runtime.json`, "utf8"));
const { loadPyodide } = await import(`${whole}/pyodide.mjs`);
const pyodide = await loadPyodide({
  indexURL: whole,
  lockFileContents: manifest.lock,
  packageBaseUrl: `${runtime}/`,
});
await pyodide.loadPackage("support-policy-calculator", { messageCallback() {} });
const engine = pyodide.pyimport("calculator.engine.browser");
const stem = pyodide.pyimport("snowballstemmer").stemmer("english").stemWord("failing");
console.log(engine.__name__, stem, Object.keys(manifest.lock.packages).sort().join(" "));
process.exit(0);
