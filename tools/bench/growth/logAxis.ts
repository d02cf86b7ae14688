/** A logarithmic axis from one power of ten to another. */
export interface LogAxis {
  /** The powers of ten on it. */
  readonly powers: readonly number[];
  /** Where on the page a value stands. */
  place(value: number): number;
}

/** An axis that holds all values (above 0), from `start` to `end` on the page. */
export function logAxis(values: readonly number[], start: number, end: number): LogAxis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    powers: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)),
    place: (value) => start + ((Math.log10(value) - low) / (high - low)) * (end - start),
  };
}
