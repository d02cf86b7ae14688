import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = join(__dirname, '../../../fixtures/synapseml');

/** Models that SynapseML saved, by name. */
export const savedModels = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export function savedFolder(name: string): string {
  return join(folder, name, 'model');
}

export interface SparkScore {
  readonly tenant: string;
  readonly user: string;
  readonly resource: string;
  /** Null where Spark has none. */
  readonly score: number | null;
}

/** The score that Spark gave every pair. */
export function sparkScores(name: string): SparkScore[] {
  const lines = gunzipSync(readFileSync(join(folder, name, 'scores.csv.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  return lines.slice(1).map((line) => {
    const [tenant = '', user = '', resource = '', score = ''] = line.split(',');
    return { tenant, user, resource, score: scoreOf(score) };
  });
}

function scoreOf(text: string): number | null {
  if (text === '') return null;
  return text === 'inf' ? Number.POSITIVE_INFINITY : Number(text);
}
