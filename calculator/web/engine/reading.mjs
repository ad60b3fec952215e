/**
 * What was prepared for reading, with the names of what was learned made whole.
 *
 * The file says of each name only how many letters it shares with the one before it, and the others.
 * Here they are put together, while Python is on its way, in a small part of the time that it would
 * take.  What the parts are, `calculator/engine/reading/prepared.py` says.
 */

const LINE = 10;

/**
 * @param {Uint8Array} packed
 * @returns {Uint8Array<ArrayBuffer>}  the same with whole names, and without what they share
 */
export function withWholeNames(packed) {
  const [head = new Uint8Array(), ...weights] = parts(packed);
  return joined([head, ...weights.map(whole)]);
}

/** @param {Uint8Array} packed */
function whole(packed) {
  const [rest, shared, others, ...columns] = parts(packed);
  if (!rest || !shared || !others) throw new RangeError("something is missing");
  return joined([rest, new Uint8Array(), names(shared, others), ...columns]);
}

/**
 * @param {Uint8Array} shared  of each name, how many letters it has of the one before it
 * @param {Uint8Array} others  its other letters, one name a line
 */
function names(shared, others) {
  // No letter has more than four bytes.
  const most = shared.reduce((sum, count) => sum + count * 4, others.length + 1);
  const made = new Uint8Array(most);
  let [before, end, read] = [0, 0, 0];
  for (const count of shared) {
    const start = end;
    let letters = 0;
    for (let from = before; from < start - 1; from++) {
      // The bytes of a letter behind its first begin with the bits 10.
      if ((made[from] & 0xc0) !== 0x80 && letters++ === count) break;
      made[end++] = made[from];
    }
    while (read < others.length && others[read] !== LINE) made[end++] = others[read++];
    made[end++] = LINE;
    read++;
    before = start;
  }
  if (read !== others.length + 1) throw new RangeError("the names do not fit together");
  return made.subarray(0, end - 1);
}

/**
 * What stands behind its length each, four bytes, little endian.
 *
 * @param {Uint8Array} packed
 */
function parts(packed) {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const found = [];
  for (let at = 0; at < packed.length;) {
    const start = at + 4;
    at = start + view.getUint32(at, true);
    if (at > packed.length) throw new RangeError("it ends too early");
    found.push(packed.subarray(start, at));
  }
  return found;
}

/**
 * Inverse of {@link parts}.
 *
 * @param {Uint8Array[]} some
 */
function joined(some) {
  const result = new Uint8Array(some.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(result.buffer);
  let at = 0;
  for (const part of some) {
    view.setUint32(at, part.length, true);
    result.set(part, at + 4);
    at += 4 + part.length;
  }
  return result;
}
