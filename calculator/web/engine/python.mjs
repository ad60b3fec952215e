/**
 * Starting Python: the runtime's files become an interpreter that has the engine on its path.
 *
 * @import { Manifest, RuntimeFile } from "./manifest.mjs"
 * @import { Options } from "./download.mjs"
 * @import { Kept } from "./snapshot.mjs"
 */
import { whole } from "./core.mjs";
import { StartError, addressOf, content, download, fetched, nameOf } from "./download.mjs";
import { restore, staticData } from "./snapshot.mjs";

/**
 * The little of Pyodide's interface that is used here.
 *
 * @typedef {object} Pyodide
 * @property {(code: string) => any} runPython
 * @property {(module: string) => any} pyimport
 * @property {(value: unknown) => any} toPy
 * @property {() => Uint8Array<ArrayBuffer>} makeMemorySnapshot
 */

/**
 * @typedef {object} Start
 * @property {RequestCache} cache  `reload` passes caches by
 * @property {boolean} checked  whether the files come from where they were checked already
 * @property {boolean} snapshotting  whether a snapshot will be made
 * @property {boolean} plain  whether to start without any picture of memory
 * @property {Promise<Kept | null>} recalled  a picture kept in this browser
 * @property {(count: number) => void} onBytes
 * @property {(mark: string) => void} onMark
 */

const PACKAGES = "/lib/packages";
/** A file that all may read, as POSIX says it. */
const READABLE = 0o100444;

/**
 * How many bytes there are to load.
 *
 * @param {Manifest} manifest
 * @param {boolean} plain
 */
export function totalSize(manifest, plain) {
  const { script, module, wasm, lacking, library, picture, zones, wheels } = manifest;
  const more = plain ? [lacking, library, ...wheels] : [picture];
  const files = [script, module, wasm, zones, ...more];
  return files.reduce((sum, { size }) => sum + size, 0);
}

/**
 * @typedef {object} Started
 * @property {Pyodide} pyodide
 * @property {Uint8Array} data  the module's static data as it began
 * @property {Kept | null} kept  what it continues from
 */

/**
 * @param {URL} base  the runtime's directory
 * @param {Manifest} manifest
 * @param {Start} start
 * @returns {Promise<Started>}
 */
