// Runs one Python script in Pyodide's own interpreter, under Node.
//
//     node in_pyodide.mjs SCRIPT LIBRARY NAME=DIRECTORY... [-- ARGUMENT...]
//
// LIBRARY is the standard library to start with; each DIRECTORY is mounted as /NAME.  Bytecode must
// be made by the interpreter that will read it, and what the runtime can reach is best asked of the
// runtime itself: both happen here.  The exit status is the script's.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const words = process.argv.slice(2);
const end = words.indexOf("--") < 0 ? words.length : words.indexOf("--");
const [script, library, ...mounts] = words.slice(0, end);
const directories = Object.fromEntries(mounts.map((mount) => mount.split(/=(.*)/s, 2)));
const pyodideDirectory = directories.pyodide;

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
for (const [name, directory] of Object.entries(directories)) {
  if (name !== "pyodide") pyodide.mountNodeFS(`/${name}`, directory);
}
pyodide.globals.set("ARGUMENTS", pyodide.toPy(words.slice(end + 1)));
try {
  const status = pyodide.runPython(readFileSync(script, "utf8"), { filename: script });
  process.exit(status ?? 0);
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
