import type { Ratings } from '../../../shared/numerics/alternatingLeastSquares';
import { MersenneTwister } from '../../../shared/numerics/mersenneTwister';

/** A made-up matrix of who uses what. */
export interface RatingsSize {
  readonly users: number;
  readonly items: number;
  readonly ratings: number;
}

/** Pairs that are not among the ratings, drawn like them: what a model should predict. */
export interface HeldOutPairs {
  readonly users: Int32Array;
  readonly items: Int32Array;
}

/** Departments keep to items of their own, but for one rating in so many. */
const departments = 20;
const elsewhere = 5;
/** Ratings are whole numbers of this range, as likelihoods are after scaling. */
const lowest = 5;
const highest = 10;
const heldOutUsers = 2000;

/**
 * Ratings with structure to find (departments) and skew as in life: a user's number of ratings varies by a factor of
 * about ten, and the most used items have hundreds of times the users of the least used. The same size and seed give
 * the same ratings, ordered by user.
 */
export function makeRatings(size: RatingsSize, seed: number): { ratings: Ratings; heldOut: HeldOutPairs } {
  const random = new MersenneTwister(seed);
  const draw = new ItemDraw(size.items, random);
  const starts = activityStarts(size, random);
  const users = new Int32Array(size.ratings);
  const items = new Int32Array(size.ratings);
  const values = new Float32Array(size.ratings);
  const heldOutStep = Math.max(1, Math.floor(size.users / heldOutUsers));
  const heldOut: { user: number; item: number }[] = [];
  for (let user = 0; user < size.users; user++) {
    draw.startUser(user);
    for (let entry = starts[user]!; entry < starts[user + 1]!; entry++) {
      users[entry] = user;
      items[entry] = draw.next();
      values[entry] = random.integerBetween(lowest, highest);
    }
    if (user % heldOutStep === 0 && starts[user + 1]! - starts[user]! < size.items) {
      heldOut.push({ user, item: draw.next() });
    }
  }
  return {
    ratings: { userCount: size.users, itemCount: size.items, users, items, values },
    heldOut: {
      users: Int32Array.from(heldOut, ({ user }) => user),
      items: Int32Array.from(heldOut, ({ item }) => item),
    },
  };
}

/** Where each user's ratings start: shares of the whole by weights from 1 to 10, small ones more often. */
function activityStarts({ users, ratings }: RatingsSize, random: MersenneTwister): Float64Array {
  const weights = Float64Array.from({ length: users }, () => 1 + 9 * uniform(random) ** 3);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const starts = new Float64Array(users + 1);
  let sum = 0;
  for (let user = 0; user < users; user++) {
    sum += weights[user]!;
    starts[user + 1] = user === users - 1 ? ratings : Math.round((sum / total) * ratings);
  }
  return starts;
}

/** Draws items of a user, none twice. */
class ItemDraw {
  /** Items in order of their popularity: which ones are popular has nothing to do with their numbers. */
  readonly #byPopularity: Int32Array;
  /** The last user who drew it. */
  readonly #drawnBy: Int32Array;
  readonly #random: MersenneTwister;
  #user = -1;

  constructor(items: number, random: MersenneTwister) {
    this.#random = random;
    this.#byPopularity = Int32Array.from({ length: items }, (_, item) => item);
    this.#drawnBy = new Int32Array(items).fill(-1);
    for (let last = items - 1; last > 0; last--) {
      const other = random.integerBelow(last + 1);
      const item = this.#byPopularity[last]!;
      this.#byPopularity[last] = this.#byPopularity[other]!;
      this.#byPopularity[other] = item;
    }
  }

  startUser(user: number): void {
    this.#user = user;
  }

  next(): number {
    const items = this.#byPopularity.length;
    let place = this.#place(items);
    // Where a draw was drawn before, the next less popular item is.
    while (this.#drawnBy[this.#byPopularity[place]!] === this.#user) place = (place + 1) % items;
    const item = this.#byPopularity[place]!;
    this.#drawnBy[item] = this.#user;
    return item;
  }

  #place(items: number): number {
    const skewed = uniform(this.#random) ** 3;
    if (items < departments || this.#random.integerBelow(elsewhere) === 0) return Math.floor(skewed * items);
    const own = Math.floor(items / departments);
    return Math.floor(skewed * own) * departments + (this.#user % departments);
  }
}

function uniform(random: MersenneTwister): number {
  return random.nextUint32() / 2 ** 32;
}
