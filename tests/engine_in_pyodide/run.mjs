// Runs a Python script in the browser's runtime, under Node.
//
//     node run.mjs RUNTIME REPOSITORY PACKAGES PYODIDE SCRIPT [ARGUMENT...]
//
// RUNTIME is what the site ships: the trimmed library, the wheels, the zones.  REPOSITORY and
// PACKAGES are mounted as /repository and /packages for what tests need besides, PYODIDE, with the
// whole standard library, as /whole.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { gunzipSync } from "node:zlib";
import { placePackages, searchPaths } from "../../calculator/web/engine/python.mjs";

const [runtime, repository, packages, whole, script, ...words] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(`${runtime}/runtime.json`, "utf8"));
const content = ({ path }) => new Uint8Array(readFileSync(`${runtime}/${path}`));

const library = `${mkdtempSync(`${tmpdir()}/library-`)}/library.zip`;
writeFileSync(library, gunzipSync(content(manifest.library)));
process.on("exit", () => rmSync(library, { force: true }));

const { loadPyodide } = await import(`${runtime}/${manifest.script.path}`);
const indexURL = `${runtime}/${manifest.script.path}`.replace(/[^/]*$/, "");
const pyodide = await loadPyodide({
  indexURL,
  stdLibURL: library,
  lockFileContents: manifest.lock,
  packageBaseUrl: `${runtime}/`,
  env: searchPaths(manifest),
  fsInit: async (fs) =>
    placePackages(
      fs,
      manifest,
      manifest.wheels.map(content),
      new Uint8Array(gunzipSync(content(manifest.zones))),
    ),
});
pyodide.mountNodeFS("/repository", repository);
pyodide.mountNodeFS("/packages", packages);
pyodide.mountNodeFS("/whole", whole);
pyodide.globals.set("WORDS", pyodide.toPy(words));
try {
  process.exit(pyodide.runPython(readFileSync(script, "utf8"), { filename: script }) ?? 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