export async function startPython(base, manifest, start) {
  const options = { cache: start.cache, checked: start.checked, onBytes: start.onBytes };
  // A module cannot be checked as it is imported, so it is loaded and checked just before, and
  // its import finds it in the browser's cache.  It is asked for first, as it waits for nothing else
  // and takes long to read.
  const scripts = Promise.all(
    [manifest.script, manifest.module].map(async (file) => {
      if (start.checked) start.onBytes(file.size);
      else await content(base, file, options);
      return imported(addressOf(base, file, start.cache));
    }),
  );
  const compiled = start.plain
    ? compileWhole(base, manifest, options)
    : compile(base, manifest.wasm, options);
  const zones = content(base, manifest.zones, options).then(gunzip);
  const nothing = Promise.resolve(new Uint8Array());
  // What is in memory already need not be loaded.
  const library = start.plain ? content(base, manifest.library, options).then(gunzip) : nothing;
  const wheels = Promise.all(
    manifest.wheels.map((file) => (start.plain ? content(base, file, options) : nothing)),
  );
  const continuing = start.plain ? Promise.resolve(null) : pictured(base, manifest, start);
  // Whichever fails first is what is told; the others must not go unheard.
  const files = Promise.all([compiled, library, zones, wheels]);
  files.catch(() => {});

  const [script, module] = await scripts;
  start.onMark("script");
  const { promise: broken, reject } = Promise.withResolvers();
  broken.catch(() => {});
  files.catch(reject);

  const directory = new URL(".", new URL(manifest.script.path, base));
  const wasmUrl = new URL("pyodide.asm.wasm", directory).href;
  const libraryUrl = new URL(manifest.library.path, base).href;
  // Pyodide fetches these two itself and cannot be handed them; so its fetch is answered with
  // what has been loaded and checked already.
  const giveFetchBack = replaced(globalThis, "fetch", (original) => async (request, init) => {
    const url = String(request);
    if (url === wasmUrl) return new Response(null);
    // Pyodide would let it fail unheard; that it failed is told already.
    if (url === libraryUrl) return new Response(await library.catch(() => new Promise(() => {})));
    return original.call(globalThis, request, init);
  });
  /** @type {Uint8Array} */
  let data;
  // And it never settles when instantiating fails: hear of it here.
  const giveWasmBack = replaced(WebAssembly, "instantiateStreaming", () => async (_, imports) => {
    try {
      const module = await compiled;
      start.onMark("compiled");
      const instance = await WebAssembly.instantiate(module, imports);
      nameFunctions(instance);
      data = staticData(instance);
      return { module, instance };
    } catch (error) {
      reject(error);
      throw error;
    }
  });
  const kept = await continuing;
  try {
    const loading = script.loadPyodide({
      indexURL: directory.href,
      stdLibURL: libraryUrl,
      lockFileContents: manifest.lock,
      packageBaseUrl: base.href,
      env: {
        HOME: "/home/pyodide",
        ...searchPaths(manifest),
      },
      stdout: () => {},
      stderr: () => {},
      /** @param {any} fs */
      fsInit: async (fs) => placePackages(fs, manifest, await wheels, await zones),
      _makeSnapshot: start.snapshotting,
      // Said to be empty, so that Pyodide does not wait for it: it is only needed at the end.
      _loadSnapshot: kept ? new Uint8Array() : undefined,
      /** @param {any} settings */
      createPyodideModule: async (settings) => {
        const created = await module.default(settings);
        start.onMark("instantiated");
        if (kept) {
          const memory = await kept.memory;
          start.onMark("memory");
          restore(created, memory, data);
        }
        start.onMark("restored");
        return created;
      },
    });
    loading.catch(() => {});
    const pyodide = await Promise.race([loading, broken]);
    // @ts-expect-error: it is set, since there is an instance.
    return { pyodide, data, kept };
  } finally {
    giveFetchBack();
    giveWasmBack();
  }
}

/**
 * The engine in a new interpreter.
 *
 * @param {Pyodide} pyodide
 * @param {string} build
 */
export function begin(pyodide, build) {
  pyodide.runPython("import methods, calculator.engine.browser, random, sys");
  pyodide.runPython(`sys.build = ${JSON.stringify(build)}`);
}

/**
 * The picture of memory to continue from: the one that was kept here, which knows more, or the one
 * that came with the site.
 *
 * @param {URL} base
 * @param {Manifest} manifest
 * @param {Start} start
 * @returns {Promise<Kept>}
 */
async function pictured(base, manifest, start) {
  const kept = await start.recalled;
  if (kept) {
    start.onBytes(manifest.picture.size);
    return kept;
  }
  const memory = content(base, manifest.picture, start).then(gunzip);
  memory.catch(() => {});
  return { memory, policy: "" };
}

/**
 * Compiles while the bytes arrive; the result is to be had only if they were the right ones.
 *
 * @param {URL} base
 * @param {RuntimeFile} file
 * @param {Options} options
 */
async function compile(base, file, options) {
  if (options.checked) {
    const response = await fetched(
      addressOf(base, file, options.cache),
      nameOf(file),
      options.cache,
    );
    options.onBytes(file.size);
    if (response.headers.get("Content-Type") === "application/wasm") {
      return WebAssembly.compileStreaming(response);
    }
  }
  const { chunks, checked } = await download(base, file, options);
  // A type of our own, for hosts that serve it with another.
  const headers = { "Content-Type": "application/wasm" };
  const body = new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  try {
    const module = await WebAssembly.compileStreaming(new Response(body, { headers }));
    await checked();
    return module;
  } catch (error) {
    if (error instanceof StartError) throw error;
    // Read on to the end: if it was not what was built, that is what to say.
    while (!(await chunks.next()).done);
    await checked();
    throw unsupported(error);
  }
}

/**
 * Compiles the whole core, once both its parts are there.
 *
 * @param {URL} base
 * @param {Manifest} manifest
 * @param {Options} options
 */
