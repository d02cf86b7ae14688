/** Whether a number is one of numbers[from .. to), which ascend. */
export function isAmong(numbers: Int32Array, wanted: number, from: number, to: number): boolean {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low < to && numbers[low] === wanted;
}
