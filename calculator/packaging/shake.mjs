// Leaves out of a WebAssembly module the functions and globals that nothing reaches.
//
// All else stays as it is: only the indices of functions and globals are written anew.  What calls what
// is read from the instructions, so each that the module has must be known here; one that is not ends
// the build.  The form is that of https://webassembly.github.io/spec/core/binary/.

const [IMPORT, FUNCTION, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA] = [2, 3, 6, 7, 8, 9, 10, 11];

/** @typedef {"functions" | "globals"} Kind  what is left out where nothing reaches it */
/** @typedef {{ at: number, end: number, kind: Kind, index: number }} Reference */

/** @type {Record<number, Kind>} by the number of what is imported or exported */
const KINDS = { 0: "functions", 3: "globals" };

/**
 * What stands behind an instruction: numbers, lists of them, so many bytes, or what it refers to.
 *
 * @param {number} code
 * @returns {(string | number)[]}
 */
function behind(code) {
  if (code === 0x10 || code === 0x12 || code === 0xd2) return ["functions"];
  if (code === 0x23 || code === 0x24) return ["globals"];
  if (code === 0x11 || code === 0x13 || (code >= 0x28 && code <= 0x3e)) return ["number", "number"];
  if (code === 0x0e) return ["list", "number"];
  if (code === 0x1c) return ["list"];
  if (code === 0x43) return [4];
  if (code === 0x44) return [8];
  if ([0xfc08, 0xfc0a, 0xfc0c, 0xfc0e].includes(code)) return ["number", "number"];
  if (code >= 0xfc09 && code <= 0xfc11) return ["number"];
  // Blocks, branches, exceptions, locals, tables, the memory's size, whole constants, no reference.
  if ([2, 3, 4, 6, 7, 8, 9, 0x0c, 0x0d, 0x18, 0xd0].includes(code)) return ["number"];
  if (code >= 0x20 && code <= 0x26) return ["number"];
  if (code >= 0x3f && code <= 0x42) return ["number"];
  if ([0, 1, 5, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1].includes(code)) return [];
  if ((code >= 0x45 && code <= 0xc4) || (code >= 0xfc00 && code <= 0xfc07)) return [];
  throw new Error(`shake.mjs: the instruction 0x${code.toString(16)} is not known`);
}

/** Reads numbers and lists from bytes, one after the other. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const next = this.bytes[this.at++];
      value += (next & 127) * weight;
      if (next < 128) return value;
    }
  }

  /**
   * @template T
   * @param {() => T} one
   * @returns {T[]}
   */
  list(one) {
    return Array.from({ length: this.number() }, one);
  }

  /** So many bytes, as a part of all. */
  skip(length = this.number()) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  limits() {
    if (this.number() & 1) this.number();
    this.number();
  }

  /** What instructions refer to, up to the end of an expression, or to `stop`. */
  expression(stop = 0) {
    const start = this.at;
    /** @type {Reference[]} */
    const references = [];
    for (;;) {
      const first = this.bytes[this.at++];
      if (first === 0x0b && (!stop || this.at === stop)) break;
      for (const what of behind(first === 0xfc ? 0xfc00 + this.number() : first)) {
        const at = this.at;
        if (typeof what === "number") this.at += what;
        else if (what === "list") this.list(() => this.number());
        else {
          const index = this.number();
          if (what === "functions" || what === "globals")
            references.push({ at, end: this.at, kind: what, index });
        }
      }
    }
    return { start, end: this.at, references };
  }
}

/**
 * The module with only these of its exports, and without what nothing reaches any more.
 *
 * @param {Uint8Array} wasm
 * @param {Set<string>} kept
 */
