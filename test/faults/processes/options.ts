import { optionalNumber, optionalSeed, UsageError } from '../../../tools/byoml/command';
import { parseOptions } from '../../../tools/byoml/parseOptions';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  readonly help: boolean;
}

export const killHelp = `Usage: npm run faults:kill -- [OPTION…]

Runs the app as real processes, kills them where it hurts, and accounts for every finding. Exit code 1 when a promise is
broken.

  --kills N  how many processes are killed (default 50)
  --seed N   other messages and moments (default 1)
`;

/** @throws UsageError for options that there are not. */
export function killOptions(words: readonly string[]): KillOptions {
  const values = parseOptions(words, { kills: { type: 'string' }, seed: { type: 'string' } });
  const kills = optionalNumber(values, 'kills') ?? 50;
  if (!Number.isSafeInteger(kills) || kills < 0) throw new UsageError(`--kills is ${kills}; it takes a whole number.`);
  return { kills, seed: optionalSeed(values) ?? 1, help: values.help === true };
}
