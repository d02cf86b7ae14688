import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { trainAccessAnomaly } from '../../../../shared/detectors/resourceAccess/accessAnomaly';
import {
  decodeContainer,
  encodeContainer,
  type Section,
} from '../../../../shared/detectors/resourceAccess/modelContainer';
import { decodeModel, encodeModel, ModelFileError } from '../../../../shared/detectors/resourceAccess/modelFile';
import { originalScores, sampleRows } from './sampleRows';

const pair = (user: string, resource: string) => ({ tenant: 't', user, resource, likelihood: 1 });
const small = trainAccessAnomaly([pair('a', 'x'), pair('b', 'x')], { rank: 1 }, [pair('a', 'x'), pair('b', 'x')]);
const bytes = encodeModel(small, { window: 30 });

/** The file with some bytes changed and the hash made to fit. */
function forge(change: (view: DataView) => void): Uint8Array {
  const forged = bytes.slice();
  change(new DataView(forged.buffer));
  const body = forged.subarray(0, -32);
  forged.set(createHash('sha256').update(body).digest(), body.length);
  return forged;
}

const refusal = (file: Uint8Array): string => {
  try {
    decodeModel(file, 'models/1.bin');
  } catch (error) {
    if (error instanceof ModelFileError) return error.message;
    throw error;
  }
  return 'decoded';
};

