import fc from 'fast-check';
import { signalCount, signalNames } from '../../../../../shared/detectors/resourceAccess/affinity/signals';
import { forged, whole, withContent } from './forgedModel';

const unreadable = 'model models/1.bin has affinities that cannot be read: train a new model';

interface Odds {
  readonly shapes: Readonly<Record<string, unknown>>;
}

describe('content', () => {
  it.each<[string, unknown]>([
    ['odds', null],
    ['odds', []],
    ['odds.0', null],
    ['odds.0.pair', null],
    ['odds.0.user', null],
    ['odds.0.user.shapes', []],
    ['odds.0.pair.intercept', null],
    ['odds.0.pair.intercept', '1'],
    ['odds.0.pair.intercept', 1e101],
    ['odds.0.pair.shapes', []],
    ['odds.0.pair.shapes', null],
    ['odds.0.pair.shapes.peers', {}],
    ['odds.0.pair.shapes', { whim: null }],
    ['odds.0.pair.shapes.peers.lowest', 1e9],
    ['odds.0.pair.shapes.peers.lowest', null],
    ['odds.0.pair.shapes.peers.highest', -1e9],
    ['odds.0.pair.shapes.peers.reference', '0'],
    ['odds.0.pair.shapes.peers.slopes', []],
    ['odds.0.pair.shapes.peers.slopes', [1, 2, 3]],
    ['odds.0.pair.shapes.peers.slopes', [null]],
    ['odds.0.pair.shapes.peers.knots', [0]],
    ['odds.0.pair.shapes.peers.knots', 'none'],
    ['strangers', []],
    ['strangers', [0.1, -0.1]],
    ['strangers', [0.1, 'NaN']],
    ['calibrations', []],
    ['calibrations', {}],
    ['calibrations.0', null],
    ['calibrations.0.quantiles', [3, 2, 1]],
    ['calibrations.0.quantiles', [null]],
    ['calibrations.0.quantiles', Array(513).fill(0)],
    ['calibrations.0.tail', null],
    ['calibrations.0.tail.threshold', 1e6],
    ['calibrations.0.tail.probability', 0],
    ['calibrations.0.tail.probability', 1.5],
    ['calibrations.0.tail.shape', 3],
    ['calibrations.0.tail.shape', -2],
    ['calibrations.0.tail.scale', -1],
    ['calibrations.0.tail.end', 0],
    ['calibrations.0.tail.end', 1e-10],
    ['calibrations.0.tail.end', 1.5],
    ['calibrations.0.tail.end', undefined],
    ['expectations', []],
    ['expectations.0', 'none'],
    ['expectations.0.odds', 2],
    ['expectations.0.odds', null],
    ['expectations.0.accesses', -1],
    ['expectations.0.accesses', 99],
    ['expectations.0.accesses', 0.5],
    ['expectations.0.accesses', '__proto__'],
    ['expectations.0.days', null],
    ['expectations.0.days', 99],
    ['expectations.0.accessesPerDay', -1],
    ['expectations.0.accessesPerDay', null],
    ['expectations.0.userDaysPerDay', -1],
    ['isTimed', 1],
    ['isTimed', false],
  ])('whose %s is %j is refused', (path, value) => {
    expect(withContent(path, value)).toBe(unreadable);
  });

  it.each([null, [], {}, 'affinity', 7])('that is %j is refused', (affinity) => {
    expect(forged({ content: { ...(whole.content as object), affinity } })).toBe(unreadable);
  });

  it('whose numbers are as far apart as they may be gives finite scores', () => {
    const number = fc.oneof(
      fc.constantFrom(-1e100, 1e100, 0, 1e-300, -1e-300),
      fc.double({ min: -1e100, max: 1e100, noNaN: true }),
    );
    const ascending = (least: number, most: number) =>
      fc.array(number, { minLength: least, maxLength: most }).map((numbers) => numbers.sort((a, b) => a - b));
    const shape = ascending(2, 5).chain((range) =>
      fc.record({
        lowest: fc.constant(range[0]!),
        highest: fc.constant(range.at(-1)!),
        knots: fc.constant(range.slice(1, -1)),
        slopes: fc.array(number, { minLength: range.length - 1, maxLength: range.length - 1 }),
        reference: number,
      }),
    );
    const calibration = ascending(1, 5).chain((quantiles) =>
      fc.record({
        quantiles: fc.constant(quantiles),
        tail: fc.record({
          threshold: fc.constant(quantiles.at(-1)!),
          probability: fc.double({ min: 0, minExcluded: true, max: 1, noNaN: true }),
          end: fc.double({ min: -9, max: 0, noNaN: true }).map((power) => 10 ** power),
          shape: fc.double({ min: -1, max: 2, noNaN: true }),
          scale: fc.oneof(fc.constantFrom(0, Number.MIN_VALUE, 1e100), fc.double({ min: 0, max: 1e100, noNaN: true })),
        }),
      }),
    );
    const { affinity } = whole.content as {
      affinity: { odds: { pair: Odds; user: Odds }[]; calibrations: unknown[] };
    };
    fc.assert(
      fc.property(shape, calibration, fc.nat(), (oneShape, oneCalibration, at) => {
        const bent = ({ shapes, ...odds }: Odds) => ({
          ...odds,
          shapes: { ...shapes, [signalNames[at % signalCount]!]: oneShape },
        });
        const calibrations = affinity.calibrations.map(() => oneCalibration);
        const changed = {
          ...affinity,
          odds: affinity.odds.map(({ pair, user }) => ({ pair: bent(pair), user: bent(user) })),
          calibrations,
        };
        expect(forged({ content: { ...(whole.content as object), affinity: changed } })).toBe('decoded');
      }),
      { numRuns: 100 },
    );
  });
});
