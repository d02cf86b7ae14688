import { optionalSeed, optionalWords } from '../byoml/command';
import { parseOptions } from '../byoml/parseOptions';

export interface StartOptions {
  /** Files or folders of SecurityEvent rows to work on instead of sample data. */
  readonly input: readonly string[];
  /** Seed of the sample data. */
  readonly seed: number;
  /** Ports of the local services; 0 takes any free one. */
  readonly ports: { readonly blob: number; readonly eventHubs: number; readonly logsIngestion: number };
  /** Whether the services go on until a key is pressed. */
  readonly keepsRunning: boolean;
  readonly help: boolean;
}

export const startHelp = `Usage: npm start -- [OPTION…]

Runs the main job on this machine: exported rows in, a model trained, a day of events scored, findings on the screen.

  --input PATH…  your own SecurityEvent rows (.jsonl, .json, .gz of these, or an export folder) instead of sample data:
                 the last day is streamed, the days before it are learnt from
  --seed N       another seed, another sample company (default 1)
  --any-port     take free ports instead of 10000 (blobs), 5672 (event hub) and 8090 (logs ingestion)
  --once         end when the job is done; this is also what happens where there is no terminal
`;

/** @throws UsageError for options that there are not. */
export function startOptions(words: readonly string[]): StartOptions {
  const values = parseOptions(words, {
    input: { type: 'string', multiple: true },
    seed: { type: 'string' },
    'any-port': { type: 'boolean' },
    once: { type: 'boolean' },
  });
  const [blob, eventHubs, logsIngestion] = values['any-port'] ? ([0, 0, 0] as const) : ([10000, 5672, 8090] as const);
  return {
    input: optionalWords(values, 'input'),
    seed: optionalSeed(values) ?? 1,
    ports: { blob, eventHubs, logsIngestion },
    keepsRunning: !values.once && process.stdin.isTTY === true,
    help: values.help === true,
  };
}
