/**
 * The chance that a negative binomial count N is at least n, for n = 0, 1, 2 …: a Poisson count whose mean itself varies,
 * as a gamma variable does, and which so comes in bursts (Johnson, Kemp, Kotz, Univariate Discrete Distributions, 5.1).
 * With mean m and size k, variance m + m^2 / k, the chances P(N = n) follow from each other:
 *
 *     P(0) = (k / (k + m))^k,   P(n + 1) = P(n) (n + k) / (n + 1) m / (k + m)
 *
 * Exact to some 1e-12 where size ln(1 + mean / size) is below 700, so that P(0) is a number; of no use for chances that are
 * not far above that.
 */
export class NegativeBinomialTail {
  readonly #size: number;
  readonly #ratio: number;
  #count = 0;
  #chance: number;
  #tail = 1;

  /** @param mean 0 and up @param size above 0 */
  constructor(mean: number, size: number) {
    this.#size = size;
    this.#ratio = mean / (size + mean);
    this.#chance = Math.exp(-size * Math.log1p(mean / size));
  }

  /** P(N >= n) for the n reached: 0 to 1. */
  get chance(): number {
    return this.#tail;
  }

  /** Goes on to n + 1. */
  advance(): void {
    this.#tail = Math.max(0, this.#tail - this.#chance);
    this.#chance *= ((this.#count + this.#size) / (this.#count + 1)) * this.#ratio;
    this.#count++;
  }
}
