import { availableParallelism } from 'node:os';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { PairList } from '../../../shared/detectors/resourceAccess/pairList';
import {
  checkParameters,
  type GivenParameters,
  ParameterError,
  scorers,
} from '../../../shared/detectors/resourceAccess/parameters';
import { type Pair, TrainingError } from '../../../shared/detectors/resourceAccess/trainingSet';
import type { IdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import {
  type Command,
  type OptionValues,
  optionalNumber,
  optionalText,
  optionalWords,
  requiredPaths,
  requiredText,
  UsageError,
} from '../command';
import { headerOf, identityOf, identityOptions } from '../identityOptions';
import { accountingLine } from '../input/accounting';
import { inputFiles } from '../input/inputFiles';
import { pairOf, readInput } from '../input/readInput';
import { modelToStartFrom } from '../modelToStartFrom';
import { noUserDaysBecause } from '../noUserDaysBecause';
import { writeOutput } from '../outputFile';
import { Progress } from '../progress';

/** Options that are parameters of the algorithm under their own names. */
const numericParameters = {
  rank: ['rank', 'number of latent factors (default 10)'],
  iterations: ['iterations', 'iterations of alternating least squares (default 25)'],
  regularization: ['regularization', 'weight of the regularization (default 1)'],
  alpha: ['alpha', 'confidence per unit of likelihood, implicit feedback only (default 1)'],
  seed: ['seed', 'seed of all randomness (default 0)'],
  'low-value': ['lowValue', 'lower end of the scaled likelihood (default 5)'],
  'high-value': ['highValue', 'upper end of the scaled likelihood (default 10)'],
  blocks: ['blocks', 'blocks of the initial factors, as in Spark (default: the number of tenants)'],
  'complement-factor': ['complementFactor', 'negatives per pair, explicit feedback only (default 2)'],
  'negative-score': ['negativeScore', 'value of a negative, explicit feedback only (default 1)'],
} as const satisfies Record<string, readonly [keyof GivenParameters, string]>;

const mostThreads = 1024;

export const train: Command = {
  name: 'train',
  summary: 'Trains one model file from SecurityEvent rows or from (user, resource) pairs.',
  options: {
    input: {
      type: 'string',
      multiple: true,
      placeholder: 'PATH',
      description: 'files of rows (.jsonl, .json), pairs (.csv, .tsv), or .gz of these; folders in the export layout',
    },
    model: { type: 'string', placeholder: 'FILE', description: 'model file to write' },
    ...Object.fromEntries(
      Object.entries(numericParameters).map(([option, [, description]]) => [
        option,
        { type: 'string' as const, placeholder: 'N', description },
      ]),
    ),
    scorer: {
      type: 'string',
      placeholder: 'NAME',
      description: `${scorers.join(' or ')}: by affinity (default), or exactly as SynapseML's AccessAnomaly does`,
    },
    explicit: { type: 'boolean', description: 'explicit feedback with sampled negatives instead of implicit' },
    'separate-tenants': { type: 'boolean', description: 'factorise each tenant on its own' },
    threads: {
      type: 'string',
      placeholder: 'N',
      description: 'threads to train with (default: as many as the machine runs at once); the model is the same',
    },
    'warm-start': {
      type: 'string',
      placeholder: 'FILE',
      description:
        'model of the same parameters, of an earlier window say: start from it, with a fifth of the iterations',
    },
    'no-scaling': { type: 'boolean', description: 'take likelihoods as they are' },
    history: {
      type: 'string',
      multiple: true,
      placeholder: 'PATH',
      description:
        'all accesses known to be legitimate, as if learned from (accessAnomaly: they score 0, whoever is in none is unknown)',
    },
    ...identityOptions,
  },
  async run(values) {
    const paths = requiredPaths(values, 'input');
    const file = requiredText(values, 'model');
    const parameters = parametersOf(values);
    const threads = threadsOf(values);
    const identity = identityOf(values);
    const progress = new Progress();
    const warn = (message: string) => progress.done(message);
    const inputs = await inputFiles([...paths, ...optionalWords(values, 'history')]);
    await writeOutput(file, inputs, async () => {
      const data = await readTrainingData(paths, values, identity, progress);
      const history = values.history === undefined ? undefined : await readHistory(values, identity, progress);
      const startFile = optionalText(values, 'warm-start');
      const earlier = startFile === undefined ? undefined : await modelToStartFrom(startFile, parameters, warn);
      const started = performance.now();
      const onStep = (step: string) => progress.show(`training: ${step}`);
      const options = { onStep, threads, startFrom: earlier?.model };
      const model = resourceAccess.train(data, parameters, history, options);
      const quality = resourceAccess.check(model, data);
      const { window, total: accesses } = data;
      const description = {
        detector: resourceAccess.name,
        identity: window && identity,
        window,
        accesses,
        quality,
        ...(earlier && { warmStartedFrom: earlier.version }),
      };
      const bytes = resourceAccess.encode({ model, description });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      progress.done(
        `${file}: ${quality.users} users, ${quality.resources} resources, ${quality.pairs} pairs, ` +
          `${bytes.length} bytes, trained in ${seconds} s`,
      );
      const why = noUserDaysBecause(model, data);
      if (why !== null) progress.done(`this model judges accesses but no users' days: ${why}`);
      if (history !== undefined && parameters.scorer === 'accessAnomaly') {
        progress.done(
          `${quality.pairs} training pairs have a score; users and resources not in the history are unknown`,
        );
      }
      return [bytes];
    });
  },
};

function threadsOf(values: OptionValues): number {
  const threads = optionalNumber(values, 'threads') ?? availableParallelism();
  if (Number.isInteger(threads) && threads >= 1 && threads <= mostThreads) return threads;
  throw new UsageError(`--threads is ${threads}; it takes a whole number from 1 to ${mostThreads}.`);
}

function parametersOf(values: OptionValues) {
  const given: Record<string, number | boolean | string | null | undefined> = {
    scorer: optionalText(values, 'scorer'),
    implicitFeedback: !values.explicit,
    separateTenants: values['separate-tenants'] === true,
  };
  for (const [option, [parameter]] of Object.entries(numericParameters)) {
    given[parameter] = optionalNumber(values, option);
  }
  if (values['no-scaling']) {
    if (given.lowValue !== undefined || given.highValue !== undefined) {
      throw new UsageError('--no-scaling leaves no use for --low-value and --high-value.');
    }
    Object.assign(given, { lowValue: null, highValue: null });
  }
  try {
    return checkParameters(given as GivenParameters);
  } catch (error) {
    if (error instanceof ParameterError) throw new UsageError(`${error.message}.`, { cause: error });
    throw error;
  }
}

async function readTrainingData(
  paths: readonly string[],
  values: OptionValues,
  identity: IdentityRules,
  progress: Progress,
) {
  const counts = emptyReadCounts();
  const memory = resourceAccess.remember();
  const pairs = new PairList();
  const reading = {
    reader: resourceAccess.reader(identity),
    header: headerOf(values),
    purpose: 'train',
    counts,
    progress,
  } as const;
  for await (const record of readInput(paths, reading)) {
    if ('pair' in record) pairs.add(record.pair);
    else memory.add(record.access);
  }
  progress.done(accountingLine(counts));
  if (pairs.total > 0 && memory.total > 0) {
    throw new TrainingError(
      'The input mixes rows and pairs, whose likelihoods are not comparable: train from one kind.',
    );
  }
  return pairs.total > 0 ? pairs : memory;
}

async function readHistory(values: OptionValues, identity: IdentityRules, progress: Progress): Promise<Pair[]> {
  const reader = resourceAccess.reader(identity);
  const reading = { reader, header: headerOf(values), purpose: 'score', counts: emptyReadCounts(), progress } as const;
  const pairs: Pair[] = [];
  for await (const record of readInput(requiredPaths(values, 'history'), reading)) pairs.push(pairOf(record));
  return pairs;
}
