import fc from 'fast-check';

/** A byte of a file, as a part of its length, and what it becomes. */
export interface Damage {
  readonly at: number;
  readonly value: number;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 })),
});

/** A few bytes that change. */
export const damages = fc.array(damage, { minLength: 1, maxLength: 4 });

export function damagedBy(bytes: Uint8Array, changes: readonly Damage[]): Uint8Array {
  const damaged = Uint8Array.from(bytes);
  for (const { at, value } of changes) damaged[Math.floor(at * bytes.length)] = value;
  return damaged;
}
