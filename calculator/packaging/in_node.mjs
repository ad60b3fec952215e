// Starts the runtime that the site ships, under Node.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { whole } from "../web/engine/core.mjs";
import { placePackages, searchPaths } from "../web/engine/python.mjs";
import { restore, staticData } from "../web/engine/snapshot.mjs";

/**
 * From the library and the wheels, or from the picture of memory and with neither of them; with the
 * whole core, or the part that answering touches; `settings` are more of Pyodide's.  Gives the static
 * data as the module began with it, too.
 *
 * @param {string} runtime  a directory with a runtime.json
 * @param {{
 *   continuing?: boolean,
 *   core?: (part: Uint8Array, lacking: Uint8Array) => Uint8Array,
 *   env?: Record<string, string>,
 *   settings?: object,
 * }} [how]
 */
export async function startRuntime(
  runtime,
  { continuing = false, core = whole, env = {}, settings = {} } = {},
) {
  const manifest = JSON.parse(readFileSync(join(runtime, "runtime.json"), "utf8"));
  const content = ({ path }) => new Uint8Array(readFileSync(join(runtime, path)));
  const unpacked = (file) => new Uint8Array(gunzipSync(content(file)));
  const nothing = new Uint8Array();
  const wheels = manifest.wheels.map((file) => (continuing ? nothing : content(file)));
  const work = mkdtempSync(join(tmpdir(), "runtime-"));
  const stdLibURL = join(work, "library.zip");
  writeFileSync(stdLibURL, continuing ? nothing : unpacked(manifest.library));

  const indexURL = join(runtime, manifest.script.path).replace(/[^/]*$/, "");
  const { loadPyodide } = await import(join(runtime, manifest.script.path));
  const { default: createModule } = await import(join(runtime, manifest.module.path));
  let data;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, ...words) => {
    const own = module.byteLength === manifest.wasm.size;
    const chosen = own ? core(new Uint8Array(module), unpacked(manifest.lacking)) : module;
    const result = await instantiate(chosen, ...words);
    const instance = result.instance ?? result;
    if (instance.exports.memory) data = staticData(instance);
    return result;
  };
  try {
    const pyodide = await loadPyodide({
      indexURL,
      stdLibURL,
      lockFileContents: manifest.lock,
      packageBaseUrl: runtime,
      env: { ...env, ...searchPaths(manifest) },
      fsInit: async (fs) => placePackages(fs, manifest, wheels, unpacked(manifest.zones)),
      _loadSnapshot: continuing ? nothing : undefined,
      async createPyodideModule(given) {
        const created = await createModule(given);
        if (continuing) restore(created, unpacked(manifest.picture), data);
        return created;
      },
      ...settings,
    });
    return { pyodide, data, build: manifest.build };
  } finally {
    WebAssembly.instantiate = instantiate;
    rmSync(work, { recursive: true });
  }
}
