/**
 * Pictures of the interpreter's memory, from which a visit continues instead of starting Python: the
 * one that the site ships, with the engine loaded; and snapshots, pictures kept in the reader's
 * browser, with the policy loaded as well.
 *
 * Only an accelerator.  A snapshot is made by a worker that has read nothing but the policy, so it
 * holds no word that anyone typed.  A picture belongs to one build of the runtime; anything odd about
 * it means that it is dropped and Python starts plainly.
 */
const CACHE = "calculator-snapshot";
const PAGE = 4096;
/** Bytes of the stack that a module which has only begun may have reached: many times what it needs. */
const STACK = 1 << 20;

/**
 * @typedef {object} Kept
 * @property {Promise<Uint8Array<ArrayBuffer>>} memory  packed; rejected if it is damaged
 * @property {string} policy  the digest of the policy that it has loaded
 */

/**
 * The snapshot of this build, if there is one.
 *
 * @param {string} key
 * @returns {Promise<Kept | null>}
 */
export async function recall(key) {
  try {
    const cache = await caches.open(CACHE);
    const response = await cache.match(address(key));
    if (!response) return null;
    const memory = checked(response);
    memory.catch(() => {});
    return { memory, policy: response.headers.get("X-Policy") ?? "" };
  } catch {
    // No Cache Storage here, as in some private modes.
    return null;
  }
}

/** @param {Response} response */
async function checked(response) {
  const packed = new Uint8Array(await response.arrayBuffer());
  if (checksum(packed) === response.headers.get("X-Checksum")) return packed;
  throw new Error("the snapshot is damaged");
}

/**
 * Tells what a disk has spoilt, without the copy that a digest of so much takes: the 32-bit FNV-1a hash
 * of words in place of bytes.  Who may write here may write its checksum, too.
 *
 * @param {Uint8Array<ArrayBuffer>} packed
 */
