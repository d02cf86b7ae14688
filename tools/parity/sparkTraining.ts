import { checkParameters } from '../../shared/detectors/resourceAccess/parameters';
import type { TrainingCost } from './ourTraining';
import type { ParityCase } from './parityCase';

/** Files and folders that `train_access_anomaly.py` reads and writes. */
export interface SparkFiles {
  /** What is learned from, scored, taken for negatives (explicit feedback) and for known: see caseFiles.ts. */
  readonly rows: string;
  readonly pairs?: string;
  readonly negatives?: string | null;
  readonly history?: string;
  /** Folder for `AccessAnomalyModel.save` to make. */
  readonly saved?: string;
  /** Where results are written. */
  readonly folder: string;
}

/** What it is asked. */
export interface SparkRequest extends SparkFiles {
  /** SynapseML's names of the parameters. */
  readonly parameters: Readonly<Record<string, number | boolean | null>>;
  readonly seed: number;
}

/** What it answers. */
export interface SparkAnswer extends TrainingCost {
  readonly versions: Readonly<Record<string, string>>;
}

export function sparkRequest(given: ParityCase['parameters'], files: SparkFiles): SparkRequest {
  const parameters = checkParameters(given);
  return {
    ...files,
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
