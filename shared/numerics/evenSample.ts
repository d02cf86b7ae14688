/** At most `count` of the items, evenly spaced; `count` 1 and up. */
export function* evenSample(items: Int32Array, count: number): Generator<number> {
  const step = Math.max(1, items.length / count);
  for (let i = 0; i < items.length; i += step) yield items[Math.floor(i)]!;
}
