import { checkParameters } from '../../shared/detectors/resourceAccess/parameters';
import type { CaseFiles } from './caseFiles';
import type { TrainingCost } from './ourTraining';
import type { ParityCase } from './parityCase';

/** What `train_access_anomaly.py` is asked. */
export interface SparkRequest {
  readonly rows: string;
  /** Null where nothing is to be scored. */
  readonly pairs: string | null;
  readonly negatives: string | null;
  /** SynapseML's names of the parameters. */
  readonly parameters: Readonly<Record<string, number | boolean | null>>;
  readonly seed: number;
  /** Where results are written. */
  readonly folder: string;
}

/** What it answers. */
export interface SparkAnswer extends TrainingCost {
  readonly scoringSeconds: number;
  readonly versions: Readonly<Record<string, string>>;
}

export function sparkRequest(
  given: ParityCase['parameters'],
  files: Pick<CaseFiles, 'rows' | 'negatives'> & { readonly pairs: string | null },
  folder: string,
): SparkRequest {
  const parameters = checkParameters(given);
  return {
    ...files,
    folder,
    seed: parameters.seed,
    parameters: {
      rankParam: parameters.rank,
      maxIter: parameters.iterations,
      regParam: parameters.regularization,
      numBlocks: parameters.blocks,
      separateTenants: parameters.separateTenants,
      lowValue: parameters.lowValue,
      highValue: parameters.highValue,
      applyImplicitCf: parameters.implicitFeedback,
      alphaParam: parameters.alpha,
      complementsetFactor: parameters.complementFactor,
      negScore: parameters.negativeScore,
    },
  };
}