async function compileWhole(base, { wasm, lacking }, options) {
  const [part, rest] = await Promise.all([
    content(base, wasm, options),
    content(base, lacking, options).then(gunzip),
  ]);
  return WebAssembly.compile(whole(part, rest)).catch((error) => {
    throw unsupported(error);
  });
}

/** @param {unknown} error */
function unsupported(error) {
  return new StartError("unsupported", `This browser cannot run Python here: ${error}`);
}

/**
 * Has the table of functions give an exported function as the object that the export is.
 *
 * Pyodide looks functions up in the table by identity.  Safari has two objects for the same function,
 * so nothing would be found, the table be laid out otherwise, and no picture of memory fit.  A
 * function's name is its number within the module, in every browser.
 *
 * @param {WebAssembly.Instance} instance
 */
function nameFunctions({ exports }) {
  const table = /** @type {WebAssembly.Table} */ (exports["__indirect_function_table"]);
  const functions = Object.values(exports).filter((value) => typeof value === "function");
  const named = new Map(functions.map((each) => [each.name, each]));
  // What is put behind these later may come from other modules, which have numbers of their own.
  const own = table.length;
  const get = table.get.bind(table);
  table.get = (index) => {
    const found = get(index);
    return (index < own && found && named.get(found.name)) || found;
  };
}

/** @param {URL} url */
async function imported(url) {
  try {
    return await import(url.href);
  } catch (error) {
    const name = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
    throw new StartError("missing", `The file ${name} could not be run: ${error}`, name);
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function gunzip(bytes) {
  // A host that declares the compression has had it undone by the browser.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Response(bytes).body?.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Where Python finds what {@link placePackages} has placed.
 *
 * @param {Manifest} manifest
 */
export function searchPaths({ wheels }) {
  const names = [...wheels.map(nameOf), ""];
  return {
    PYTHONPATH: names.map((name) => `${PACKAGES}/${name}`).join(":"),
    PYTHONTZPATH: `${PACKAGES}/tzdata/zoneinfo`,
  };
}

/**
 * Puts the wheels and the time zones, as the package tzdata, into Python's file system.
 *
 * @param {any} fs
 * @param {Manifest} manifest
 * @param {Uint8Array[]} wheels
 * @param {Uint8Array} zones  an index, then the files that it points into
 */
export function placePackages(fs, manifest, wheels, zones) {
  fs.mkdirTree(PACKAGES);
  for (const [number, file] of manifest.wheels.entries()) {
    fs.writeFile(`${PACKAGES}/${nameOf(file)}`, wheels[number]);
  }
  const length = new DataView(zones.buffer, zones.byteOffset).getUint32(0, true);
  const files = zones.subarray(4 + length);
  /** @type {Record<string, [number, number]>} */
  const index = JSON.parse(new TextDecoder().decode(zones.subarray(4, 4 + length)));
  /** @type {Map<string, any>} */
  const made = new Map();
  for (const [zone, [offset, size]] of Object.entries(index)) {
    const path = `${PACKAGES}/tzdata/zoneinfo/${zone}`;
    const parent = path.slice(0, path.lastIndexOf("/"));
    let directory = made.get(parent);
    if (!directory) {
      fs.mkdirTree(parent);
      made.set(parent, (directory = fs.lookupPath(parent).node));
    }
    // What creating and writing a file comes to; for six hundred, a way there each takes long.
    const file = directory.node_ops.mknod(directory, path.slice(parent.length + 1), READABLE, 0);
    file.contents = files.subarray(offset, offset + size);
    file.usedBytes = size;
  }
  fs.writeFile(`${PACKAGES}/tzdata/__init__.py`, "");
  fs.writeFile(`${PACKAGES}/tzdata/zones`, Object.keys(index).join("\n"));
}

/**
 * Replaces a method for a while; gives the function that puts the old one back.
 *
 * @param {any} object
 * @param {string} name
 * @param {(original: any) => (...words: any[]) => any} wrap
 */
function replaced(object, name, wrap) {
  const original = object[name];
  object[name] = wrap(original);
  return () => {
    object[name] = original;
  };
}
