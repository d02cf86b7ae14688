import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { huntMutation } from './huntMutation';
import { LaneSummary } from './laneSummary';
import { mutations } from './mutations';
import { RunChild } from './runChild';
import { runSeeds } from './runSeeds';

const seeds = 300;
const workers = 2;
const minutes = 60_000;

it(
  'under every mix of faults each row is delivered or parked, none is invented or altered, and a fresh row gets through',
  async () => {
    const summary = new LaneSummary();
    await runSeeds({
      firstSeed: 1,
      runs: seeds,
      workers,
      onResult: (result) => {
        summary.add(result);
        return true;
      },
    });
    expect(summary.failed).toEqual([]);
    expect(summary.toObject()).toMatchObject({
      seeds,
      missing: 0,
      invented: 0,
      altered: 0,
      duplicatesAfter: 0,
      answers413: 0,
    });
    const { faults, parked, invocations } = summary.toObject();
    expect(summary.cases).toBeGreaterThan(seeds);
    expect(Object.keys(faults).length).toBeGreaterThan(40);
    expect(Object.keys(parked)).toEqual(expect.arrayContaining(['deadline', 'refused', 'notJson', 'emptyBody']));
    expect(Object.keys(invocations)).toEqual(['died', 'failed', 'succeeded']);
  },
  5 * minutes,
);

it(
  'a run is a function of its seed, in whatever process and after whatever other run',
  async () => {
    const [one, other] = await Promise.all([RunChild.start(), RunChild.start()]);
    await other.run({ seed: 2, trace: false });
    for (const seed of [1, 96]) {
      const [first, again] = await Promise.all([one, other].map((child) => child.run({ seed, trace: true })));
      expect(first!.trace.length).toBeGreaterThan(20);
      expect(again).toEqual(first);
    }
    await Promise.all([one.close(), other.close()]);
  },
  minutes,
);

it.each(mutations.slice(0, 4))(
  `$name: found within ${seeds} seeds`,
  async (mutation) => {
    expect(await huntMutation(mutation, seeds, workers)).toBeDefined();
  },
  5 * minutes,
);

it.each(mutations)('$name: is a change to the sources as they are', ({ replacements }) => {
  for (const { file, find, replace } of replacements) {
    const source = readFileSync(join(__dirname, '../../..', file), 'utf8');
    expect({ file, times: source.split(find).length - 1 }).toEqual({ file, times: 1 });
    expect(replace).not.toBe(find);
  }
});
