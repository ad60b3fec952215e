// The build writes manifest.mjs beside the worker: what the runtime consists of.

/** One file of the runtime, by its path under the runtime's directory. */
export interface RuntimeFile {
  path: string;
  /** Bytes, not compressed. */
  size: number;
  /** `sha256-` and the digest in base 64. */
  integrity: string;
}

export interface Manifest {
  /** Names this combination of files. */
  build: string;
  script: RuntimeFile;
  module: RuntimeFile;
  /** Of Pyodide's core what answering touches. */
  wasm: RuntimeFile;
  /** What that lacks of the whole core, gzipped. */
  lacking: RuntimeFile;
  library: RuntimeFile;
  /** Memory with Python started and the engine loaded, gzipped; without it the whole core and the library are needed. */
  picture: RuntimeFile;
  zones: RuntimeFile;
  wheels: RuntimeFile[];
  /** The reduced lock file, in which the wheels are listed. */
  lock: object;
}

declare const manifest: Manifest;
export default manifest;
