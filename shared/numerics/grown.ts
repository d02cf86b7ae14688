/** A typed array that grows. */
type Numbers = Float64Array | Int32Array;

/** The array, or where it has no room for `count` elements a copy at least twice as long, filled up with zeros. */
export function grown<Array extends Numbers>(array: Array, count: number): Array {
  if (count <= array.length) return array;
  const longer = new (array.constructor as new (length: number) => Array)(Math.max(count, 2 * array.length));
  longer.set(array);
  return longer;
}
