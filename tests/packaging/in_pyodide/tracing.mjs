// Has a WebAssembly module note, in a memory of its own, which functions are called and which words of
// memory are read; and tells which functions call which directly.
import * as wasm from "../../../calculator/packaging/sections.mjs";

const { numberAt, packed } = wasm;

/** Where in the marks what is noted begins: a byte for each word (four bytes) that was read by functions
 * that stay, the same for those that go, and a byte for each function that was called. */
const [STAYING, GOING, CALLED] = [0, 0x8000000, 0x10000000];
const PAGE = 1 << 16;

const I32 = 0x7f;
const [CALL, LOADS, LAST_LOAD, LAST_STORE] = [0x10, 0x28, 0x35, 0x3e];
const [CONST, ADD, SHIFT, LOCAL_GET, LOCAL_SET, LOCAL_TEE] = [0x41, 0x6a, 0x76, 0x20, 0x21, 0x22];
const [PREFIX, COPY, FILL] = [0xfc, 10, 11];
/** Into the second memory, a byte or two. */
const [STORE_BYTE, STORE_PAIR] = [
  [0x3a, 0x40, 1, 0],
  [0x3b, 0x40, 1, 0],
];

/**
 * What was noted.
 *
 * @param {WebAssembly.Memory} memory  the module's export `marks`
 * @param {number} count  of functions
 * @param {number} end  of static data
 */
export function noted(memory, count, end) {
  const marks = new Uint8Array(memory.buffer);
  return {
    called: [...Array(count).keys()].filter((number) => marks[CALLED + number]),
    staying: marks.slice(STAYING, STAYING + end / 4),
    going: marks.slice(GOING, GOING + end / 4),
  };
}

/**
 * The module, noting what it does.
 *
 * @param {Uint8Array} module
 * @param {Set<number> | null} staying  the functions that stay; all of them, if there are none
 */
export function tracing(module, staying) {
  const bodies = wasm.bodies(module);
  const parameters = parametersOf(module);
  const made = {
    [wasm.MEMORIES]: (content) => oneMore(content, [0, ...packed(CALLED / PAGE + 1)]),
    [wasm.EXPORTS]: (content) => oneMore(content, [5, ...Buffer.from("marks"), 2, 1]),
    [wasm.CODE]: () => [
      packed(bodies.length),
      ...bodies.flatMap((body, number) => {
        const goes = staying && !staying.has(number);
        const content = traced(module, body, number, parameters[number], goes ? GOING : STAYING);
        return [packed(content.length), content];
      }),
    ],
  };
  const parts = [module.subarray(0, 8)];
  for (const { kind, start, end } of wasm.sections(module)) {
    const content = module.subarray(start, end);
    const changed = joined(made[kind]?.(content) ?? [content]);
    parts.push([kind], packed(changed.length), changed);
  }
  return joined(parts);
}

/** A section's content with one more thing at its end. */
function oneMore(content, bytes) {
  const [count, at] = numberAt(content, 0);
  return [packed(count + 1), content.subarray(at), bytes];
}

function traced(module, body, number, parameters, read) {
  const first = afterVariables(module, body.start);
  const [groups, at] = numberAt(module, body.start);
  const [address, source, length] = [0, 1, 2].map((more) =>
    packed(first.count + parameters + more),
  );
  const parts = [packed(groups + 1), module.subarray(at, first.at), [3, I32]];
  parts.push([CONST, ...signed(CALLED + number), CONST, 1, ...STORE_BYTE]);
  /** From an address to the mark of its word. */
  const mark = [CONST, 2, SHIFT, ...(read ? [CONST, ...signed(read), ADD] : [])];
  let from = first.at;
  const before = (place, bytes) => {
    parts.push(module.subarray(from, place), bytes);
    from = place;
  };
  for (const { code, start, offset } of instructions(module, body)) {
    if (code >= LOADS && code <= LAST_LOAD) {
      const added = offset ? [CONST, ...signed(offset | 0), ADD] : [];
      // What is read may reach into the next word, so that is marked, too.
      const pair = [...mark, CONST, ...signed(0x101), ...STORE_PAIR];
      before(start, [LOCAL_TEE, ...address, LOCAL_GET, ...address, ...added, ...pair]);
    } else if (code === PREFIX + COPY) {
      const words = [LOCAL_GET, ...length, CONST, 2, SHIFT, CONST, 2, ADD];
      const fill = [...mark, CONST, 1, ...words, PREFIX, FILL, 1];
      const again = [LOCAL_GET, ...source, LOCAL_GET, ...length];
      before(start, [LOCAL_SET, ...length, LOCAL_TEE, ...source, ...fill, ...again]);
    }
  }
  parts.push(module.subarray(from, body.end));
  return joined(parts);
}

