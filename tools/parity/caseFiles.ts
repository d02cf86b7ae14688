import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ratePairs } from '../../shared/detectors/resourceAccess/feedback';
import { checkParameters } from '../../shared/detectors/resourceAccess/parameters';
import { type TrainingPair, tabulatePairs } from '../../shared/detectors/resourceAccess/trainingSet';
import type { ParityCase } from './parityCase';

/** Files of tab-separated columns, without a header, that both sides read. */
export interface CaseFiles {
  /** tenant, user, resource, likelihood. */
  readonly rows: string;
  /** Number from 0, tenant, user, resource. */
  readonly pairs: string;
  /** Explicit feedback alone: tenant, number of the user, number of the resource; see {@link negativesOf}. */
  readonly negatives: string | null;
}

export async function writeCaseFiles(folder: string, parityCase: ParityCase): Promise<CaseFiles> {
  const files = { rows: join(folder, 'rows.tsv'), pairs: join(folder, 'pairs.tsv') };
  await writeRows(files.rows, parityCase.rows);
  const pairs = parityCase.pairs.map(({ tenant, user, resource }, at) => [at, tenant, user, resource]);
  writeFileSync(files.pairs, linesOf(pairs));
  const drawn = negativesOf(parityCase);
  if (drawn === null) return { ...files, negatives: null };
  const negatives = join(folder, 'negatives.tsv');
  writeFileSync(negatives, linesOf(drawn));
  return { ...files, negatives };
}

export async function writeRows(path: string, rows: Iterable<TrainingPair>): Promise<void> {
  await pipeline(Readable.from(rowLines(rows)), createWriteStream(path));
}

/** Many in one text: a stream of single lines takes seconds for a million. */
function* rowLines(rows: Iterable<TrainingPair>): Generator<string> {
  let text = '';
  for (const { tenant, user, resource, likelihood } of rows) {
    text += `${tenant}\t${user}\t${resource}\t${likelihood}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

export async function* readRows(path: string): AsyncGenerator<TrainingPair> {
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const [tenant = '', user = '', resource = '', likelihood] = line.split('\t');
    yield { tenant, user, resource, likelihood: Number(likelihood) };
  }
}

export type Negative = readonly [tenant: string, user: number, resource: number];

/**
 * The negatives that our trainer draws for explicit feedback, by the numbers SynapseML's IdIndexer gives users and
 * resources, from 1: by tenant and name, and from 1 again in each tenant where tenants are separate.
 *
 * @returns null for implicit feedback.
 */
export function negativesOf({ rows, parameters: given }: Pick<ParityCase, 'rows' | 'parameters'>): Negative[] | null {
  const parameters = checkParameters(given);
  if (parameters.implicitFeedback) return null;
  const table = tabulatePairs(rows);
  const ratings = ratePairs(table, parameters);
  const { users, resources } = table;
  return Array.from({ length: ratings.users.length - table.userOf.length }, (_, i) => {
    const entry = table.userOf.length + i;
    const [user, resource] = [ratings.users[entry]!, ratings.items[entry]!];
    const tenant = users.partitionOf[user]!;
    const [userStart, resourceStart] = parameters.separateTenants
      ? [users.starts[tenant]!, resources.starts[tenant]!]
      : [0, 0];
    return [users.partitions[tenant]!, 1 + user - userStart, 1 + resource - resourceStart];
  });
}

function linesOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.join('\t')}\n`).join('');
}
