import type { ContainerClient } from '@azure/storage-blob';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { ModelStoreError } from '../../../../shared/storage/modelErrors';
import { loadModel, readCurrent } from '../../../../shared/storage/modelStore';
import { absent, type Fact, known, unknown } from '../fact';
import { blobFact } from './blobFact';

const detector = 'resourceAccess';

/** The model that scorers use, or why they cannot. */
export type ModelState =
  | { readonly version: string; readonly trainedAt: Date; readonly bytes: number }
  | { readonly problem: string };

/** Reads pointer, manifest and model as a scorer does, hash and fields. `absent`: none has been published. */
export function readModel(models: ContainerClient): Promise<Fact<ModelState>> {
  return blobFact(models, async (container, abortSignal) => {
    try {
      const current = await readCurrent(container, detector, undefined, { abortSignal });
      if (current === undefined || current === 'unchanged') return absent;
      const { version } = current.pointer;
      const { manifest } = await loadModel(container, detector, version, resourceAccess.decode, { abortSignal });
      return known<ModelState>({ version, trainedAt: new Date(manifest.trainedAt), bytes: manifest.bytes });
    } catch (error) {
      if (!(error instanceof ModelStoreError)) throw error;
      if (error.reason !== 'unavailable') return known<ModelState>({ problem: error.message });
      // What storage said is told as of any other container.
      if (error.cause !== undefined) throw error.cause;
      return unknown(error.message);
    }
  });
}
