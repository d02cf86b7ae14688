import { millisecondsPerDay } from '../../shared/events/time';
import '../requireNode';

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionableError } from '../../shared/errors';
import { containerClient } from '../../shared/storage/containerClient';
import { optionalNumber } from '../byoml/command';
import { parseOptions } from '../byoml/parseOptions';
import { startAzurite } from '../local/azurite';
import { Screen } from '../start/screen';
import { askOnce, nodeProgram } from './contestant';
import { exportDay } from './nightly/exportDays';
import type { NightAnswer, NightRequest } from './nightly/night';
import { grouped, significant } from './numbers';

const help = `Usage: npm run bench:retrain -- [OPTION…]

Exports a window of days to Azurite and retrains, exports one more day and retrains again, and tells what each night read.
A third night, with nothing kept, shows what the second would have cost otherwise. Exit code 1 when it learns another
model than the second.

  --days N        days of the window (default 30)
  --rows N        rows of a day, of about 1.5 KB (default 20000)
  --accesses X    share of rows that are event 5140 (default 0.02)
  --users N       users (default 2000), of whom each uses 12 shares
  --resources N   shares (default 1000)
`;

const firstMidnight = Date.UTC(2026, 0, 15);

async function main(words: readonly string[]): Promise<number> {
  const number = { type: 'string' } as const;
  const values = parseOptions(words, {
    days: number,
    rows: number,
    accesses: number,
    users: number,
    resources: number,
  });
  if (values.help === true) {
    process.stdout.write(help);
    return 0;
  }
  const option = (name: string, usual: number) => optionalNumber(values, name) ?? usual;
  const days = option('days', 30);
  const size = {
    rows: option('rows', 20_000),
    accesses: option('accesses', 0.02),
    users: option('users', 2_000),
    resources: option('resources', 1_000),
  };
  const folder = mkdtempSync(join(tmpdir(), 'nights-'));
  const azurite = await startAzurite({ port: 0, folder });
  const screen = new Screen();
  try {
    const container = containerClient(azurite, 'am-securityevent');
    await container.create();
    const exported = async (from: number, to: number) => {
      let bytes = 0;
      for (let day = from; day < to; day++) bytes += await exportDay(container, midnight(day), size);
      screen.line(`exported   ${to - from} days, ${megabytes(bytes)}`);
    };
    const night = async (name: string, after: number, models: string) => {
      // Of the day that the night falls on, nothing is exported yet.
      const now = new Date(midnight(after) + 1).toISOString();
      const request = { models, lookbackDays: days, now };
      const program = nodeProgram('nightly/night', [azurite.connectionString]);
      const answer = await askOnce<NightRequest, NightAnswer>(program, request);
      screen.line(`${name.padEnd(11)}${describe(answer)}`);
      return answer;
    };
    await exported(0, days);
    await night('1st night', days, 'models');
    await exported(days, days + 1);
    const second = await night('2nd night', days + 1, 'models');
    const cold = await night('all anew', days + 1, 'others');
    const isEqual = second.sha256 === cold.sha256;
    screen.line(isEqual ? 'The last two learnt the same model.' : 'The last two learnt DIFFERENT models.');
    return isEqual ? 0 : 1;
  } finally {
    await azurite.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function midnight(day: number): number {
  return firstMidnight + day * millisecondsPerDay;
}

function describe({ seconds, readSeconds, bytesRead, rowsRead, rowsReused, ...rest }: NightAnswer): string {
  return (
    `${megabytes(bytesRead.export)} of the export read and ${megabytes(bytesRead.aggregates)} of what was kept, ` +
    `${grouped(rowsRead)} rows and ${grouped(rowsReused)} reused; ${significant(seconds)} s, of them ` +
    `${significant(readSeconds)} s reading; ${grouped(rest.pairs)} pairs, ${significant(rest.peakMegabytes)} MB memory`
  );
}

function megabytes(bytes: number): string {
  return `${significant(bytes / 1e6)} MB`;
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error) => {
    process.stderr.write(`${error instanceof ActionableError ? error.message : error.stack}\n`);
    process.exit(1);
  },
);
