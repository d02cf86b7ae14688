import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { encodeModel } from '../../../../shared/detectors/resourceAccess/modelFile';
import { importModel } from '../../../../shared/detectors/resourceAccess/synapseml/importModel';
import { ActionableError } from '../../../../shared/errors';
import { readSavedModel } from '../../../../tools/byoml/synapseml/readSavedModel';
import { damagedBy, damages } from '../../../support/damages';
import { savedFolder, savedModels } from './fixtures';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'byoml-damaged-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function imported(): Promise<Uint8Array> {
  return encodeModel(importModel(await readSavedModel(folder)));
}

async function removeChecksums(): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of entries) if (name.endsWith('.crc')) await rm(join(parentPath, name));
}

async function partsOf(model: string): Promise<string[]> {
  const entries = await readdir(model, { recursive: true, withFileTypes: true });
  return entries.filter(({ name }) => name.startsWith('part-')).map(({ parentPath, name }) => join(parentPath, name));
}

describe('a model with a part that is damaged', () => {
  it.each(savedModels)('%s: is the same, or refused in a sentence', async (name) => {
    await cp(savedFolder(name), folder, { recursive: true });
    // Pages of the second format have no checksums of their own; where others have, they are enough.
    if (name !== 'uncompressed') await removeChecksums();
    const whole = await imported();
    const parts = await Promise.all(
      (await partsOf(folder)).map(async (path) => ({ path, bytes: await readFile(path) })),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts), damages, async ({ path, bytes }, changes) => {
        await writeFile(path, damagedBy(bytes, changes));
        try {
          expect(await imported()).toEqual(whole);
        } catch (error) {
          if (!(error instanceof ActionableError)) throw error;
          expect(error.message).toContain(folder);
        } finally {
          await writeFile(path, bytes);
        }
      }),
      { numRuns: 250 },
    );
  });
});
