import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { CandidateScorer } from '../../../shared/evaluation/candidate';
import { EvaluationError } from '../../../shared/evaluation/judge';
import type { Access } from '../../../shared/events/access';
import { describe } from '../../evaluate/description';
import {
  type Evaluation,
  evaluateCompanies,
  evaluateHeldOut,
  evaluateLabelled,
  evaluatePlanted,
  type Repetition,
} from '../../evaluate/evaluation';
import { type EvaluationInput, readEvaluationInput } from '../../evaluate/evaluationInput';
import { companiesOf, heldOutShare, repetitionOf, scorersOf, timeSplitOf } from '../../evaluate/evaluationOptions';
import { evaluationTables } from '../../evaluate/evaluationTables';
import { htmlReport } from '../../evaluate/htmlReport';
import { plainTable } from '../../evaluate/plainTable';
import { splitByTime, type TimeSplit } from '../../evaluate/timeSplit';
import { type Command, type OptionValues, optionalText, requiredPaths } from '../command';
import { headerOf, identityOf, identityOptions } from '../identityOptions';
import { type InputFile, inputFiles } from '../input/inputFiles';
import { writeOutput } from '../outputFile';
import { Progress } from '../progress';

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'Judges ways to score by how well they find anomalies, in data of your own or in invented companies.',
  options: {
    input: {
      type: 'string',
      multiple: true,
      placeholder: 'PATH',
      description: 'files of rows (.jsonl, .json), pairs (.csv, .tsv), or .gz of these; folders in the export layout',
    },
    company: { type: 'boolean', description: 'judge on invented companies, one for each seed, instead of input' },
    users: { type: 'string', placeholder: 'N', description: 'people of each of these companies (default 2000)' },
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
    seed: { type: 'string', placeholder: 'N', description: 'seed of all randomness (default 0; 1 with --company)' },
    seeds: { type: 'string', placeholder: 'N', description: 'plant, hold out or invent anew with N seeds (default 1)' },
    resamples: { type: 'string', placeholder: 'N', description: 'resamples of the intervals (default 1000)' },
    report: { type: 'string', placeholder: 'FILE', description: 'page with tables and pictures to write (.html)' },
    json: { type: 'string', placeholder: 'FILE', description: 'file to write all figures to' },
    ...identityOptions,
  },
  async run(values) {
    const identity = identityOf(values);
    const scorers = scorersOf(values);
    const companyOf = companiesOf(values, identity);
    const repetition = repetitionOf(values, companyOf === undefined ? 0 : 1);
    const progress = new Progress();
    const shown = scorers.map((scorer) => showing(scorer, progress));
    const files = companyOf === undefined ? await inputFiles(requiredPaths(values, 'input')) : [];
    const evaluation =
      companyOf === undefined
        ? await evaluateFiles(shown, files, repetition, values, progress)
        : evaluateCompanies(shown, companyOf, repetition);
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

async function evaluateFiles(
  scorers: readonly CandidateScorer[],
  files: readonly InputFile[],
  repetition: Repetition,
  values: OptionValues,
  progress: Progress,
): Promise<Evaluation> {
  const isPairs = files.every(({ kind }) => kind === 'pairs');
  const split = isPairs ? heldOutShare(values) : timeSplitOf(values);
  const input = await readEvaluationInput(requiredPaths(values, 'input'), {
    reader: resourceAccess.reader(identityOf(values)),
    header: headerOf(values),
    labelColumn: optionalText(values, 'label') ?? 'Label',
    progress,
  });
  return evaluateInput(scorers, input, split, repetition);
}

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

function showing(scorer: CandidateScorer, progress: Progress): CandidateScorer {
  return {
    name: scorer.name,
    fit(training) {
      progress.show(`judging ${scorer.name}`);
      return scorer.fit(training);
    },
  };
}
