import fc from 'fast-check';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { countRuns } from '../../../../tools/byoml/parquet/countRuns';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('counting runs', () => {
  // The example of bit-packing in https://parquet.apache.org/docs/file-format/data-pages/encodings/: 0 to 7 in 3 bits.
  it.each([
    ['a repeated value', bytes(10 << 1, 1), 1, 10, 10],
    ['bit-packed values', bytes(3, 0b10001000, 0b11000110, 0b11111010), 3, 8, 8],
    ['bit-packed values, the last of them filled up', bytes(3, 0xff), 1, 5, 8],
    ['one after the other', bytes(4 << 1, 0, 3, 0b10101010), 1, 12, 12],
    ['a length of two bytes', bytes(0x80 | (300 << 1), (300 << 1) >> 7, 1), 1, 300, 300],
    ['values of more than 8 bits', bytes(4 << 1, 1, 2), 9, 4, 4],
    ['fewer than there might be', bytes(4 << 1, 1), 1, 10, 4],
    ['none', bytes(), 1, 10, 0],
  ])('%s', (_, runs, width, most, count) => {
    expect(countRuns(runs, width, most)).toBe(count);
  });

  it.each([
    ['more values than there may be', bytes(11 << 1, 1), 10, 'runs of more than 10 numbers'],
    ['billions', bytes(0xfe, 0xff, 0xff, 0xff, 0x0f, 1), 10, 'runs of more than 10 numbers'],
    ['groups of billions', bytes(0xff, 0xff, 0xff, 0xff, 0x0f, 1), 10, 'a run that is cut off'],
    ['a run without its value', bytes(10 << 1), 10, 'a run that is cut off'],
    ['bit-packed values that are none', bytes(1, 20 << 1, 0), 10, 'a run of no numbers'],
    ['a length without an end', bytes(0x80, 0x80), 10, 'a number without an end'],
  ])('refuses %s', (_, runs, most, message) => {
    expect(() => countRuns(runs, 1, most)).toThrow(message);
  });

  it('lets nothing through that takes more room than it says', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 12 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        (runs, width, most) => {
          let count: number;
          try {
            count = countRuns(runs, width, most);
          } catch {
            return;
          }
          if (count < most) return;
          const values: number[] = new Array(most);
          readRleBitPackedHybrid({ view: new DataView(runs.buffer), offset: 0 }, width, values, runs.length);
          expect(values).toHaveLength(most);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
