import type { ContainerClient } from '@azure/storage-blob';
import type { AccessMemory, Detector } from '../detectors/detector';
import { ModelStoreError } from '../storage/modelErrors';
import { loadModel, readCurrent } from '../storage/modelStore';

export interface EarlierModel<Model> {
  readonly version: string;
  readonly model: Model;
}

/**
 * The current model, for training to start from; undefined where there is none, or none that training by these parameters
 * can start from, which is warned of.
 * @throws ModelStoreError when storage can't be reached.
 */
export async function modelToStartFrom<Memory extends AccessMemory, Parameters, Model>(
  models: ContainerClient,
  detector: Detector<Memory, Parameters, Model, unknown>,
  parameters: Parameters,
  warn: (message: string) => void,
): Promise<EarlierModel<Model> | undefined> {
  try {
    const current = await readCurrent(models, detector.name);
    if (current === undefined) return undefined;
    const { version } = current.pointer;
    const { model } = (await loadModel(models, detector.name, version, detector.decode)).model;
    const obstacle = detector.obstacleToStart(model, parameters);
    if (obstacle === null) return { version, model };
    warn(`Training does not start from model ${version} but anew: ${obstacle}.`);
  } catch (error) {
    if (!(error instanceof ModelStoreError) || error.reason === 'unavailable') throw error;
    warn(`Training does not start from the current model but anew: ${error.message}`);
  }
  return undefined;
}
