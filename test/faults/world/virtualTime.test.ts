import { inVirtualTime } from './inVirtualTime';
import { VirtualTime } from './virtualTime';

const START = new Date('2026-01-02T03:04:05.678Z');

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe('virtual time', () => {
  it('passes only for those who wait, in the order of their timers', async () => {
    const time = new VirtualTime(START);
    const began = process.hrtime.bigint();
    const seen = await inVirtualTime(time, async () => {
      const order: [string, number][] = [];
      const note = (name: string) => order.push([name, Date.now() - START.getTime()]);
      const clock = performance.now();
      await Promise.all([
        sleep(3_600_000).then(() => note('hour')),
        sleep(60_000)
          .then(() => sleep(1))
          .then(() => note('minute')),
        sleep(60_001).then(() => note('minute, waited for at once')),
      ]);
      return { order, date: new Date().toISOString(), elapsed: performance.now() - clock };
    });
    expect(seen).toEqual({
      order: [
        ['minute, waited for at once', 60_001],
        ['minute', 60_001],
        ['hour', 3_600_000],
      ],
      date: '2026-01-02T04:04:05.678Z',
      elapsed: 3_600_000,
    });
    expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(10_000);
    expect(Math.abs(Date.now() - START.getTime())).toBeGreaterThan(1000);
  });

  it('lets microtasks, nextTicks and immediates end before it moves on', async () => {
    const time = new VirtualTime(START);
    time.install();
    const seen: string[] = [];
    setTimeout(() => seen.push('timer'), 0);
    process.nextTick(() => {
      seen.push('tick');
      Promise.resolve()
        .then(() => new Promise<void>((resolve) => process.nextTick(resolve)))
        .then(() => seen.push('tick of a microtask'));
    });
    setImmediate(() => seen.push('immediate'));
    expect(await time.advance()).toBe(true);
    expect(seen).toEqual(['tick', 'tick of a microtask', 'immediate', 'timer']);
    expect(await time.advance()).toBe(false);
    time.uninstall();
  });

  it('stops at the limit, not behind it', async () => {
    const time = new VirtualTime(START);
    time.install();
    let late = false;
    setTimeout(() => {
      late = true;
    }, 1001);
    expect(await time.runUntil(() => late, 1000)).toBe(false);
    expect(time.now - START.getTime()).toBe(1000);
    expect(await time.runUntil(() => late, 1000)).toBe(true);
    expect(time.now - START.getTime()).toBe(1001);
    expect(await time.runUntil(() => late, 1000)).toBe(true);
    expect(time.now - START.getTime()).toBe(1001);
    time.uninstall();
  });

  it('passes while the process is busy, and what became due meanwhile fires late and in order', async () => {
    const time = new VirtualTime(START);
    time.install();
    const fired: [number, number][] = [];
    for (const delay of [300, 20, 100, 50]) {
      setTimeout(() => fired.push([delay, Date.now() - START.getTime()]), delay);
    }
    const clock = performance.now();
    time.pass(100);
    expect([Date.now() - START.getTime(), performance.now() - clock, fired]).toEqual([100, 100, []]);
    while (await time.advance()) {}
    time.uninstall();
    expect(fired).toEqual([
      [20, 100],
      [50, 100],
      [100, 100],
      [300, 300],
    ]);
  });

  it('times signals out, also those joined with others', async () => {
    const time = new VirtualTime(START);
    const reason = await inVirtualTime(time, async () => {
      const joined = AbortSignal.any([new AbortController().signal, AbortSignal.timeout(40_000)]);
      await sleep(39_999);
      expect(joined.aborted).toBe(false);
      await sleep(1);
      return joined.reason;
    });
    const real = AbortSignal.timeout(0);
    await new Promise((resolve) => real.addEventListener('abort', resolve));
    expect([reason.name, reason.message]).toEqual([real.reason.name, real.reason.message]);
  });

  it('draws the same random numbers from the same seed', async () => {
    const draws = (seed: number) => inVirtualTime(new VirtualTime(START, seed), async () => [1, 2, 3].map(Math.random));
    const [first, again, other] = [await draws(1), await draws(1), await draws(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(first.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    expect(Math.random()).not.toBe(Math.random());
  });

  it('says so when it is not installed', () => {
    expect(() => new VirtualTime(START).now).toThrow('the virtual time is not installed');
  });
});
