import fc from 'fast-check';
import { jsonLine } from '../../../shared/text/jsonLine';
import { hostileText, unseenIn } from '../../support/hostileText';

it('is one line of characters one can see, and reads back as what was given', () => {
  fc.assert(
    fc.property(fc.dictionary(hostileText, fc.array(hostileText, { maxLength: 3 })), (value) => {
      const line = jsonLine(value);
      expect(unseenIn(line)).toEqual([]);
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 5_000 },
  );
});

it('writes a character beyond 16 bits as its two code units', () => {
  expect(jsonLine('\u{e0041}')).toBe('"\\udb40\\udc41"');
});
