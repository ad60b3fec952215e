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
 * A file on its way: `stream` as it arrives, unchecked, and `checked`, its whole content once its
 * digest is right.  Read the stream to its end, or there will be no content.
 *
 * @typedef {{ stream: ReadableStream<Uint8Array>, checked: Promise<Uint8Array<ArrayBuffer>> }} Download
 */

/**
 * @param {URL} base  the runtime's directory
 * @param {RuntimeFile} file
 * @param {{ fresh: boolean, onBytes: (count: number) => void }} options  `fresh` passes caches by
 * @returns {Promise<Download>}
 */
export async function download(base, file, { fresh, onBytes }) {
    const name = nameOf(file);
    const response = await fetched(new URL(file.path, base), name, fresh);
    const content = new Uint8Array(file.size);
    let length = 0;
    /** @type {PromiseWithResolvers<Uint8Array<ArrayBuffer>>} */
    const { promise, resolve, reject } = Promise.withResolvers();
    // Whoever reads the stream hears of a broken one; this promise need not be waited for then.
    promise.catch(() => {});
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const stream = new ReadableStream({
        async pull(controller) {
            try {
                const { done, value } = await reader.read();
                if (!done) {
                    if (length + value.length <= file.size) content.set(value, length);
                    length += value.length;
                    onBytes(value.length);
                    controller.enqueue(value);
                    return;
                }
                if (length !== file.size || !(await matches(content, file.integrity))) {
                    throw new StartError("damaged", `The file ${name} arrived damaged.`, name);
                }
                resolve(content);
                controller.close();
            } catch (error) {
                const failure = asLoadError(error, name);
                reject(failure);
                controller.error(failure);
            }
        },
    });
    return { stream, checked: promise };
}

/**
 * The content of a file, checked.
 *
 * @param {URL} base
 * @param {RuntimeFile} file
 * @param {{ fresh: boolean, onBytes: (count: number) => void }} options
 */
export async function content(base, file, options) {
    const { stream, checked } = await download(base, file, options);
    await stream.pipeTo(new WritableStream());
    return checked;
}

/**
 * @param {URL} url
 * @param {string} name  what to call it in a message
 * @param {boolean} fresh
 */
export async function fetched(url, name, fresh) {
    let response;
    try {
        response = await fetch(url, { cache: fresh ? "reload" : "default" });
    } catch (error) {
        throw asLoadError(error, name);
    }
    if (!response.ok) {
        const message = `The file ${name} could not be loaded (status ${response.status}).`;
        throw new StartError("missing", message, name);
    }
    return response;
}

/** @param {RuntimeFile} file */
export function nameOf(file) {
    return file.path.slice(file.path.lastIndexOf("/") + 1);
}

/**
 * @param {unknown} error
 * @param {string} name
 */
function asLoadError(error, name) {
    if (error instanceof StartError) return error;
    return new StartError("missing", `The file ${name} could not be loaded.`, name);
}

/**
 * @param {Uint8Array<ArrayBuffer>} content
 * @param {string} integrity
 */
async function matches(content, integrity) {
    return `sha256-${await sha256(content)}` === integrity;
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