describe('model file', () => {
  it('T-M1 test_save_and_load: a loaded model gives the same scores', () => {
    const model = trainAccessAnomaly(sampleRows('test_training', ['0', '1']), { iterations: 10 });
    const loaded = decodeModel(encodeModel(model, { version: 'v1' }), 'model');
    const rows = [...sampleRows('test_intra', ['0', '1']), ...sampleRows('test_inter', ['0', '1'])];
    expect(originalScores(loaded.model, rows)).toEqual(originalScores(model, rows));
    expect(loaded.description).toEqual({ version: 'v1' });
    expect(loaded.model.parameters).toEqual(model.parameters);
  });

  it('any model comes back as it was, and encodes to the same bytes', () => {
    const name = fc.string({ unit: 'binary', maxLength: 5 });
    const access = fc.record({
      tenant: name,
      user: name,
      resource: name,
      likelihood: fc.integer({ min: -5, max: 99 }),
    });
    const history = fc.array(access, { maxLength: 4 });
    const accesses = fc.array(access, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(accesses, history, fc.dictionary(fc.string(), fc.string()), (rows, known, description) => {
        const model = trainAccessAnomaly(rows, { iterations: 1, rank: 3 }, known);
        const encoded = encodeModel(model, description);
        const decoded = decodeModel(encoded, 'model');
        expect(decoded.model).toEqual(model);
        expect(encodeModel(decoded.model, decoded.description)).toEqual(encoded);
      }),
    );
  });

  it('is read in place, or from a copy where the bytes are not aligned', () => {
    const aligned = decodeModel(bytes, 'model').model;
    expect(aligned.users.factors.buffer).toBe(bytes.buffer);
    for (let shift = 1; shift < 8; shift++) {
      const shifted = Buffer.alloc(bytes.length + shift).subarray(shift);
      shifted.set(bytes);
      expect(decodeModel(shifted, 'model').model).toEqual(aligned);
    }
  });

  it('cut at any byte, or with more at its end, it is refused', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(refusal(bytes.subarray(0, length))).toMatch(/^model models\/1.bin .*cut short.*: .*train a new model$/);
    }
    expect(refusal(Buffer.concat([bytes, Buffer.alloc(8)]))).toMatch(/damaged/);
  });

  it('with any bit flipped, it is refused', () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(refusal(flipped)).toMatch(/^model models\/1.bin (is|has) .*: .*train a new model$/);
    }
  });

  it('of another format version, it says which and what to do', () => {
    const withVersion = (version: number) => forge((view) => view.setUint32(8, version, true));
    expect(refusal(withVersion(5))).toBe(
      'model models/1.bin has format 5, and this app reads formats 1, 2, 3, 4: upgrade the app, or train a new model',
    );
    expect(refusal(withVersion(0))).toMatch(/has format 0, and this app reads formats 1, 2, 3, 4: train a new model/);
  });

  it('that is something else altogether, it is refused', () => {
    expect(refusal(new TextEncoder().encode('<?xml version="1.0"?><Error>not found</Error>'))).toMatch(
      /not a model file/,
    );
    expect(refusal(new Uint8Array(1000))).toMatch(/not a model file/);
  });

  it('whose header length lies, it is refused', () => {
    for (const length of [0, 1, 10_000, 2 ** 32 - 1]) {
      expect(refusal(forge((view) => view.setUint32(12, length, true)))).toMatch(/has a header that/);
    }
  });

  it.each([
    ['"means","float64",1', '"means","float64",0', /is longer or shorter than its sections/],
    ['"means","float64",1', '"means","float64",2', /has no room for its section history.resourceOf/],
    [
      '"history.resourceOf","int32",2',
      '"history.resourceOf","int32",9',
      /has no room for its section history.resourceOf/,
    ],
    ['"means","float64",1', '"means","float99",1', /has a header that is not a model header/],
    ['"sections":[', '"sectionZ":[', /has a header that is not a model header/],
  ])('whose header has %s as %s, it is refused', (from, to, message) => {
    const position = Buffer.from(bytes).indexOf(from);
    expect(position).toBeGreaterThan(0);
    const forged = forge((view) => new Uint8Array(view.buffer).set(Buffer.from(to), position));
    expect(refusal(forged)).toMatch(message);
  });

  it('whose bytes are changed and hashed anew, it is refused or decodes, and never fails otherwise', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 33), fc.nat(255), (position, byte) => {
        expect(typeof refusal(forge((view) => view.setUint8(position, byte)))).toBe('string');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a model file that contradicts itself', () => {
  const { content, sections } = decodeContainer(bytes, 'model');

  const refusalWith = (change: Record<string, Section | null>, changedContent: unknown = content) => {
    const changed = new Map([...sections, ...(Object.entries(change) as [string, Section][])]);
    for (const [name, section] of Object.entries(change)) if (section === null) changed.delete(name);
    return refusal(encodeContainer({ content: changedContent, sections: changed }));
  };

  it('is whole to begin with', () => {
    expect(refusalWith({})).toBe('decoded');
  });

  it.each<[string, Section]>([
    ['tenants.offsets', Int32Array.of()],
    ['tenants.offsets', Int32Array.of(0, 2)],
    ['users.names.offsets', Int32Array.of(0, 2, 1, 2)],
    ['users.names.offsets', Int32Array.of(-1, 1, 2)],
    ['users.starts', Int32Array.of(0, 1, 2)],
    ['users.factors', Float32Array.of(1)],
    ['users.factors', Float32Array.of(1, Number.NaN)],
    ['resources.components', Int32Array.of(0, 0)],
    ['means', Float64Array.of()],
    ['means', Float64Array.of(Number.POSITIVE_INFINITY)],
    ['means', Float64Array.of(1e300)],
    ['means', Float64Array.of(-1e101)],
    ['standardDeviations', Float64Array.of(0)],
    ['standardDeviations', Float64Array.of(-1)],
    ['standardDeviations', Float64Array.of(5e-324)],
    ['standardDeviations', Float64Array.of(1e101)],
    ['standardDeviations', Float64Array.of(Number.NaN)],
    ['history.offsets', Int32Array.of(0, 1)],
    ['history.offsets', Int32Array.of(0, 2, 2)],
    ['history.resourceOf', Int32Array.of(0)],
  ])('in %s = %j is refused', (name, section) => {
    expect(refusalWith({ [name]: section })).toMatch(/has a section .* that contradicts the others: train a new model/);
  });

  it.each([
    'means',
    'users.factors',
    'tenants.bytes',
    'tenants.offsets',
  ])('without %s, or of another kind, is refused', (name) => {
    expect(refusalWith({ [name]: null })).toBe(`model models/1.bin has no section ${name}: train a new model`);
    const other = name === 'means' ? new Float32Array(1) : new Float64Array(1);
    expect(refusalWith({ [name]: other })).toMatch(/has no section/);
  });

  it.each([
    null,
    [],
    {},
    { parameters: {}, hasHistory: 'no', description: {} },
    { parameters: {}, hasHistory: false, description: [] },
  ])('with content %j is refused', (changed) => {
    expect(refusalWith({}, changed)).toMatch(/has a header that does not describe a model/);
  });

  it.each([{ rank: -1 }, { rank: { toString: 1 } }, { other: 1 }])('with parameters %j is refused', (parameters) => {
    expect(refusalWith({}, { parameters, hasHistory: false, description: {} })).toMatch(/parameters that break a rule/);
  });
});
