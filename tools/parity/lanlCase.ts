import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { TrainingPair } from '../../shared/detectors/resourceAccess/trainingSet';
import { MersenneTwister } from '../../shared/numerics/mersenneTwister';
import { projectFolder } from '../bench/projectFolder';
import type { ParityCase } from './parityCase';

export const lanlName = 'lanl-implicit';

/** Beside the repository, or where REAL_DATA points, as the tests look for it. */
const folder = process.env.REAL_DATA ?? join(projectFolder, '../shared/data/real');
export const lanlFile = join(folder, 'lanl_user_computer.tsv.gz');

/** All pairs are 253 million; scored are those of training and so many others. */
const otherPairs = 500_000;

/**
 * Who logged on to which computer of a real enterprise: 11,361 users, 22,283 computers, 312,283 pairs, all as likely as
 * one another (Los Alamos National Laboratory, "User-Computer Authentication Associations in Time").
 *
 * @returns null where the file is not here.
 */
export function lanlCase(): ParityCase | null {
  if (!existsSync(lanlFile)) return null;
  const [, ...lines] = gunzipSync(readFileSync(lanlFile)).toString().trimEnd().split('\n');
  const rows = lines.map((line): TrainingPair => {
    const [user = '', resource = ''] = line.split('\t');
    return { tenant: '0', user, resource, likelihood: 1 };
  });
  const random = new MersenneTwister(0);
  const [users, resources] = [distinct(rows, 'user'), distinct(rows, 'resource')];
  const others = Array.from({ length: otherPairs }, () => ({
    tenant: '0',
    user: users[random.integerBelow(users.length)]!,
    resource: resources[random.integerBelow(resources.length)]!,
  }));
  return {
    name: lanlName,
    parameters: { iterations: 25 },
    rows,
    pairs: [...rows, ...others],
    separation: null,
    bars: { factorDifference: null, rankCorrelation: 0.99, lossExcess: 1e-3 },
  };
}

function distinct(rows: readonly TrainingPair[], name: 'user' | 'resource'): string[] {
  return [...new Set(rows.map((row) => row[name]))];
}
