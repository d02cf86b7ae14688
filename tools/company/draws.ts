import type { Random } from '../sample/random';

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** True with the given probability. */
export function happens(probability: number, random: Random): boolean {
  return random.next() < probability;
}

/** Uniform whole number of the range, its ends included. */
export function wholeBetween({ least, most }: Range, random: Random): number {
  return least + random.below(most - least + 1);
}

/** Uniform number of the range. */
export function between({ least, most }: Range, random: Random): number {
  return least + random.next() * (most - least);
}

/** A whole number whose mean is the given one: the one below it or above it. */
export function wholeOfMean(mean: number, random: Random): number {
  return Math.floor(mean) + (happens(mean % 1, random) ? 1 : 0);
}

/** Log-normal of median 1; `spread` is the standard deviation of its logarithm (Box and Muller 1958). */
export function logNormal(spread: number, random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return Math.exp(spread * radius * Math.cos(2 * Math.PI * random.next()));
}

/** Different items, all there are at most. */
export function pickSome<Item>(count: number, items: readonly Item[], random: Random): Item[] {
  return count <= 0 ? [] : random.shuffled(items).slice(0, count);
}

/** Makes a source of items, each in proportion to its weight (greater than 0). The items must not be empty. */
export function weightedPick<Item>(items: readonly Item[], weightOf: (item: Item) => number): (random: Random) => Item {
  const upTo = new Float64Array(items.length);
  let sum = 0;
  items.forEach((item, i) => {
    upTo[i] = sum += weightOf(item);
  });
  return (random) => {
    const drawn = random.next() * sum;
    let [low, high] = [0, items.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (drawn < upTo[middle]!) high = middle;
      else low = middle + 1;
    }
    return items[low]!;
  };
}
