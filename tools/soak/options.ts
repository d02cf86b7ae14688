import { optionalNumber, optionalSeed, optionalText, UsageError } from '../byoml/command';
import { parseOptions } from '../byoml/parseOptions';

export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  /** File for the memory samples as JSON lines. */
  readonly samples: string | undefined;
  readonly help: boolean;
}

export const soakHelp = `Usage: npm run soak -- [OPTION…]

Streams rows through the functions of the built app on this machine as fast as they take them, with another model every
minute, and accounts for every row. Exit code 1 when rows do not add up or memory grows by more than 5 %.

  --minutes N     how long (default 60)
  --seed N        another sample company (default 1)
  --samples FILE  write the memory samples there, as JSON lines
`;

/** @throws UsageError for options that there are not. */
export function soakOptions(words: readonly string[]): SoakOptions {
  const values = parseOptions(words, {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    samples: { type: 'string' },
  });
  const minutes = optionalNumber(values, 'minutes') ?? 60;
  if (minutes < 0.5) throw new UsageError(`--minutes is ${minutes}; less than half a minute shows nothing.`);
  const seed = optionalSeed(values) ?? 1;
  return { minutes, seed, samples: optionalText(values, 'samples'), help: values.help === true };
}