export function shaken(wasm, kept) {
  const reader = new Reader(wasm, 8);
  /** @type {Map<number, { start: number, end: number }>} */
  const sections = new Map();
  while (reader.at < wasm.length) {
    const id = wasm[reader.at++];
    const { length } = reader.skip();
    const place = { start: reader.at - length, end: reader.at };
    // Of what has no number, the first is for those who link; what comes behind is for tools.
    if (id || !sections.size) sections.set(id, place);
  }
  /**
   * @template T
   * @param {number} id
   * @param {() => T} one
   * @returns {T[]}
   */
  const section = (id, one) => {
    reader.at = sections.get(id)?.start ?? 0;
    return sections.has(id) ? reader.list(one) : [];
  };
  const imports = section(IMPORT, () => {
    const start = reader.at;
    reader.skip();
    reader.skip();
    const kind = wasm[reader.at++];
    if (kind === 0) reader.number();
    else if (kind === 2) reader.limits();
    else reader.at++;
    if (kind === 1) reader.limits();
    else if (kind > 2) reader.number();
    return { kind: KINDS[kind], bytes: wasm.subarray(start, reader.at) };
  });
  const types = section(FUNCTION, () => reader.number());
  const globals = section(GLOBAL, () => ({ type: reader.skip(2), value: reader.expression() }));
  const exports = section(EXPORT, () => {
    const name = new TextDecoder().decode(reader.skip());
    return { name, kind: wasm[reader.at++], index: reader.number() };
  }).filter(({ name }) => kept.has(name));
  const start = sections.has(START) ? new Reader(wasm, sections.get(START)?.start).number() : -1;
  const elements = section(ELEMENT, () => {
    if (reader.number()) throw new Error("shake.mjs: elements that are no functions in the table");
    return { offset: reader.expression(), functions: reader.list(() => reader.number()) };
  });
  const bodies = section(CODE, () => ({ start: reader.at, length: reader.skip().length }));
  const data = section(DATA, () => {
    if (reader.number()) throw new Error("shake.mjs: data that have no place of their own");
    return { offset: reader.expression(), content: reader.skip() };
  });

  // -- what is reached

  const imported = {
    functions: imports.filter(({ kind }) => kind === "functions"),
    globals: imports.filter(({ kind }) => kind === "globals"),
  };
  const own = { functions: bodies, globals };
  const reached = { functions: new Set(), globals: new Set() };
  /** @type {Map<number, ReturnType<Reader["expression"]>>} */
  const read = new Map();
  /** @type {[Kind, number][]} */
  const waiting = [];
  const reach = (/** @type {Kind} */ kind, /** @type {number} */ index) => {
    if (reached[kind].has(index)) return;
    reached[kind].add(index);
    waiting.push([kind, index - imported[kind].length]);
  };
  for (const { kind, index } of exports) if (KINDS[kind]) reach(KINDS[kind], index);
  if (start >= 0) reach("functions", start);
  for (const { functions } of elements) for (const index of functions) reach("functions", index);
  for (const { offset } of [...elements, ...data])
    for (const { kind, index } of offset.references) reach(kind, index);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [kind, index] = next;
    if (index < 0) continue;
    if (kind === "functions") read.set(index, instructions(bodies[index].start));
    const { references } = kind === "functions" ? read.get(index) : globals[index].value;
    for (const one of references) reach(one.kind, one.index);
  }

  // -- what is written

  const numbers = {
    functions: new Map([...reached.functions].sort((a, b) => a - b).map((old, n) => [old, n])),
    globals: new Map([...reached.globals].sort((a, b) => a - b).map((old, n) => [old, n])),
  };
  /** @type {Uint8Array[]} */
  const written = [wasm.subarray(0, 8)];
  for (const [id, { start, end }] of sections) {
    const content = changed(id) ?? [wasm.subarray(start, end)];
    written.push(Uint8Array.of(id), encoded(size(content)), Buffer.concat(content));
  }
  return Buffer.concat(written);

  /** @param {number} at where a body's size stands */
  function instructions(at) {
    const body = new Reader(wasm, at);
    const stop = body.number() + body.at;
    const start = body.at;
    body.list(() => [body.number(), body.at++]);
    return { ...body.expression(stop), start };
  }

  /**
   * @template T
   * @param {Kind} kind
   * @param {T[]} all
   */
  function left(kind, all) {
    return all.filter((_, n) => reached[kind].has(n + imported[kind].length));
  }

  /** @param {number} id  the content of a section that is other than it was */
  function changed(id) {
    if (id === IMPORT) {
      const seen = { functions: 0, globals: 0 };
      const some = imports.filter(({ kind }) => !kind || reached[kind].has(seen[kind]++));
      return listed(some.map(({ bytes }) => [bytes]));
    }
    if (id === FUNCTION) return listed(left("functions", types).map((type) => [encoded(type)]));
    if (id === GLOBAL)
      return listed(left("globals", globals).map((one) => [one.type, ...renumbered(one.value)]));
    if (id === EXPORT)
      return listed(
        exports.map(({ name, kind, index }) => {
          const text = new TextEncoder().encode(name);
          const number = KINDS[kind] ? numbers[KINDS[kind]].get(index) : index;
          return [encoded(text.length), text, Uint8Array.of(kind), encoded(number)];
        }),
      );
    if (id === START) return [encoded(numbers.functions.get(start))];
    if (id === ELEMENT)
      return listed(
        elements.map(({ offset, functions }) => [
          encoded(0),
          ...renumbered(offset),
          ...listed(functions.map((index) => [encoded(numbers.functions.get(index))])),
        ]),
      );
    if (id === CODE)
      return listed(
        left("functions", [...own.functions.keys()]).map((index) => {
          const body = renumbered(read.get(index));
          return [encoded(size(body)), ...body];
        }),
      );
    if (id === DATA)
      return listed(
        data.map(({ offset, content }) => [
          encoded(0),
          ...renumbered(offset),
          encoded(content.length),
          content,
        ]),
      );
    return null;
  }

  /** @param {ReturnType<Reader["expression"]>} code */
  function renumbered({ start, end, references }) {
    const parts = [];
    let from = start;
    for (const { at, end, kind, index } of references) {
      parts.push(wasm.subarray(from, at), encoded(numbers[kind].get(index)));
      from = end;
    }
    return [...parts, wasm.subarray(from, end)];
  }
}

/** @param {Uint8Array[][]} all */
function listed(all) {
  return [encoded(all.length), ...all.flat()];
}

/** @param {Uint8Array[]} parts */
function size(parts) {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** @param {number} value */
function encoded(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Uint8Array.from([...bytes, value]);
}
