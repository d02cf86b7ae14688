const encoder = new TextEncoder();

/** UTF-8 takes at most so many bytes for one UTF-16 code unit. */
const mostBytesOfUnit = 3;

/**
 * The UTF-8 bytes of one name at a time: the first `length` of `bytes`. All but very long names are encoded into the
 * same memory, as a new array costs more than all else there is to finding a name.
 */
export class NameBytes {
  readonly #memory = new Uint8Array(8192);
  bytes = this.#memory;
  length = 0;

  /** Surrogates without a partner become U+FFFD. */
  encode(name: string): this {
    if (name.length * mostBytesOfUnit <= this.#memory.length) {
      this.bytes = this.#memory;
      this.length = encoder.encodeInto(name, this.#memory).written;
    } else {
      this.bytes = encoder.encode(name);
      this.length = this.bytes.length;
    }
    return this;
  }
}
