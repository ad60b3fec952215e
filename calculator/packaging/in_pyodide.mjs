// Runs Python scripts in Pyodide's own interpreter, under Node.
//
//     node in_pyodide.mjs PYODIDE LIBRARY WORK SCRIPT... [-- ARGUMENT...]
//
// LIBRARY is the standard library to start with; the directory WORK is mounted as /work.  The scripts
// run one after the other in one interpreter, whose start takes longer than they do.  Bytecode must
// be made by the interpreter that will read it, and what the runtime can reach is best asked of the
// runtime itself: both happen here.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const words = process.argv.slice(2);
const end = words.indexOf("--") < 0 ? words.length : words.indexOf("--");
const [pyodideDirectory, library, work, ...scripts] = words.slice(0, end);

const { loadPyodide } = await import(pathToFileURL(`${pyodideDirectory}/pyodide.mjs`).href);
const pyodide = await loadPyodide({
  indexURL: pyodideDirectory,
  stdLibURL: library,
  // The lock file names packages on another server; nothing here may reach for them.
  lockFileContents: { ...lockInformation(), packages: {} },
  packageBaseUrl: pyodideDirectory,
  env: environment(),
  args: [],
});
pyodide.mountNodeFS("/work", work);
pyodide.globals.set("ARGUMENTS", pyodide.toPy(words.slice(end + 1)));
try {
  for (const script of scripts) {
    pyodide.runPython(readFileSync(script, "utf8"), { filename: script });
  }
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function lockInformation() {
  return { info: JSON.parse(readFileSync(`${pyodideDirectory}/pyodide-lock.json`, "utf8")).info };
}

/** The variables that decide how zip files and bytecode come out. */
function environment() {
  const names = ["SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "PYTHONNODEBUGRANGES", "PYTHONOPTIMIZE"];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
}
