/**
 * Loading the runtime's files: bytes counted as they come, digests checked before use.
 *
 * @import { Failure } from "./protocol"
 * @import { RuntimeFile } from "./manifest.mjs"
 */

/** A failure that has a message for people. */
export class StartError extends Error {
  /**
   * @param {Failure["code"]} code
   * @param {string} message
   * @param {string} [file]
   */
  constructor(code, message, file) {
    super(message);
    /** @type {Failure} */
    this.failure = file ? { code, message, file } : { code, message };
  }
}

/**
 * How to load: `cache` as for fetch, `checked` if the files come from where they were checked
 * already, `onBytes` told of bytes as they come.
 *
 * @typedef {{ cache: RequestCache, checked: boolean, onBytes: (count: number) => void }} Options
 */

/**
 * The content of a file, checked.
 *
 * @param {URL} base  the runtime's directory
 * @param {RuntimeFile} file
 * @param {Options} options
 */
export async function content(base, file, options) {
  if (options.checked) {
    const response = await fetched(
      addressOf(base, file, options.cache),
      nameOf(file),
      options.cache,
    );
    options.onBytes(file.size);
    return new Uint8Array(await response.arrayBuffer());
  }
  const { chunks, checked } = await download(base, file, options);
  while (!(await chunks.next()).done);
  return checked();
}

/**
 * A file on its way: its bytes as they arrive, unchecked, and its whole content once its digest is
 * right, to be asked for after the last of them.
 *
 * @param {URL} base
 * @param {RuntimeFile} file
 * @param {Options} options
 */
export async function download(base, file, { cache, onBytes }) {
  const name = nameOf(file);
  const response = await fetched(addressOf(base, file, cache), name, cache);
  const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
  const whole = new Uint8Array(file.size);
  let length = 0;
  /** @type {StartError | undefined} */
  let failure;
  async function* arriving() {
    const reader = body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        if (length + value.length <= file.size) whole.set(value, length);
        length += value.length;
        onBytes(value.length);
        yield value;
      }
    } catch {
      failure = new StartError("missing", `The file ${name} did not arrive whole.`, name);
      throw failure;
    }
  }
  async function checked() {
    if (failure) throw failure;
    if (length === file.size && `sha256-${await sha256(whole)}` === file.integrity) return whole;
    throw new StartError("damaged", `The file ${name} arrived damaged.`, name);
  }
  return { chunks: arriving(), checked };
}

/**
 * @param {URL} url
 * @param {string} name  what to call it in a message
 * @param {RequestCache} cache
 */
export async function fetched(url, name, cache) {
  let response;
  try {
    response = await fetch(url, { cache });
  } catch {
    throw new StartError("missing", `The file ${name} could not be loaded.`, name);
  }
  if (!response.ok) {
    const message = `The file ${name} could not be loaded (status ${response.status}).`;
    throw new StartError("missing", message, name);
  }
  return response;
}

/**
 * @param {URL} base
 * @param {RuntimeFile} file
 * @param {RequestCache} cache
 */
export function addressOf(base, file, cache) {
  const url = new URL(file.path, base);
  // Another address, so that no cache on the way takes it for the one it has.
  if (cache === "reload") url.search = "reload";
  return url;
}

/** @param {RuntimeFile} file */
export function nameOf(file) {
  return file.path.slice(file.path.lastIndexOf("/") + 1);
}

/**
 * The digest in base 64.
 *
 * @param {BufferSource} content
 */
export async function sha256(content) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return btoa(String.fromCharCode(...digest));
}
