/**
 * A picture of the interpreter's memory, kept in the reader's browser: a later visit continues from
 * it instead of starting Python again.
 *
 * Only an accelerator.  It is made by a worker that has read nothing but the policy, so it holds no
 * word that anyone typed.  It belongs to one build of the runtime; anything odd about it means that
 * it is dropped and Python starts plainly.
 */
import { sha256 } from "./download.mjs";

const CACHE = "calculator-snapshot";
const PAGE = 4096;

/**
 * @typedef {object} Kept
 * @property {Uint8Array<ArrayBuffer>} memory
 * @property {string} policy  the digest of the policy that it has loaded
 */

/**
 * The snapshot of this build, if there is a good one.
 *
 * @param {string} key
 * @returns {Promise<Kept | null>}
 */
export async function recall(key) {
  try {
    const cache = await caches.open(CACHE);
    const response = await cache.match(address(key));
    if (!response) return null;
    const packed = new Uint8Array(await response.arrayBuffer());
    if ((await sha256(packed)) !== response.headers.get("X-Digest")) return null;
    const policy = response.headers.get("X-Policy") ?? "";
    return { memory: unpacked(packed), policy };
  } catch {
    // No Cache Storage here, as in some private modes.
    return null;
  }
}

/**
 * Keeps a snapshot in place of all others.
 *
 * @param {string} key
 * @param {Kept} kept
 */
export async function keep(key, { memory, policy }) {
  const body = packed(memory);
  const headers = { "X-Digest": await sha256(body), "X-Policy": policy };
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
  return new URL(`./snapshot/${key}`, new URL("../../", import.meta.url)).href;
}

/**
 * Memory without its pages of zeros, which are more than half of it: the length, the number of
 * pages kept, their numbers, then the pages.
 *
 * @param {Uint8Array<ArrayBuffer>} memory  its offset a multiple of 4, its length of 16
 */
export function packed(memory) {
  const words = new BigUint64Array(memory.buffer, memory.byteOffset, memory.length / 8);
  const kept = [];
  for (let start = 0; start < memory.length; start += PAGE) {
    const end = Math.min(start + PAGE, memory.length);
    for (let word = start / 8; word < end / 8; word++) {
      if (words[word]) {
        kept.push(start / PAGE);
        break;
      }
    }
  }
  const head = Uint32Array.of(memory.length, kept.length, ...kept);
  const result = new Uint8Array(head.byteLength + kept.length * PAGE);
  result.set(new Uint8Array(head.buffer));
  let at = head.byteLength;
  for (const page of kept) {
    result.set(memory.subarray(page * PAGE, (page + 1) * PAGE), at);
    at += PAGE;
  }
  return result;
}

/**
 * The memory that {@link packed} packed.
 *
 * @param {Uint8Array<ArrayBuffer>} packed
 */
export function unpacked(packed) {
  const words = new Uint32Array(packed.buffer, packed.byteOffset, packed.length >> 2);
  const memory = new Uint8Array(words[0]);
  let at = (2 + words[1]) * 4;
  for (let index = 0; index < words[1]; index++) {
    const start = words[2 + index] * PAGE;
    const length = Math.min(PAGE, memory.length - start);
    memory.set(packed.subarray(at, at + length), start);
    at += PAGE;
  }
  return memory;
}
