import type { ContainerClient } from '@azure/storage-blob';
import type { ModelDescription } from '../detectors/detector';
import { ActionableError } from '../errors';
import { millisecondsPerDay } from '../events/time';
import { ModelStoreError } from '../storage/modelErrors';
import { readCurrent, readManifest } from '../storage/modelStore';
import { type ComparedFigure, comparedFigure } from './evaluationComparison';

/** The figures that tell how much a model knows, and below what part of the model before a fall is told or refused. */
const knowledge = { figures: ['users', 'resources', 'pairs'], warnBelow: 0.5, refuseBelow: 0.1 };

/** After so many days without an access the export is taken to have stopped: a weekend and a holiday are shorter. */
const quietDays = 4;

/** A new model knows so little of what the one before knew that it is not published: that one serves better. */
export class ModelCollapseError extends ActionableError {}

/** The model that a new one is to replace. */
export interface ReplacedModel {
  readonly version: string;
  readonly quality: Readonly<Record<string, number>>;
  /** How well it found planted anomalies; left out where it was not judged. */
  readonly evaluation?: ComparedFigure | undefined;
}

/**
 * Version and figures of the current model; undefined where there is none, or none whose manifest can be read,
 * which is warned of: a new model is what repairs that.
 * @throws ModelStoreError when storage can't be reached.
 */
export async function currentQuality(
  models: ContainerClient,
  detector: string,
  warn: (message: string) => void,
): Promise<ReplacedModel | undefined> {
  try {
    const current = await readCurrent(models, detector);
    if (current === undefined) return undefined;
    const { version } = current.pointer;
    const { details } = await readManifest(models, detector, version);
    return { version, quality: numbersOf(details.quality), evaluation: comparedFigure(details.evaluation) };
  } catch (error) {
    if (!(error instanceof ModelStoreError) || error.reason === 'unavailable') throw error;
    warn(`The new model can't be compared with the one before: ${error.message}`);
    return undefined;
  }
}

/**
 * How a new model falls short of the one it replaces, in sentences: figures below half, and a training window that ends
 * long ago. (Nights on which the export writes nothing take a day each from the window, too little to show in figures.)
 * @throws ModelCollapseError when a figure is below a tenth.
 */
export function losses(
  { quality, window }: Pick<ModelDescription, 'quality' | 'window'>,
  replaced: ReplacedModel | undefined,
  now: Date,
): string[] {
  const sentences: string[] = [];
  const before = replaced?.quality ?? {};
  const fallen = (part: number) =>
    knowledge.figures
      .filter((figure) => (quality[figure] ?? 0) < part * (before[figure] ?? 0))
      .map((figure) => `${quality[figure] ?? 0} ${figure} instead of ${before[figure]}`)
      .join(', ');
  const collapsed = fallen(knowledge.refuseBelow);
  if (collapsed !== '') {
    throw new ModelCollapseError(
      `the new model knows ${collapsed}, and is not published: ${replaced?.version} stays. Most likely exported rows are ` +
        'missing: check that data export writes to EXPORT_CONTAINER, and LOOKBACK_DAYS and the exclusions. If the change ' +
        'is meant, delete current.json of the model container, and train again',
    );
  }
  const lost = fallen(knowledge.warnBelow);
  if (lost !== '') {
    sentences.push(
      `The new model knows ${lost} in ${replaced?.version}. Most likely exported rows are missing: check that data ` +
        'export writes to EXPORT_CONTAINER without gaps, and LOOKBACK_DAYS and the exclusions.',
    );
  }
  if (window !== null && now.getTime() - Date.parse(window.to) > quietDays * millisecondsPerDay) {
    sentences.push(
      `The last access learned from is of ${window.to}. Most likely data export has stopped: check its rule in the ` +
        'workspace, or the model will know less every night.',
    );
  }
  return sentences;
}

/** A manifest may hold anything. */
function numbersOf(value: unknown): Readonly<Record<string, number>> {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => Number.isFinite(entry[1])));
}
