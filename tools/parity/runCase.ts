import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decodeModel } from '../../shared/detectors/resourceAccess/modelFile';
import { checkParameters } from '../../shared/detectors/resourceAccess/parameters';
import { askOnce, type Contestant, nodeProgram } from '../bench/contestant';
import { type Agreement, compareOutcomes } from './agreement';
import { writeCaseFiles } from './caseFiles';
import type { OurRequest, TrainingCost } from './ourTraining';
import { type Outcome, ourOutcome } from './outcome';
import type { ParityBars, ParityCase } from './parityCase';
import { type SideFigures, sideFigures } from './sideFigures';
import { readSparkOutcome } from './sparkOutcome';
import { type SparkAnswer, type SparkRequest, sparkRequest } from './sparkTraining';

/** What came of one case; what is kept of it. */
export interface CaseResult {
  readonly name: string;
  readonly iterations: number;
  readonly rows: number;
  readonly pairs: number;
  readonly ours: SideFigures & TrainingCost;
  readonly spark: SideFigures & TrainingCost;
  readonly agreement: Agreement;
  /** Bars that were not met, in words. */
  readonly missed: readonly string[];
}

/** The same, and what Spark learned. */
export interface CaseRun {
  readonly result: CaseResult;
  readonly sparkOutcome: Outcome;
  readonly versions: SparkAnswer['versions'];
}

/** Threads of ours, and cores of Spark. */
export const cores = 2;

/** Trains both sides on the same rows, ours in a process of its own, and compares what they learned. */
export async function runCase(
  parityCase: ParityCase,
  spark: Contestant<SparkRequest, SparkAnswer>,
  parent: string,
): Promise<CaseRun> {
  const folder = join(parent, parityCase.name);
  mkdirSync(folder, { recursive: true });
  const files = await writeCaseFiles(folder, parityCase);
  const modelFile = join(folder, 'ours.model');
  const request = { rows: files.rows, parameters: parityCase.parameters, threads: cores, model: modelFile };
  const ourCost = await askOnce<OurRequest, TrainingCost>(nodeProgram('../parity/ourTraining', []), request);
  const { model } = decodeModel(readFileSync(modelFile), modelFile);
  const ours = ourOutcome(model, parityCase.pairs);

  const { versions, ...sparkCost } = await spark.ask(sparkRequest(parityCase.parameters, { ...files, folder }));
  const parameters = checkParameters(parityCase.parameters);
  const sparkOutcome = readSparkOutcome(folder, parameters.rank);
  rmSync(folder, { recursive: true });

  const agreement = compareOutcomes(parityCase.pairs, ours, sparkOutcome);
  const [ourFigures, sparkFigures] = [sideFigures(parityCase, ours), sideFigures(parityCase, sparkOutcome)];
  const result = {
    name: parityCase.name,
    iterations: parameters.iterations,
    rows: parityCase.rows.length,
    pairs: parityCase.pairs.length,
    ours: { ...ourFigures, ...ourCost },
    spark: { ...sparkFigures, ...sparkCost },
    agreement,
    missed: missedBars(parityCase.bars, agreement, ourFigures.loss / sparkFigures.loss - 1),
  };
  return { result, sparkOutcome, versions };
}

/** Written so that a figure that is not a number meets no bar. */
export function missedBars(bars: ParityBars, agreement: Agreement, lossExcess: number): string[] {
  const { isAlike, factorDifference, rankCorrelation } = agreement;
  const missed: string[] = [];
  if (!isAlike) missed.push('other users or resources are known, or other pairs have a score');
  if (bars.factorDifference !== null && !(factorDifference <= bars.factorDifference)) {
    missed.push(`factors differ by ${factorDifference}, more than ${bars.factorDifference}`);
  }
  if (!(rankCorrelation >= bars.rankCorrelation)) {
    missed.push(`the rank correlation is ${rankCorrelation}, below ${bars.rankCorrelation}`);
  }
  if (!(lossExcess <= bars.lossExcess)) {
    missed.push(`our loss is higher by ${lossExcess} of Spark's, more than ${bars.lossExcess}`);
  }
  return missed;
}
