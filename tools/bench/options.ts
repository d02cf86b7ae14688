import { optionalWords, UsageError } from '../byoml/command';
import { parseOptions } from '../byoml/parseOptions';
import { type SectionName, sectionNames } from './sections';

export interface BenchOptions {
  readonly short: boolean;
  readonly record: boolean;
  readonly only: readonly SectionName[];
  readonly help: boolean;
}

export const benchHelp = `Usage: npm run bench -- [OPTION…]

Measures training, reading, scoring and loading beside others who do the same, in turns in one run, and prints one
table. Rivals are installed into .local/bench on first use; where Python or Java is missing, the table says so. Exit
code 1 when a result is wrong; never because it is slow.

  --short         small inputs, one round, no rivals: whether results are right
  --only NAME…    only these sections: ${sectionNames.join(', ')}
  --record        write the results to tools/bench/results, and README's lines
`;

/** @throws UsageError for options and sections that there are not. */
export function benchOptions(words: readonly string[]): BenchOptions {
  const values = parseOptions(words, {
    short: { type: 'boolean' },
    record: { type: 'boolean' },
    only: { type: 'string', multiple: true },
  });
  const only = optionalWords(values, 'only').map((name) => {
    const known = sectionNames.find((section) => section === name);
    if (known === undefined) throw new UsageError(`--only is "${name}"; sections are ${sectionNames.join(', ')}.`);
    return known;
  });
  return { short: values.short === true, record: values.record === true, only, help: values.help === true };
}
