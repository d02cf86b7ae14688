import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainingPair } from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import { type AccessAnomalyModel, score, toOriginalScore } from '../../../../shared/detectors/resourceAccess/model';

/** Rows `user,res,likelihood` of a file in test/fixtures/datafactory, as those of each tenant given. */
export function sampleRows(name: string, tenants = ['0']): TrainingPair[] {
  const text = readFileSync(join(__dirname, `../../../fixtures/datafactory/${name}.csv`), 'utf8');
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return tenants.flatMap((tenant) =>
    rows.map(([user, resource, likelihood]) => ({
      tenant,
      user: user!,
      resource: resource!,
      likelihood: Number(likelihood),
    })),
  );
}

/** `hr` of `hr_user_0`, `ffa` of `ffa`. */
export const departmentOf = (name: string): string => name.split('_')[0]!;

export const withoutFfa = <T extends { resource: string }>(rows: readonly T[]): T[] =>
  rows.filter(({ resource }) => resource !== 'ffa');

/** Scores as the original gives them. */
export function originalScores(model: AccessAnomalyModel, rows: readonly TrainingPair[]): (number | null)[] {
  return rows.map(({ tenant, user, resource }) => toOriginalScore(score(model, tenant, user, resource)));
}

export function meanAndDeviation(values: readonly (number | null)[]): { mean: number; deviation: number } {
  const mean = values.reduce<number>((sum, value) => sum + value!, 0) / values.length;
  const variance = values.reduce<number>((sum, value) => sum + (value! - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
