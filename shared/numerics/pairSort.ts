import { countOffsets } from './countingSort';

/** Pairs of integers in the order of (left, right), ties in the order they had: those of left l from offsets[l] on. */
export interface SortedPairs {
  /** `leftCount + 1` offsets. */
  readonly offsets: Int32Array;
  readonly rights: Int32Array;
  /** Where each of the pairs was before. */
  readonly positions: Int32Array;
}

/**
 * Sorts pairs by two stable counting sorts, which carry along what the next step reads: memory is written at random, but
 * read in its order, which takes a third of the time.
 *
 * @param lefts integers in [0, leftCount).
 * @param rights integers in [0, rightCount), as many.
 */
export function sortPairs(lefts: Int32Array, rights: Int32Array, leftCount: number, rightCount: number): SortedPairs {
  const byRight = sortByRight(lefts, rights, rightCount);
  const offsets = countOffsets(lefts, leftCount);
  const next = offsets.slice();
  const sorted = { offsets, rights: new Int32Array(lefts.length), positions: new Int32Array(lefts.length) };
  for (let right = 0; right < rightCount; right++) {
    for (let i = byRight.offsets[right]!; i < byRight.offsets[right + 1]!; i++) {
      const at = next[byRight.lefts[i]!]!++;
      sorted.rights[at] = right;
      sorted.positions[at] = byRight.positions[i]!;
    }
  }
  return sorted;
}

function sortByRight(lefts: Int32Array, rights: Int32Array, rightCount: number) {
  const offsets = countOffsets(rights, rightCount);
  const next = offsets.slice();
  const sorted = { offsets, lefts: new Int32Array(lefts.length), positions: new Int32Array(lefts.length) };
  for (let i = 0; i < lefts.length; i++) {
    const at = next[rights[i]!]!++;
    sorted.lefts[at] = lefts[i]!;
    sorted.positions[at] = i;
  }
  return sorted;
}
