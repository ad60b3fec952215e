// The few things of WebAssembly's binary form that parting a module needs: its sections, and the bodies
// of its functions.
export const [GLOBALS, EXPORTS, CODE] = [6, 7, 10];

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
