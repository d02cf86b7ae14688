import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionableError } from '../../shared/errors';
import type { Environment } from '../bench/environment';
import { projectFolder } from '../bench/projectFolder';
import { dataFactoryCase } from './dataFactoryCases';
import type { ExchangeResult } from './exchangeScores';
import { exchangeTable, parityTables } from './parityPage';
import { encodeRecord, recordedNames } from './recordedCase';
import type { CaseRun } from './runCase';

/** What a run is recorded with. */
export interface RunConditions {
  readonly environment: Environment;
  /** Of the minute before it began: above the number of cores, times are longer than they need be. */
  readonly loadAverage: number;
}

/** Writes the fixture of the tests, the raw numbers, and the tables of docs/parity.md. */
export function recordParity(
  runs: readonly CaseRun[],
  exchanges: readonly ExchangeResult[],
  conditions: RunConditions,
): void {
  const fixtures = join(projectFolder, 'test/fixtures/parity');
  mkdirSync(fixtures, { recursive: true });
  for (const { result, sparkOutcome, versions } of runs) {
    const name = recordedNames.find((recorded) => recorded === result.name);
    if (name === undefined) continue;
    writeFileSync(join(fixtures, `${name}.json.gz`), encodeRecord(dataFactoryCase(name), sparkOutcome, versions));
  }
  const cases = runs.map(({ result }) => result);
  const raw = join(projectFolder, 'tools/parity/results');
  mkdirSync(raw, { recursive: true });
  writeFileSync(join(raw, 'parity.json'), `${JSON.stringify({ ...conditions, cases, exchanges }, null, 2)}\n`);
  const page = join(projectFolder, 'docs/parity.md');
  replaceMarked(page, 'parity', `${conditionsLine(conditions)}\n\n${parityTables(cases)}`);
  replaceMarked(page, 'exchange', exchangeTable(exchanges));
}

/** On what was measured, in a sentence. */
export function conditionsLine({ environment, loadAverage }: RunConditions): string {
  const { command, processor, cores, memoryGigabytes, system, node, rivals, measuredAt } = environment;
  const versions = Object.entries({ 'Node.js': node, ...rivals }).map(([name, version]) => `${name} ${version}`);
  return (
    `\`${command}\`, ${measuredAt.slice(0, 10)}: ${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}; ` +
    `${versions.join(', ')}; load average ${loadAverage.toFixed(1)} at the start.`
  );
}

/** Puts a text between `<!-- NAME -->` and `<!-- /NAME -->` of a page, in the place of the last one. */
export function replaceMarked(path: string, name: string, text: string): void {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const page = readFileSync(path, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new ActionableError(`${path} has no lines "${begin.trim()}" and "${end}": add them`);
  writeFileSync(path, page.slice(0, from + begin.length) + text + page.slice(to));
}
