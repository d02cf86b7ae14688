import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Section } from '../../../../../shared/detectors/resourceAccess/modelContainer';
import { decodeModel, encodeModel } from '../../../../../shared/detectors/resourceAccess/modelFile';
import { bytes, forged, model, outcome, whole, withSection } from './forgedModel';

const affinitySections = [...whole.sections.keys()].filter((name) => name.startsWith('affinity.'));

/** Numbers that may stand nowhere in a section. */
function outOfRange(name: string, section: Section): readonly number[] {
  if (section.length === 0 || name.endsWith('.bytes')) return [];
  if (section instanceof Float32Array) return [Number.NaN, Number.POSITIVE_INFINITY, -0.001];
  if (section instanceof Uint8Array) return [2, 255];
  const isCount = /newPairs|singleDayPairs|newcomers|firstPairs/.test(name);
  return isCount ? [-1, -(2 ** 31)] : [-1, -(2 ** 31), 2 ** 31 - 1];
}

const contradicts = /^model models\/1.bin has a section affinity\..* that contradicts the others: train a new model$/;

it('comes back as it was, encodes to the same bytes, and scores', () => {
  const decoded = decodeModel(bytes, 'model');
  expect(decoded.model).toEqual(model);
  expect(encodeModel(decoded.model, decoded.description)).toEqual(bytes);
  expect(outcome(bytes)).toBe('decoded');
});

describe.each(affinitySections)('section %s', (name) => {
  const section = whole.sections.get(name)!;

  it('that is missing, or of another kind, is refused', () => {
    expect(withSection(name, undefined)).toBe(`model models/1.bin has no section ${name}: train a new model`);
    expect(withSection(name, new Float64Array(section.length))).toBe(
      `model models/1.bin has no section ${name}: train a new model`,
    );
  });

  it('that is cut or longer is refused', () => {
    // Where nobody is ubiquitous there are no names to cut.
    if (section.length > 0) expect(withSection(name, section.slice(0, -1))).toMatch(contradicts);
    if (section.length > 0) expect(withSection(name, section.slice(0, 0))).toMatch(contradicts);
    const longer = new (section.constructor as Int32ArrayConstructor)(section.length + 1);
    longer.set(section as Int32Array);
    expect(withSection(name, longer)).toMatch(contradicts);
  });

  it('with a number that is out of range is refused', () => {
    for (const value of outOfRange(name, section)) {
      for (const at of [0, section.length >> 1, section.length - 1]) {
        const changed = section.slice();
        changed[at] = value;
        expect(withSection(name, changed)).toMatch(contradicts);
      }
    }
  });

  it('with any numbers changed is refused, or gives finite scores', () => {
    const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(20), fc.integer(), fc.float()));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = section.slice();
        for (const [at, value] of changes) if (changed.length > 0) changed[at % changed.length] = value;
        expect(typeof withSection(name, changed)).toBe('string');
      }),
      { numRuns: 25 },
    );
  });
});

it('factors below 0, of which there is no logarithm, are refused', () => {
  for (const name of ['users.factors', 'resources.factors']) {
    const factors = whole.sections.get(name)!.slice();
    factors[0] = -1;
    expect(withSection(name, factors)).toBe(
      `model models/1.bin has a section ${name} that contradicts the others: train a new model`,
    );
  }
});

it('a neighbour twice, or out of order, is refused', () => {
  const name = 'affinity.pairs.rightsOf';
  const rightsOf = whole.sections.get(name)!.slice();
  rightsOf[1] = rightsOf[0]!;
  expect(withSection(name, rightsOf)).toMatch(contradicts);
});

it('a file that has no affinities, or has them, must say so by its scorer', () => {
  const { affinity, parameters, ...content } = whole.content as { affinity: unknown; parameters: object };
  expect(forged({ content: { ...content, parameters } })).toBe(
    'model models/1.bin has no affinities, but affinity as its scorer: train a new model',
  );
  expect(forged({ content: { ...content, affinity, parameters: { ...parameters, scorer: 'accessAnomaly' } } })).toBe(
    'model models/1.bin has affinities, but not affinity as its scorer: train a new model',
  );
});

it('a file of format 1, which knew no scorer, is AccessAnomaly’s', () => {
  const file = join(__dirname, '../../../../fixtures/models/resourceAccess-format-1.model');
  const read = decodeModel(readFileSync(file), 'model').model;
  expect(read.parameters.scorer).toBe('accessAnomaly');
  expect(read.affinity).toBeUndefined();
});
