import { optionalWords, UsageError } from '../byoml/command';
import { parseOptions } from '../byoml/parseOptions';
import { dataFactoryNames } from './dataFactoryCases';
import { lanlName } from './lanlCase';

/** Models that change hands. */
export const exchangeName = 'exchange';
const caseNames: readonly string[] = [...dataFactoryNames, lanlName, exchangeName];

export interface ParityOptions {
  readonly record: boolean;
  readonly only: readonly string[];
  readonly help: boolean;
}

export const parityHelp = `Usage: npm run parity -- [OPTION…]

Trains SynapseML's AccessAnomaly on Spark and ours on the same data from the same start, and compares what they learned.
Spark and SynapseML are installed into .local/parity on first use, for which Python and Java must be here. Exit code 1
when the two do not agree.

  --only NAME…    only some of ${wrapped(caseNames)}
  --record        write the tests' fixture (test/fixtures/parity), tools/parity/results and the tables of docs/parity.md
`;

/** Four a line, under one another. */
function wrapped(names: readonly string[]): string {
  const lines = Array.from({ length: Math.ceil(names.length / 4) }, (_, line) => names.slice(4 * line, 4 * line + 4));
  return lines.map((line) => line.join(', ')).join(`,\n${' '.repeat(18)}`);
}

/** @throws UsageError for options and cases that there are not. */
export function parityOptions(words: readonly string[]): ParityOptions {
  const values = parseOptions(words, { record: { type: 'boolean' }, only: { type: 'string', multiple: true } });
  const only = optionalWords(values, 'only');
  const unknown = only.find((name) => !caseNames.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only is "${unknown}"; cases are ${caseNames.join('; ')}.`);
  if (values.record === true && only.length > 0) throw new UsageError('--record takes all cases, without --only.');
  return { record: values.record === true, only: only.length > 0 ? only : caseNames, help: values.help === true };
}
