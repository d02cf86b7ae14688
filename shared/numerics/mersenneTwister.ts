const size = 624;
const shift = 397;

/**
 * Python's `random.Random(seed)`, draw for draw: MT19937 (Matsumoto and Nishimura, 1998) seeded by `init_by_array`,
 * with CPython's `getrandbits` and `randint`.
 */
export class MersenneTwister {
  readonly #state: Uint32Array;
  #position = size;

  /** @param seed an integer; as in Python, its sign is ignored. */
  constructor(seed: number) {
    this.#state = seededState(digits(BigInt(Math.abs(seed))));
  }

  /** Uniform 32-bit unsigned integer. */
  nextUint32(): number {
    if (this.#position === size) this.#twist();
    let bits = this.#state[this.#position++]!;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  }

  /**
   * Uniform integer in [0, bound): bits are drawn until they are below the bound (`Random._randbelow`).
   * @param bound 1 to 2^32 - 1.
   */
  integerBelow(bound: number): number {
    const unusedBits = Math.clz32(bound);
    for (;;) {
      const drawn = this.nextUint32() >>> unusedBits;
      if (drawn < bound) return drawn;
    }
  }

  /** Uniform integer in [low, high], both included (`Random.randint`). */
  integerBetween(low: number, high: number): number {
    return low + this.integerBelow(high - low + 1);
  }

  #twist(): void {
    const state = this.#state;
    for (let i = 0; i < size; i++) {
      const joined = (state[i]! & 0x80000000) | (state[(i + 1) % size]! & 0x7fffffff);
      state[i] = state[(i + shift) % size]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    this.#position = 0;
  }
}

/** `init_by_array` of the MT19937 reference. */
function seededState(key: readonly number[]): Uint32Array {
  const state = new Uint32Array(size);
  state[0] = 19650218;
  for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, mixed(state, i)) + i;
  let i = 1;
  for (let step = 0; step < Math.max(size, key.length); step++) {
    const j = step % key.length;
    state[i] = (state[i]! ^ Math.imul(mixed(state, i), 1664525)) + key[j]! + j;
    i = nextIndex(state, i);
  }
  for (let step = 0; step < size - 1; step++) {
    state[i] = (state[i]! ^ Math.imul(mixed(state, i), 1566083941)) - i;
    i = nextIndex(state, i);
  }
  state[0] = 0x80000000;
  return state;
}

function mixed(state: Uint32Array, i: number): number {
  const previous = state[i - 1]!;
  return previous ^ (previous >>> 30);
}

function nextIndex(state: Uint32Array, i: number): number {
  if (i + 1 < size) return i + 1;
  state[0] = state[size - 1]!;
  return 1;
}

/** The seed's 32-bit digits, least significant first; one digit at least. */
function digits(seed: bigint): number[] {
  const rest = seed >> 32n;
  return [Number(seed & 0xffffffffn), ...(rest > 0n ? digits(rest) : [])];
}