export function checksum(packed) {
  const words = new Int32Array(packed.buffer, 0, packed.length >> 2);
  let hash = 0x811c9dc5 ^ packed.length;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words[at], 0x01000193);
  for (const byte of packed.subarray(words.length * 4)) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${hash}`;
}

/**
 * Keeps an interpreter's memory in place of all other snapshots.
 *
 * @param {string} key
 * @param {any} pyodide
 * @param {Uint8Array} data  static data as the module began with it
 * @param {string} policy
 */
export async function keep(key, pyodide, data, policy) {
  const body = takePicture(pyodide, data);
  const headers = { "X-Checksum": checksum(body), "X-Policy": policy };
  const cache = await caches.open(CACHE);
  await forget();
  await cache.put(address(key), new Response(body, { headers }));
}

/** Drops every snapshot of this site. */
export async function forget() {
  try {
    const cache = await caches.open(CACHE);
    const scope = address("");
    for (const { url } of await cache.keys()) {
      if (url.startsWith(scope)) await cache.delete(url);
    }
  } catch {
    // Where nothing can be kept, nothing needs to be dropped.
  }
}

/** @param {string} key */
function address(key) {
  return new URL(`../snapshot/${key}`, import.meta.url).href;
}

/**
 * Overwrites memory that was used and given back, so that it need not be kept: the stack as far as it
 * once reached; and of the heap, takes all that lies below what was never used, in ever smaller
 * pieces, and returns it empty.
 *
 * @param {any} module
 */
function wipeFreeMemory(module) {
  module.HEAP8.fill(0, module._emscripten_stack_get_end(), module._emscripten_stack_get_current());
  const words = new BigUint64Array(module.HEAP8.buffer);
  let end = words.length;
  while (end > 0 && !words[end - 1]) end--;
  const taken = [];
  for (const power of [20, 16, 12, 10, 8, 7, 6, 5, 4, 3]) {
    const size = 1 << power;
    for (;;) {
      const start = module._malloc(size);
      taken.push(start);
      if (!start || start + size > end * 8) break;
      module.HEAP8.fill(0, start, start + size);
    }
  }
  for (const start of taken) module._free(start);
}

/**
 * A picture of an interpreter's memory, packed: the lengths of its head and of the memory, the number
 * of pages kept, their numbers, the head, then the pages.  A page that is as it was when the module
 * began is not kept; of static data only what has changed is, so that it compresses well.
 *
 * @param {any} pyodide
 * @param {Uint8Array} data  static data as the module began with it
 */
export function takePicture(pyodide, data) {
  wipeFreeMemory(pyodide._module);
  // As Pyodide makes it: its second word is the head's length.
  const snapshot = pyodide.makeMemorySnapshot();
  const length = new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1];
  const head = snapshot.subarray(0, length);
  const memory = snapshot.slice(length);
  for (let at = 0; at < data.length; at++) memory[at] ^= data[at];
  const words = new BigUint64Array(memory.buffer);
  const kept = [];
  for (let start = 0; start < words.length; start += PAGE / 8) {
    for (let word = start; word < start + PAGE / 8; word++) {
      if (words[word]) {
        kept.push((start * 8) / PAGE);
        break;
      }
    }
  }
  const index = Uint32Array.of(length, memory.length, kept.length, ...kept);
  const result = new Uint8Array(index.byteLength + length + kept.length * PAGE);
  result.set(new Uint8Array(index.buffer));
  result.set(head, index.byteLength);
  let at = index.byteLength + length;
  for (const page of kept) {
    result.set(memory.subarray(page * PAGE, (page + 1) * PAGE), at);
    at += PAGE;
  }
  return result;
}

/**
 * Puts a picture into the memory of a new interpreter, and has Pyodide continue from it.
 *
 * @param {any} module
 * @param {Uint8Array<ArrayBuffer>} packed
 * @param {Uint8Array} data  static data as the module began with it
 */
export function restore(module, packed, data) {
  const [length, size, count] = new Uint32Array(packed.buffer, 0, 3);
  const pages = new Uint32Array(packed.buffer, 12, count);
  const start = 12 + count * 4;
  // The memory may have grown since it began.  What is allocated for that is overwritten below.
  if (module.HEAP8.length < size) module._malloc(size);
  const memory = new Uint8Array(module.HEAP8.buffer);
  if (memory.length < size) throw new RangeError("the snapshot does not fit");
  const head = packed.slice(start, start + length);
  const { restoreSnapshot } = module.API;
  module.API.restoreSnapshot = () => {
    // Checks that it is of this build; there is no memory after the head to be copied.
    const state = restoreSnapshot(head);
    wipeBegun(module, memory);
    memory.set(data);
    const [words, changes] = [memory, packed].map(({ buffer }) => new Uint32Array(buffer));
    let from = start + length;
    for (let page = 0; page < count; page++) {
      // No page is kept that is empty: Python would not come back from such a memory.
      if (isEmpty(changes, (from + page * PAGE) / 4))
        throw new RangeError("the snapshot is damaged");
    }
    // Pages that follow each other are copied at once.
    for (let first = 0, last = 0; first < count; first = last) {
      const at = pages[first] * PAGE;
      last++;
      if (at < data.length) {
        // Pyodide ends the head at a whole number of words.
        const [there, here] = [at / 4, from / 4];
        for (let i = 0; i < PAGE / 4; i++) words[there + i] ^= changes[here + i];
      } else {
        while (last < count && pages[last] === pages[last - 1] + 1) last++;
        memory.set(packed.subarray(from, from + PAGE * (last - first)), at);
      }
      from += PAGE * (last - first);
    }
    return state;
  };
}

/**
 * Whether nothing stands in the page that begins at a word.
 *
 * @param {Uint32Array} words
 * @param {number} at
 */
function isEmpty(words, at) {
  for (let i = 0; i < PAGE / 4; i++) if (words[at + i]) return false;
  return true;
}

/**
 * Empties what a module that has only begun may have written behind its static data: the stack where it
 * begins, and the heap as far as it has come.  All else is as empty as the browser has given it, and
 * stays untouched: writing to memory for the first time is what takes long.
 *
 * @param {any} module
 * @param {Uint8Array} memory
 */
function wipeBegun(module, memory) {
  const base = module._emscripten_stack_get_base();
  memory.fill(0, base - STACK, module._sbrk(0));
}

/**
 * Static data as a module has just begun with it.  Pyodide's is a little less than this much.
 *
 * @param {WebAssembly.Instance} instance
 */
export function staticData(instance) {
  const { buffer } = /** @type {WebAssembly.Memory} */ (instance.exports["memory"]);
  return new Uint8Array(buffer, 0, 4 << 20).slice();
}
