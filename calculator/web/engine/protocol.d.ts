// What the page and its worker say to each other.

/** Where the start is, for people: bytes while loading, then named steps. */
export interface Progress {
  phase: "loading" | "starting" | "ready" | "failed";
  /** Bytes so far, of `total`. */
  loaded: number;
  total: number;
  step: "download" | "python" | "policy" | "";
  /** Whether starting takes long; it goes on. */
  slow?: boolean;
  /** Why it failed. */
  error?: Failure;
}

/**
 * Why something did not work.
 *
 * - `missing`: a file could not be loaded
 * - `damaged`: a file is not the one that was built
 * - `unsupported`: the browser refuses to run it
 * - `stalled`: nothing was heard for too long
 * - `timeout`: one request took too long, twice
 * - `crashed`: the interpreter broke
 * - `python`: the engine raised an error on this request
 */
export interface Failure {
  code: "missing" | "damaged" | "unsupported" | "stalled" | "timeout" | "crashed" | "python";
  message: string;
  /** The file concerned, as its name in the runtime. */
  file?: string;
}

export interface Request {
  id: number;
  name: string;
  payload: unknown;
}

/** What a start took, in milliseconds since the worker began. */
export interface Timings {
  /** Whether it continued from a picture of memory that was kept in this browser. */
  restored: boolean;
  [mark: string]: number | boolean;
}

export type FromWorker =
  | { type: "progress"; loaded: number; total: number; step: Progress["step"] }
  /** A sign of life, and for how many milliseconds it has waited for bytes in vain. */
  | { type: "alive"; waited: number }
  | { type: "ready"; timings: Timings }
  | { type: "unrestored" }
  | { type: "failed"; error: Failure }
  | { type: "answer"; id: number; result: unknown }
  | { type: "error"; id: number; error: Failure };
