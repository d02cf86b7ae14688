import type { MersenneTwister } from '../../numerics/mersenneTwister';

/** One of the items, each as likely as any other; undefined where there is none. */
export function pick<Item>(items: ArrayLike<Item>, random: MersenneTwister): Item | undefined {
  return items.length === 0 ? undefined : items[random.integerBelow(items.length)];
}

/** The items in an order that is as likely as any other (Fisher and Yates). */
export function shuffled<Item>(items: Iterable<Item>, random: MersenneTwister): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.integerBelow(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