/** Of each function, those it calls directly. */
export function calls(module) {
  const imported = importedFunctions(module);
  return wasm.bodies(module).map((body) => {
    const found = new Set();
    for (const { code, called } of instructions(module, body)) {
      if (code === CALL && called >= imported) found.add(called - imported);
    }
    return found;
  });
}

function importedFunctions(module) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(module));
  return imports.filter(({ kind }) => kind === "function").length;
}

/** How many parameters each function has. */
function parametersOf(module) {
  let [count, at] = numberAt(module, wasm.section(module, wasm.TYPES).start);
  const types = Array.from({ length: count }, () => {
    const [taken, afterTaken] = numberAt(module, at + 1);
    const [given, afterGiven] = numberAt(module, afterTaken + taken);
    at = afterGiven + given;
    return taken;
  });
  [count, at] = numberAt(module, wasm.section(module, wasm.FUNCTIONS).start);
  return Array.from({ length: count }, () => {
    let type;
    [type, at] = numberAt(module, at);
    return types[type];
  });
}

/** Where a function's instructions begin, and how many variables it has. */
function afterVariables(module, start) {
  let [groups, at] = numberAt(module, start);
  let count = 0;
  for (; groups; groups--) {
    const [variables, type] = numberAt(module, at);
    count += variables;
    at = type + 1;
  }
  return { at, count };
}

/**
 * A function's instructions: their code (with a prefix added to what follows it), where they start, the
 * offset of a load or a store, and the function that is called.
 */
function* instructions(module, { start: begin, end }) {
  let { at } = afterVariables(module, begin);
  let number;
  const take = () => ([number, at] = numberAt(module, at))[0];
  while (at < end) {
    const start = at;
    let code = module[at++];
    let [offset, called] = [0, 0];
    if (code === 0x02 || code === 0x03 || code === 0x04 || code === 0x06) {
      // A block, of a type that is one byte, or a number.
      take();
    } else if (code >= LOADS && code <= LAST_STORE) {
      take();
      offset = take();
    } else if (code === CALL) {
      called = take();
    } else if (code === 0x11) {
      take();
      take();
    } else if (code === 0x0e) {
      for (let more = take(); more >= 0; more--) take();
    } else if (code === 0x1c) {
      at += take();
    } else if (code === 0x43) {
      at += 4;
    } else if (code === 0x44) {
      at += 8;
    } else if (code === PREFIX) {
      code += take();
      const more = [8, 10, 12, 14].includes(number) ? 2 : number < 8 ? 0 : 1;
      for (let each = 0; each < more; each++) take();
    } else if (ONE_NUMBER.has(code)) {
      take();
    } else if (!(code in ALONE) && !(code >= 0x45 && code <= 0xc4)) {
      throw new Error(`tracing.mjs: an instruction that is not known: ${code} at ${start}`);
    }
    yield { code, start, offset, called };
  }
  if (at !== end) throw new Error(`tracing.mjs: the function at ${begin} ends elsewhere`);
}

/** try's catch, throw, rethrow, delegate; branches; variables, tables; memory's size; constants; references. */
const ONE_NUMBER = new Set([
  0x07, 0x08, 0x09, 0x18, 0x0c, 0x0d, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41,
  0x42, 0xd0, 0xd2,
]);
/** unreachable, nop, else, end, return, catch_all, drop, select, ref.is_null */
const ALONE = Object.fromEntries(
  [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x19, 0x1a, 0x1b, 0xd1].map((code) => [code, true]),
);

/** A number with its sign, of variable length. */
function signed(number) {
  const bytes = [];
  for (;;) {
    const byte = number & 127;
    number >>= 7;
    if ((number === 0 && !(byte & 64)) || (number === -1 && byte & 64)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}

function joined(parts) {
  return Buffer.concat(parts.map((part) => Uint8Array.from(part)));
}
