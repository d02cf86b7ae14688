import { parseArgs } from 'node:util';
import { UsageError } from './command';

type OptionTypes = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;

export interface ParsedWords {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
}

/** Reads the words of a command line; `--help` and `-h` are always known. @throws UsageError */
export function parseOptions(words: readonly string[], options: OptionTypes): ParsedWords {
  try {
    const { values, positionals } = parseArgs({
      args: joinNegativeNumbers(words),
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return { values: values as ParsedWords['values'], positionals };
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\. |\n/);
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`, { cause: error });
  }
}

/** `--seed -1` as `--seed=-1`, because a word that begins with a dash is otherwise taken for an option. */
function joinNegativeNumbers(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const previous = joined.at(-1) ?? '';
    if (/^-[\d.]/.test(word) && /^--[^=]+$/.test(previous)) joined.splice(-1, 1, `${previous}=${word}`);
    else joined.push(word);
  }
  return joined;
}
