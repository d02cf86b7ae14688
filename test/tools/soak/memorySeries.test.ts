import { memoryDrift } from '../../../tools/soak/memorySeries';

/** A sample every ten seconds, whose resident set is `rss(seconds)`. */
function series(seconds: number, rss: (at: number) => number) {
  return Array.from({ length: seconds / 10 }, (_, index) => {
    const at = 10 * (index + 1);
    return { at, rss: rss(at), heapUsed: 1, external: 1, processorSeconds: 1 };
  });
}

describe('memoryDrift', () => {
  const spans = { warmUp: 120, span: 60 };

  it('is 0 for memory that swings but does not grow', () => {
    const swinging = series(600, (at) => 100 + 30 * Math.sin((2 * Math.PI * at) / 60));
    expect(memoryDrift(swinging, 'rss', spans).drift).toBeCloseTo(0, 12);
  });

  it('tells how much a leak has added between the first and the last minute', () => {
    const { first, last, drift } = memoryDrift(
      series(600, (at) => 1000 + at),
      'rss',
      spans,
    );
    expect([first, last]).toEqual([1145, 1575]);
    expect(drift).toBeCloseTo(1575 / 1145 - 1, 12);
  });

  it('leaves out what a process takes to warm up, and the odd sample', () => {
    const samples = series(600, (at) => (at < 120 ? at : at === 580 ? 1e9 : 500));
    expect(memoryDrift(samples, 'rss', spans)).toEqual({ first: 500, last: 500, drift: 0 });
  });
});
