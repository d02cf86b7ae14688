import type { Evaluation } from '../../../../shared/detectors/evaluation';
import { AccessCounts } from '../../../../shared/detectors/resourceAccess/accessCounts';
import { evaluateTraining } from '../../../../shared/detectors/resourceAccess/evaluation';
import { access } from '../../../support/accesses';
import { type DepartmentsOptions, departments } from '../../../support/departments';

const from = Date.UTC(2026, 10, 1);
const parameters = { rank: 3, iterations: 3 };

function accessesOf(options: Partial<DepartmentsOptions> = {}) {
  const openings = departments({ from, days: 12, ...options });
  return openings.map(({ time, user, server, share }) => access({ time, user, resource: `${server}\\${share}` }));
}

function memoryOf(accesses: ReturnType<typeof accessesOf>): AccessCounts {
  const memory = new AccessCounts();
  for (const one of accesses) memory.add(one);
  return memory;
}

function evaluationOf(memory: AccessCounts, given = {}): Evaluation {
  const evaluation = evaluateTraining(memory, { ...parameters, ...given });
  if ('unjudged' in evaluation) throw new Error(evaluation.unjudged);
  return evaluation;
}

it('finds what is planted among departments, and less of it among days that are mixed up', () => {
  const rocAucOf = (options: Partial<DepartmentsOptions>) =>
    evaluationOf(memoryOf(accessesOf(options))).scorers[0]!.rocAuc;
  const orderly = rocAucOf({});
  const mixedUp = rocAucOf({ mixedUpDays: 3 });
  expect(orderly.value).toBeGreaterThan(0.95);
  expect(mixedUp.high).toBeLessThan(orderly.low!);
});

it('judges the scorers beside each other, with intervals that hold the figures', () => {
  const { scorers, firstTimePairs, plantedPairs } = evaluationOf(memoryOf(accessesOf()));
  expect(scorers.map(({ scorer }) => scorer)).toEqual(['affinity', 'affinity (case)', 'accessAnomaly', 'popularity']);
  expect(firstTimePairs).toBeGreaterThanOrEqual(20);
  expect(plantedPairs).toBeGreaterThan(0);
  for (const { scorer: _, ...figures } of scorers) {
    for (const { value, low, high } of Object.values(figures)) {
      expect([0, low, value, high, 1]).toEqual([0, low, value, high, 1].toSorted((one, other) => one! - other!));
    }
  }
});

it('is of the scorer that the parameters name', () => {
  const { scorer, scorers } = evaluationOf(memoryOf(accessesOf()), { scorer: 'accessAnomaly' });
  expect(scorer).toBe('accessAnomaly');
  expect(scorers.map((one) => one.scorer)).toEqual(['accessAnomaly', 'popularity']);
});

it('is a function of accesses and parameters, whatever the order of the former and the threads', () => {
  const accesses = accessesOf();
  const evaluation = evaluationOf(memoryOf(accesses));
  expect(evaluateTraining(memoryOf(accesses.toReversed()), parameters, 2)).toEqual(evaluation);
  expect(evaluationOf(memoryOf(accesses), { seed: 7 })).not.toEqual(evaluation);
});

it('learns nothing of who opened what first on the judged days', () => {
  const accesses = accessesOf();
  const { from: start, trainingPairs } = evaluationOf(memoryOf(accesses));
  const before = accesses.filter(({ time }) => time < Date.parse(start));
  expect(trainingPairs).toBe([...memoryOf(before).pairs()].length);
});

it('judges nothing where nobody is of a department that others are not of', () => {
  const everywhere = Array.from({ length: 12 * 6 }, (_, i) => ({ day: i % 12, user: `u${i % 6}` })).flatMap(
    ({ day, user }) =>
      Array.from({ length: day < 9 ? 40 : 80 }, (_, share) =>
        access({ time: from + day * 86_400_000, user, resource: `fs\\s${share}` }),
      ),
  );
  expect(evaluateTraining(memoryOf(everywhere), parameters)).toEqual({
    unjudged: expect.stringContaining('no structure'),
  });
});
