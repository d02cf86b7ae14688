import fc from 'fast-check';
import { ModelStoreError } from '../../../shared/storage/modelErrors';
import {
  decodeManifest,
  decodePointer,
  encodeManifest,
  encodePointer,
  modelBlobs,
  modelVersion,
} from '../../../shared/storage/modelLayout';

const SHA256 = '0123456789abcdef'.repeat(4);
const VERSION = '20261120T023000Z-0123456789ab';
const OLDER = '20261119T023000Z-ffffffffffff';
const MANIFEST = {
  version: VERSION,
  sha256: SHA256,
  bytes: 7,
  trainedAt: '2026-11-20T02:30:00.000Z',
  details: { users: 3 },
};

const decodeEdited = (edit: object) =>
  decodeManifest(JSON.stringify({ ...JSON.parse(encodeManifest(MANIFEST)), ...edit }), 'm.json', VERSION);
const decodeEditedPointer = (edit: object) =>
  decodePointer(JSON.stringify({ format: 1, version: VERSION, previous: OLDER, ...edit }), 'current.json');

describe('model layout', () => {
  it('names a version by time and hash', () => {
    expect(modelVersion(new Date('2026-11-20T02:30:00.999Z'), SHA256)).toBe(VERSION);
  });

  it('keeps a detector in its folder and a version in its own', () => {
    expect(modelBlobs.pointer('resourceAccess')).toBe('resourceAccess/current.json');
    expect(modelBlobs.model('a', VERSION)).toBe(`a/versions/${VERSION}/model.bin`);
    expect(() => modelBlobs.pointer('../b')).toThrow(RangeError);
    expect(() => modelBlobs.model('a', '../../b')).toThrow('there is no model version');
  });

  it('reads what it writes', () => {
    expect(decodeManifest(encodeManifest(MANIFEST), 'm.json', VERSION)).toEqual(MANIFEST);
    for (const previous of [OLDER, null]) {
      const pointer = { version: VERSION, previous };
      expect(decodePointer(encodePointer(pointer), 'current.json')).toEqual(pointer);
    }
  });

  it.each([
    { version: OLDER },
    { version: undefined },
    { sha256: 'x' },
    { sha256: 'f'.repeat(64) },
    { bytes: 0 },
    { bytes: -1 },
    { bytes: 1.5 },
    { bytes: '7' },
    { trainedAt: 'yesterday' },
    { details: null },
    { details: [] },
  ])('calls a manifest with %j corrupt', (edit) => {
    expect(() => decodeEdited(edit)).toThrow(expect.objectContaining({ reason: 'corrupt' }));
  });

  it.each([
    { version: '../../other/versions/x' },
    { version: `${VERSION}/..` },
    { version: `${VERSION}\n` },
    { version: 1 },
    { version: null },
    { previous: 'x' },
    { previous: undefined },
  ])('calls a pointer with %j corrupt', (edit) => {
    expect(() => decodeEditedPointer(edit)).toThrow(expect.objectContaining({ reason: 'corrupt' }));
  });

  it.each([{ format: 2 }, { format: '1' }, { format: undefined }])('does not read %j', (edit) => {
    expect(() => decodeEditedPointer(edit)).toThrow(expect.objectContaining({ reason: 'unknownFormat' }));
    expect(() => decodeEdited(edit)).toThrow('deploy the release that wrote it');
  });

  it('answers any text with a value or a ModelStoreError', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
    fc.assert(
      fc.property(text, (content) => {
        expect(() => decodePointer(content, 'current.json')).toThrow(ModelStoreError);
        expect(() => decodeManifest(content, 'm.json', VERSION)).toThrow(ModelStoreError);
      }),
    );
  });
});
