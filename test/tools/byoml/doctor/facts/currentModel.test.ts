import { modelBlobs } from '../../../../../shared/storage/modelLayout';
import { absent, knownValue } from '../../../../../tools/byoml/doctor/fact';
import { readModel } from '../../../../../tools/byoml/doctor/facts/currentModel';
import { overwrite, StorageFixture, unreachableContainer } from '../../../../shared/storage/storageFixture';
import { publishSmallModel } from '../../replay/smallModel';

const storage = new StorageFixture();
beforeAll(() => storage.start());
afterAll(() => storage.stop());

async function published() {
  const container = storage.newContainer();
  const { version } = await publishSmallModel(container);
  return { container, version };
}

it('reads the model that scorers use', async () => {
  const { container, version } = await published();
  expect(knownValue(await readModel(container))).toMatchObject({
    version,
    trainedAt: expect.any(Date),
    bytes: expect.any(Number),
  });
});

it('tells that none is published', async () => {
  expect(await readModel(storage.newContainer())).toEqual(absent);
});

it.each([
  ['the pointer', (_version: string) => modelBlobs.pointer('resourceAccess'), '{'],
  ['the manifest', (version: string) => modelBlobs.manifest('resourceAccess', version), '{"format":1}'],
  ['the model, cut', (version: string) => modelBlobs.model('resourceAccess', version), 'x'],
])('tells that %s is damaged', async (_title, nameOf, content) => {
  const { container, version } = await published();
  await overwrite(container, nameOf(version), content);
  expect(knownValue(await readModel(container))).toEqual({
    problem: expect.stringMatching(/is damaged: .*Train again/),
  });
});

it('tells a bit that was flipped', async () => {
  const { container, version } = await published();
  const blob = container.getBlockBlobClient(modelBlobs.model('resourceAccess', version));
  const bytes = await blob.downloadToBuffer();
  bytes[bytes.length >> 1]! ^= 1;
  await blob.uploadData(bytes);
  expect(knownValue(await readModel(container))).toEqual({ problem: expect.stringMatching(/SHA-256/) });
});

it.each([
  [403, 'AuthorizationPermissionMismatch', /HTTP 403\): you need Storage Blob Data Reader on it, and its firewall/],
  [401, 'NoAuthenticationInformation', /HTTP 401\): sign in again: az login/],
  [500, 'InternalError', /HTTP 500\): check that the storage account can be reached/],
])('tells why it cannot look: %s', async (status, code, text) => {
  const { container } = await published();
  storage.fault = () => ({ status, code });
  expect(await readModel(container)).toEqual({ state: 'unknown', why: expect.stringMatching(text) });
});

it('tells storage that is not there', async () => {
  expect(await readModel(unreachableContainer())).toEqual({
    state: 'unknown',
    why: expect.stringMatching(/ECONNREFUSED/),
  });
});
