/**
 * Python's core in two parts: what answering touches, which every visit loads, and what it lacks.
 *
 * In the first part a function that no answer has been seen to need is a trap in its place; the numbers
 * of functions are those of the whole.  So a picture of memory fits both, and whoever falls into a trap
 * begins anew with the whole.
 */

/**
 * The whole core.
 *
 * What is lacking begins with a number of changes, each of three numbers (four bytes, little endian):
 * how many bytes of the part stand, how many after them go, and how many come in their place.  Then
 * what comes, one after the other.
 *
 * @param {Uint8Array} part
 * @param {Uint8Array<ArrayBuffer>} lacking
 */
export function whole(part, lacking) {
  const count = new DataView(lacking.buffer, lacking.byteOffset).getUint32(0, true);
  const numbers = new Uint32Array(lacking.slice(4, 4 + 12 * count).buffer);
  let size = part.length;
  for (let at = 0; at < numbers.length; at += 3) size += numbers[at + 2] - numbers[at + 1];
  const result = new Uint8Array(size);
  let [read, from, written] = [0, 4 + 12 * count, 0];
  for (let at = 0; at < numbers.length; at += 3) {
    const [kept, gone, come] = numbers.subarray(at, at + 3);
    result.set(part.subarray(read, read + kept), written);
    result.set(lacking.subarray(from, from + come), written + kept);
    [read, from, written] = [read + kept + gone, from + come, written + kept + come];
  }
  result.set(part.subarray(read), written);
  return result;
}
