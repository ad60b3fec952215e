// Runs a Python script in the browser's runtime, under Node.
//
//     node run.mjs START RUNTIME REPOSITORY PACKAGES PYODIDE SCRIPT [ARGUMENT...]
//
// RUNTIME is what the site ships.  START is `plain`, from the trimmed library and the wheels, or
// `picture`, from the picture of memory and with neither of them.  REPOSITORY and PACKAGES are mounted
// as /repository and /packages for what tests need besides, PYODIDE, with the whole standard library,
// as /whole.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { gunzipSync } from "node:zlib";
import { placePackages, searchPaths } from "../../calculator/web/engine/python.mjs";
import { restore, staticData } from "../../calculator/web/engine/snapshot.mjs";

const [start, runtime, repository, packages, whole, script, ...words] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(`${runtime}/runtime.json`, "utf8"));
const content = ({ path }) => new Uint8Array(readFileSync(`${runtime}/${path}`));

const continuing = start === "picture";
const library = `${mkdtempSync(`${tmpdir()}/library-`)}/library.zip`;
writeFileSync(library, continuing ? "" : gunzipSync(content(manifest.library)));
process.on("exit", () => rmSync(library, { force: true }));

const { loadPyodide } = await import(`${runtime}/${manifest.script.path}`);
const indexURL = `${runtime}/${manifest.script.path}`.replace(/[^/]*$/, "");
const { default: createModule } = await import(`${indexURL}pyodide.asm.mjs`);
let data;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...words) => {
  const result = await instantiate(...words);
  const instance = result.instance ?? result;
  if (instance.exports.memory) data = staticData(instance);
  return result;
};
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
      manifest.wheels.map((file) => (continuing ? new Uint8Array() : content(file))),
      new Uint8Array(gunzipSync(content(manifest.zones))),
    ),
  _loadSnapshot: continuing ? new Uint8Array() : undefined,
  async createPyodideModule(settings) {
    const created = await createModule(settings);
    const packed = continuing && new Uint8Array(gunzipSync(content(manifest.picture)));
    if (packed) restore(created, packed, data);
    return created;
  },
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
