import type { CandidateScorer } from '../../shared/evaluation/candidate';
import { candidates } from '../../shared/evaluation/candidates';
import type { IdentityRules } from '../../shared/events/identity';
import { parseTime } from '../../shared/events/time';
import {
  type OptionValues,
  optionalNumber,
  optionalSeed,
  optionalText,
  optionalWords,
  UsageError,
} from '../byoml/command';
import { companyAccesses } from './companyAccesses';
import type { CompanyOf, Repetition } from './evaluation';
import type { TimeSplit } from './timeSplit';

const mostSeeds = 1000;
const mostResamples = 100_000;
/** Options that say what of the input is judged, and how. */
const ofInput = ['input', 'train-until', 'test-until', 'label', 'hold-out', 'header'];

/** @throws UsageError for a name of none. */
export function scorersOf(values: OptionValues): readonly CandidateScorer[] {
  const names = optionalWords(values, 'scorer');
  const known = candidates.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`--scorer is "${unknown}"; there are ${known.join(', ')}.`);
  return names.length === 0 ? candidates : candidates.filter(({ name }) => names.includes(name));
}

/** @param firstSeed where none is given. @throws UsageError for a number out of its range. */
export function repetitionOf(values: OptionValues, firstSeed = 0): Repetition {
  return {
    seed: optionalSeed(values) ?? firstSeed,
    seeds: wholeNumber(values, 'seeds', 1, 1, mostSeeds),
    resamples: wholeNumber(values, 'resamples', 1000, 0, mostResamples),
  };
}

function wholeNumber(values: OptionValues, option: string, usual: number, least: number, most: number): number {
  const number = optionalNumber(values, option) ?? usual;
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`--${option} is ${number}; it takes a whole number from ${least} to ${most}.`);
}

/**
 * The companies to invent, by their seed; undefined where input is judged.
 *
 * @throws UsageError for options that are for input, or for companies where there is none.
 */
export function companiesOf(values: OptionValues, identity: IdentityRules): CompanyOf | undefined {
  if (values.company !== true) {
    if (values.users !== undefined) throw new UsageError('--users goes with --company only.');
    return undefined;
  }
  const other = ofInput.find((option) => values[option] !== undefined);
  if (other !== undefined) throw new UsageError(`--${other} does not go with --company; leave one of them out.`);
  const users = optionalNumber(values, 'users');
  return (seed) => companyAccesses({ seed, users }, identity);
}

/** How much of the pairs to hold out. @throws UsageError for none, or options that are for rows. */
export function heldOutShare(values: OptionValues): number {
  if (values['train-until'] !== undefined || values['test-until'] !== undefined) {
    throw new UsageError('--train-until and --test-until are for rows; pairs have no time: use --hold-out.');
  }
  const share = optionalNumber(values, 'hold-out') ?? 0.05;
  if (share > 0 && share < 1) return share;
  throw new UsageError(`--hold-out is ${share}; it takes a share above 0 and below 1.`);
}

/** Where rows are split. @throws UsageError for no time, or options that are for pairs. */
export function timeSplitOf(values: OptionValues): TimeSplit {
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
