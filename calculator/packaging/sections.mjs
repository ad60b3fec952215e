// The few things of WebAssembly's binary form that parting a module needs: its sections, the bodies of
// its functions, and where its data lies.
export const [TYPES, FUNCTIONS, MEMORIES, EXPORTS, CODE, DATA] = [1, 3, 5, 7, 10, 11];

/** The number of variable length (LEB128) at a place, and the place after it. */
export function numberAt(bytes, at) {
  let [number, shift, byte] = [0, 0, 0];
  do {
    byte = bytes[at++];
    number |= (byte & 127) << shift;
    shift += 7;
  } while (byte & 128);
  return [number >>> 0, at];
}

/** A number in as many bytes as it takes (LEB128). */
export function packed(number) {
  const bytes = [];
  do {
    const rest = number >>> 7;
    bytes.push((number & 127) | (rest ? 128 : 0));
    number = rest;
  } while (number);
  return bytes;
}

/** Of each section: its kind, where its length stands, where its content begins, and ends. */
export function sections(wasm) {
  const found = [];
  for (let at = 8; at < wasm.length; ) {
    const [size, start] = numberAt(wasm, at + 1);
    found.push({ kind: wasm[at], at: at + 1, start, end: start + size });
    at = start + size;
  }
  return found;
}

export function section(wasm, kind) {
  return sections(wasm).find((each) => each.kind === kind);
}

/** Of each function that the module has itself: where its length stands, its body begins, and ends. */
export function bodies(wasm) {
  let [count, at] = numberAt(wasm, section(wasm, CODE).start);
  return Array.from({ length: count }, () => {
    const [size, start] = numberAt(wasm, at);
    const body = { at, start, end: start + size };
    at = body.end;
    return body;
  });
}

/** Of each piece of data: its address in memory, where its bytes begin in the module, and end. */
export function pieces(wasm) {
  let [count, at] = numberAt(wasm, section(wasm, DATA).start);
  return Array.from({ length: count }, () => {
    // Put into memory from the start, at an address that is said as a number: `i32.const`, the end.
    if (wasm[at] !== 0 || wasm[at + 1] !== 0x41) throw new Error("data that is not simply there");
    let address;
    [address, at] = numberAt(wasm, at + 2);
    const [size, start] = numberAt(wasm, at + 1);
    at = start + size;
    return { address, start, end: at };
  });
}
