import type { Check } from '../measurement';
import type { Entry } from '../rounds';
import type { TrainingAnswer } from './requests';

type Quality = Readonly<Record<string, number>> | undefined;

/** By how much losses of the same problem may differ: rounding for our own, another order of sums for Spark. */
const tolerance = { ours: 1e-4, spark: 2e-2 };
/** What remains of the error at most, where a model has learned something; predicting 0 everywhere leaves 1. */
const learned = 0.95;

/** That one thread and two give the same bits, the twin and Spark the same loss, and that all have learned something. */
export function checkAgreement(
  subject: string,
  entries: readonly Entry<TrainingAnswer>[],
  qualities: readonly Quality[],
): Check[] {
  const checks: Check[] = [];
  const hashes = entries.flatMap(({ name, answers }) => answers.map(({ hash }) => ({ name, hash })));
  const kernel = hashes.filter(({ name }) => /^ours, \d/.test(name)).map(({ hash }) => hash);
  checks.push({
    what: `${subject}: same factors with one thread and two, in every round`,
    passed: kernel.length > 1 && new Set(kernel).size === 1,
    detail: [...new Set(kernel)].map((hash) => hash?.slice(0, 12)).join(', '),
  });
  const own = qualities[0]?.objective ?? Number.NaN;
  entries.forEach(({ name }, at) => {
    const quality = qualities[at];
    if (quality === undefined) return;
    const { objective = Number.NaN, error = Number.NaN } = quality;
    checks.push({
      what: `${subject}: ${name} has learned`,
      passed: error < learned,
      detail: `error ${error.toFixed(4)}`,
    });
    if (at === 0 || name.startsWith('implicit')) return;
    const allowed = name.startsWith('ours') ? tolerance.ours : tolerance.spark;
    const difference = Math.abs(objective / own - 1);
    checks.push({
      what: `${subject}: ${name} has the loss of our kernel`,
      passed: difference <= allowed,
      detail: `differs by ${difference.toExponential(1)}, allowed ${allowed}`,
    });
  });
  return checks;
}
