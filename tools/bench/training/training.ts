import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Ratings } from '../../../shared/numerics/alternatingLeastSquares';
import { type ContestantProgram, nodeProgram } from '../contestant';
import type { Check, Measurement, SectionResult } from '../measurement';
import { grouped } from '../numbers';
import type { Rivals } from '../rivals/rivals';
import { ContestantPool, type Entrant, type Entry, measurementsOf, takeTurns } from '../rounds';
import type { SectionContext } from '../section';
import { checkAgreement } from './agreement';
import { readFactors } from './factorsFile';
import { heldOutRank } from './heldOutRank';
import { implicitLoss } from './loss';
import { fullPlan, type SlowContestant, shortPlan, type TrainingCase } from './plan';
import { type HeldOutPairs, makeRatings } from './ratings';
import { writeRatings } from './ratingsFile';
import type { TrainingAnswer, TrainingRequest } from './requests';

/** The detector's defaults. */
const loss = { alpha: 1, regularization: 1 };
const tooSlow = 'left out: too slow for a run of minutes';

/** Times of an iteration of every contestant at every size and rank of the plan, and how good their factors are. */
export async function benchTraining(context: SectionContext): Promise<SectionResult> {
  const measurements: Measurement[] = [];
  const checks: Check[] = [];
  for (const trainingCase of context.isShort ? shortPlan : fullPlan) {
    const { users, items, ratings: count } = trainingCase.size;
    const name = `${grouped(users)} x ${grouped(items)} x ${grouped(count)}`;
    context.screen.progress(`${name}: making ratings`);
    const made = makeRatings(trainingCase.size, 1);
    const file = join(context.folder, `${count}.ratings`);
    writeRatings(file, made.ratings);
    const pool = new ContestantPool<TrainingRequest, TrainingAnswer>();
    try {
      for (const rank of trainingCase.ranks) {
        const subject = `${name}, rank ${rank}`;
        const entrants = entrantsOf(trainingCase, rank, file, context);
        const entries = await takeTurns(entrants, pool, { subject, screen: context.screen });
        const judged = entries.map((entry, at) => judge(entry, entrants[at]!.request, made));
        measurements.push(
          ...measurementsOf(
            entries,
            { section: 'training', subject, unit: 's/iteration' },
            (entry) => judged[entries.indexOf(entry)] ?? {},
          ),
        );
        checks.push(...checkAgreement(subject, entries, judged));
      }
    } finally {
      await pool.stop();
      rmSync(file, { force: true });
    }
  }
  return { measurements, checks };
}

type TrainingEntrant = Entrant<TrainingRequest, TrainingAnswer>;

function entrantsOf(
  { few, many, rounds, slowRounds }: TrainingCase,
  rank: number,
  file: string,
  { folder, rivals }: { readonly folder: string; readonly rivals: Rivals },
): TrainingEntrant[] {
  const entrant = (
    name: string,
    program: ContestantProgram | string,
    ownRounds: number,
    place: number,
  ): TrainingEntrant => ({
    name,
    program: ownRounds === 0 && typeof program !== 'string' ? tooSlow : program,
    request: { rank, few, many, factors: join(folder, `${place}.factors`), ...loss },
    rounds: Math.max(1, ownRounds),
    sample: (answer) => answer.secondsPerIteration,
  });
  const ours = (kernel: string, threads: number) => nodeProgram('training/factorizer', [file, kernel, String(threads)]);
  const slow = (contestant: SlowContestant) => slowRounds[contestant]?.[rank] ?? 0;
  return [
    entrant('ours, 1 thread', ours('simd', 1), rounds, 0),
    entrant('ours, 2 threads', ours('simd', 2), rounds, 1),
    entrant('ours, twin in TypeScript', ours('plain', 1), slow('twin'), 2),
    entrant('implicit, 1 thread', rivals.implicit(file, 1), rounds, 3),
    entrant('implicit, 2 threads', rivals.implicit(file, 2), rounds, 4),
    entrant('Spark MLlib, local[1]', rivals.spark(file, 1), slow('spark 1'), 5),
    entrant('Spark MLlib, local[2]', rivals.spark(file, 2), slow('spark 2'), 6),
  ];
}

/** What the factors of the last round are worth; nothing where there are none. */
function judge(
  { answers }: Entry<TrainingAnswer>,
  { factors: file, rank }: TrainingRequest,
  { ratings, heldOut }: { readonly ratings: Ratings; readonly heldOut: HeldOutPairs },
): Record<string, number> | undefined {
  if (answers.length === 0) return undefined;
  const factors = readFactors(file, ratings.userCount, ratings.itemCount, rank);
  rmSync(file);
  return { ...implicitLoss(ratings, factors, { rank, ...loss }), heldOutRank: heldOutRank(heldOut, factors, rank) };
}
