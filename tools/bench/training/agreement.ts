import type { Check } from '../measurement';
import type { Entry } from '../rounds';
import type { TrainingAnswer } from './requests';

type Quality = Readonly<Record<string, number>> | undefined;

/** By how much Spark's loss of the same problem may differ from ours: it draws other starts for its blocks. */
const sparkTolerance = 2e-2;
/** Mean percentile of pairs left out of training at most, where a model has learned something; chance is 50. */
const learned = 25;

/** That one thread, two and the twin give the same bits, Spark the same loss, and that all have learned something. */
export function checkAgreement(
  subject: string,
  entries: readonly Entry<TrainingAnswer>[],
  qualities: readonly Quality[],
): Check[] {
  const checks: Check[] = [];
  const ours = entries.filter(({ name }) => name.startsWith('ours'));
  const hashes = ours.flatMap(({ answers }) => answers.map(({ hash }) => hash));
  const takenPart = ours.filter(({ answers }) => answers.length > 0).map(({ name }) => name);
  checks.push({
    what: `${subject}: the same factors of ${takenPart.join('; ')}, in every round`,
    passed: takenPart.length > 1 && new Set(hashes).size === 1,
    detail: [...new Set(hashes)].map((hash) => hash?.slice(0, 12)).join(', '),
  });
  const own = qualities[0]?.objective ?? Number.NaN;
  entries.forEach(({ name }, at) => {
    const quality = qualities[at];
    if (quality === undefined) return;
    const { objective = Number.NaN, heldOutRank = Number.NaN } = quality;
    checks.push({
      what: `${subject}: ${name} has learned`,
      passed: heldOutRank < learned,
      detail: `held-out pairs at percentile ${heldOutRank.toFixed(1)}`,
    });
    if (!name.startsWith('Spark')) return;
    const difference = Math.abs(objective / own - 1);
    checks.push({
      what: `${subject}: ${name} has the loss of our kernel`,
      passed: difference <= sparkTolerance,
      detail: `differs by ${difference.toExponential(1)}, allowed ${sparkTolerance}`,
    });
  });
  return checks;
}
