import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { CandidateScorer } from '../../../shared/evaluation/candidate';
import { candidates } from '../../../shared/evaluation/candidates';
import { EvaluationError } from '../../../shared/evaluation/judge';
import type { Access } from '../../../shared/events/access';
import { parseTime } from '../../../shared/events/time';
import { describe } from '../../evaluate/description';
import {
  type Evaluation,
  evaluateHeldOut,
  evaluateLabelled,
  evaluatePlanted,
  type Repetition,
} from '../../evaluate/evaluation';
import { type EvaluationInput, readEvaluationInput } from '../../evaluate/evaluationInput';
import { evaluationTables } from '../../evaluate/evaluationTables';
import { htmlReport } from '../../evaluate/htmlReport';
import { plainTable } from '../../evaluate/plainTable';
import { splitByTime, type TimeSplit } from '../../evaluate/timeSplit';
import {
  type Command,
  type OptionValues,
  optionalNumber,
  optionalSeed,
  optionalText,
  optionalWords,
  requiredPaths,
  UsageError,
} from '../command';
import { headerOf, identityOf, identityOptions } from '../identityOptions';
import { inputFiles } from '../input/inputFiles';
import { writeOutput } from '../outputFile';
import { Progress } from '../progress';

const mostSeeds = 1000;
const mostResamples = 100_000;

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'Judges ways to score by how well they find anomalies, labelled or planted, in data of your own.',
  options: {
    input: {
      type: 'string',
      multiple: true,
      placeholder: 'PATH',
      description: 'files of rows (.jsonl, .json), pairs (.csv, .tsv), or .gz of these; folders in the export layout',
    },
    'train-until': {
      type: 'string',
      placeholder: 'DATE',
      description: 'rows before it train, the rest test: 2026-11-21 (midnight UTC) or 2026-11-21T08:00:00Z',
    },
    'test-until': { type: 'string', placeholder: 'DATE', description: 'leave out rows from then on' },
    label: { type: 'string', placeholder: 'COLUMN', description: 'column that names anomalies (default Label)' },
    'hold-out': {
      type: 'string',
      placeholder: 'SHARE',
      description: 'share of pairs without time to hold out (default 0.05)',
    },
    scorer: { type: 'string', multiple: true, placeholder: 'NAME', description: 'judge these scorers alone' },
    seed: { type: 'string', placeholder: 'N', description: 'seed of all randomness (default 0)' },
    seeds: { type: 'string', placeholder: 'N', description: 'plant or hold out anew with N seeds (default 1)' },
    resamples: { type: 'string', placeholder: 'N', description: 'resamples of the intervals (default 1000)' },
    report: { type: 'string', placeholder: 'FILE', description: 'page with tables and pictures to write (.html)' },
    json: { type: 'string', placeholder: 'FILE', description: 'file to write all figures to' },
    ...identityOptions,
  },
  async run(values) {
    const paths = requiredPaths(values, 'input');
    const labelColumn = optionalText(values, 'label') ?? 'Label';
    const reading = { reader: resourceAccess.reader(identityOf(values)), header: headerOf(values), labelColumn };
    const scorers = scorersOf(values);
    const repetition = repetitionOf(values);
    const files = await inputFiles(paths);
    const isPairs = files.every(({ kind }) => kind === 'pairs');
    const split = isPairs ? heldOutShare(values) : timeSplitOf(values);
    const progress = new Progress();
    const input = await readEvaluationInput(paths, { ...reading, progress });
    const shown = scorers.map((scorer) => showing(scorer, progress));
    const evaluation = evaluateInput(shown, input, split, repetition);
    progress.clear();
    const { verdicts, notes } = evaluation;
    const tables = evaluationTables(evaluation).map((table) => plainTable(table, verdicts));
    process.stdout.write(`${[...describe(evaluation), ...notes].join('\n')}\n\n${tables.join('\n\n')}\n`);
    const report = optionalText(values, 'report');
    if (report !== undefined) await writeOutput(report, files, () => [htmlReport(evaluation)]);
    const json = optionalText(values, 'json');
    if (json !== undefined) await writeOutput(json, files, () => [`${JSON.stringify(evaluation, null, 1)}\n`]);
  },
};

function evaluateInput(
  scorers: readonly CandidateScorer[],
  { accesses, kinds, pairs }: EvaluationInput,
  split: TimeSplit | number,
  repetition: Repetition,
): Evaluation {
  if (typeof split === 'number') return evaluateHeldOut(scorers, pairs, split, repetition);
  if (pairs.length > 0) {
    throw new EvaluationError('The input mixes rows and pairs, which are judged in different ways: name one kind.');
  }
  const { training, test } = splitByTime(accesses, split);
  const isLabelled = test.some((access) => kinds.has(access));
  if (!isLabelled) return evaluatePlanted(scorers, training, test, repetition);
  const labelled = (access: Access) => ({ access, kind: kinds.get(access) ?? null });
  return evaluateLabelled(scorers, training.map(labelled), test.map(labelled), repetition);
}

/** @throws UsageError for a name of none. */
function scorersOf(values: OptionValues): readonly CandidateScorer[] {
  const names = optionalWords(values, 'scorer');
  const known = candidates.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`--scorer is "${unknown}"; there are ${known.join(', ')}.`);
  return names.length === 0 ? candidates : candidates.filter(({ name }) => names.includes(name));
}

function repetitionOf(values: OptionValues): Repetition {
  return {
    seed: optionalSeed(values) ?? 0,
    seeds: wholeNumber(values, 'seeds', 1, 1, mostSeeds),
    resamples: wholeNumber(values, 'resamples', 1000, 0, mostResamples),
  };
}

function wholeNumber(values: OptionValues, option: string, usual: number, least: number, most: number): number {
  const number = optionalNumber(values, option) ?? usual;
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`--${option} is ${number}; it takes a whole number from ${least} to ${most}.`);
}

function heldOutShare(values: OptionValues): number {
  if (values['train-until'] !== undefined || values['test-until'] !== undefined) {
    throw new UsageError('--train-until and --test-until are for rows; pairs have no time: use --hold-out.');
  }
  const share = optionalNumber(values, 'hold-out') ?? 0.05;
  if (share > 0 && share < 1) return share;
  throw new UsageError(`--hold-out is ${share}; it takes a share above 0 and below 1.`);
}

function timeSplitOf(values: OptionValues): TimeSplit {
  if (values['hold-out'] !== undefined) {
    throw new UsageError('--hold-out is for pairs (.csv, .tsv); rows are split by --train-until.');
  }
  const trainUntil = timeOption(values, 'train-until');
  if (trainUntil === undefined) throw new UsageError('--train-until is missing.');
  const testUntil = timeOption(values, 'test-until') ?? Number.POSITIVE_INFINITY;
  if (testUntil > trainUntil) return { trainUntil, testUntil };
  throw new UsageError('--test-until is not after --train-until.');
}

function timeOption(values: OptionValues, option: string): number | undefined {
  const text = optionalText(values, option);
  if (text === undefined) return undefined;
  const time = parseTime(text) ?? parseTime(`${text}T00:00:00Z`);
  if (time !== undefined) return time;
  throw new UsageError(`--${option} is "${text}"; it takes a date such as 2026-11-21, or 2026-11-21T08:00:00Z.`);
}

function showing(scorer: CandidateScorer, progress: Progress): CandidateScorer {
  return {
    name: scorer.name,
    fit(training) {
      progress.show(`judging ${scorer.name}`);
      return scorer.fit(training);
    },
  };
}
