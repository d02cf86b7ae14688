import { createReadStream } from 'node:fs';
import { ActionableError } from '../../shared/errors';
import { fileShareReader } from '../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../shared/events/identity';
import { isRow, type Row, timeField } from '../../shared/events/row';
import { fileFormat, rowLines } from '../../shared/events/rowLines';
import { millisecondsPerDay } from '../../shared/events/time';
import { inputFiles } from '../byoml/input/inputFiles';
import { sampleDataset } from '../sample/dataset';
import type { StartOptions } from './options';

/** Rows to learn from and rows to stream, and what is known of them. */
export interface Rows {
  readonly training: readonly Row[];
  readonly stream: readonly Row[];
  /** Accesses that do not belong, by {@link pairKey}; empty for a user's own rows, of which nobody knows. */
  readonly planted: ReadonlySet<string>;
  /** Lines of the input that hold no row. */
  readonly unreadableLines: number;
  /** Days that the training rows reach back from now. */
  readonly lookbackDays: number;
}

/**
 * Rows to work on: the user's own, or sample rows.
 * @throws ActionableError when the user's rows cannot be read or split.
 */
export async function rowsOf(options: StartOptions, now: Date): Promise<Rows> {
  return options.input.length > 0 ? ownRows(options, now) : sampleRows(options, now);
}

/** Sample rows: a month up to two days ago, and yesterday (or the last working day before). */
export function sampleRows({ seed }: StartOptions, now: Date): Rows {
  const day = new Date(now.getTime() - millisecondsPerDay);
  const { trainingDays, stream, planted } = sampleDataset({ seed, day, trainingDays: 30, plantedAccesses: 10 });
  const training = trainingDays.flat();
  const read = fileShareReader(defaultIdentityRules);
  const keys = planted
    .map(({ row }) => read(row))
    .map((reading) => ('access' in reading ? pairKey(reading.access) : ''));
  return { training, stream, planted: new Set(keys), unreadableLines: 0, lookbackDays: 35 };
}

/** Who and what of an access, as one text. */
export function pairKey({ user, resource }: { readonly user: string; readonly resource: string }): string {
  return JSON.stringify([user, resource]);
}

/**
 * A user's own rows, split by time: the last day (UTC) is streamed, or the last fifth of the rows where there is but
 * one day. Rows without a time are streamed, so that they are counted.
 * @throws ActionableError when there is nothing to split.
 */
export async function ownRows({ input }: StartOptions, now: Date): Promise<Rows> {
  const timed: { readonly time: number; readonly row: Row }[] = [];
  const untimed: Row[] = [];
  let unreadableLines = 0;
  for (const { path, kind } of await inputFiles(input)) {
    if (kind === 'pairs')
      throw new ActionableError(`${path}: npm start takes rows of events; train on pairs with byoml.`);
    for await (const item of rowLines(createReadStream(path), path, fileFormat)) {
      if (!('row' in item) || !isRow(item.row)) {
        unreadableLines++;
        continue;
      }
      const time = timeField(item.row, 'TimeGenerated');
      if (time === undefined) untimed.push(item.row);
      else timed.push({ time, row: item.row });
    }
  }
  timed.sort((a, b) => a.time - b.time);
  const first = timed.at(0)?.time ?? 0;
  const last = timed.at(-1)?.time ?? 0;
  checkTimes(first, last, now);
  const lastMidnight = Math.floor(last / millisecondsPerDay) * millisecondsPerDay;
  const border = first < lastMidnight ? lastMidnight : (timed[Math.floor(timed.length * 0.8)]?.time ?? 0);
  const training = timed.filter(({ time }) => time < border).map(({ row }) => row);
  if (training.length === 0) {
    throw new ActionableError(
      `${input.join(', ')}: ${timed.length} rows with a time are too few to split into days to learn from and one to stream.`,
    );
  }
  return {
    training,
    stream: [...timed.filter(({ time }) => time >= border).map(({ row }) => row), ...untimed],
    planted: new Set(),
    unreadableLines,
    lookbackDays: Math.min(longestLookback, Math.ceil((now.getTime() - first) / millisecondsPerDay) + 1),
  };
}

/** Longest look-back of `retrainModels`, in days. */
const longestLookback = 3650;

function checkTimes(first: number, last: number, now: Date): void {
  const days = (now.getTime() - first) / millisecondsPerDay;
  if (first !== 0 && days > longestLookback - 1) {
    throw new ActionableError(
      `The oldest row is of ${new Date(first).toISOString()}; npm start learns from rows of the last ten years, as the ` +
        'nightly training does. Use npx byoml train and score for older ones.',
    );
  }
  if (last > now.getTime()) {
    throw new ActionableError(
      `The newest row is of ${new Date(last).toISOString()}, which lies in the future, where the nightly training does ` +
        'not look. Correct the times, or use npx byoml train and score.',
    );
  }
}
