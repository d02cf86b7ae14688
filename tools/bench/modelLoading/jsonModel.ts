import { closeSync, openSync, writeSync } from 'node:fs';
import type { AccessAnomalyModel, EntityTable } from '../../../shared/detectors/resourceAccess/model';
import { nameAt, nameCount } from '../../../shared/detectors/resourceAccess/nameTable';

/** A model as one would write it as JSON first: vectors by name. */
export interface JsonModel {
  readonly users: Readonly<Record<string, readonly number[]>>;
  readonly resources: Readonly<Record<string, readonly number[]>>;
  readonly mean: number;
  readonly standardDeviation: number;
}

export function writeJsonModel(path: string, model: AccessAnomalyModel): void {
  const file = openSync(path, 'w');
  writeSync(file, '{"users":{');
  writeVectors(file, model.users, model.parameters.rank);
  writeSync(file, '},"resources":{');
  writeVectors(file, model.resources, model.parameters.rank);
  writeSync(file, `},"mean":${model.means[0]},"standardDeviation":${model.standardDeviations[0]}}`);
  closeSync(file);
}

/** Float32 numbers with nine digits, which is all they hold. */
function writeVectors(file: number, { names, factors }: EntityTable, rank: number): void {
  const atOnce = 10_000;
  const count = nameCount(names);
  for (let start = 0; start < count; start += atOnce) {
    const entries = Array.from({ length: Math.min(atOnce, count - start) }, (_, i) => {
      const at = start + i;
      const vector = Array.from(factors.subarray(at * rank, (at + 1) * rank), (value) => Number(value.toPrecision(9)));
      return `${JSON.stringify(nameAt(names, at))}:${JSON.stringify(vector)}`;
    });
    writeSync(file, `${start === 0 ? '' : ','}${entries.join(',')}`);
  }
}
