import { parseArgs } from 'node:util';
import { type OptionValues, UsageError } from './command';

type OptionTypes = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;

/**
 * Reads the words of a command line. An option that may be repeated takes all words up to the next option; `--help` and
 * `-h` are always known.
 * @throws UsageError
 */
export function parseOptions(words: readonly string[], options: OptionTypes): OptionValues {
  const { values, tokens } = parse(words, options);
  const collected = new Map<string, string[]>();
  let open: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'option') {
      open = options[token.name]?.multiple === true ? token.name : undefined;
      if (open !== undefined) collected.set(open, [...(collected.get(open) ?? []), token.value ?? '']);
    } else if (token.kind === 'positional') {
      if (open === undefined) throw new UsageError(`"${token.value}" is no option.`);
      collected.get(open)?.push(token.value);
    }
  }
  return { ...(values as OptionValues), ...Object.fromEntries(collected) };
}

function parse(words: readonly string[], options: OptionTypes) {
  try {
    return parseArgs({
      args: joinNegativeNumbers(words),
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      tokens: true,
    });
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
