import fc from 'fast-check';
import { compareUtf8 } from '../../../shared/numerics/utf8Order';

describe('compareUtf8', () => {
  it('is the order of UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
        expect(Math.sign(compareUtf8(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
      }),
    );
  });

  it('puts characters above U+FFFF after all others, which JavaScript does not', () => {
    expect(['\u{1f600}', '\uff5e', 'a', '\ud7ff'].sort(compareUtf8)).toEqual(['a', '\ud7ff', '\uff5e', '\u{1f600}']);
  });
});
