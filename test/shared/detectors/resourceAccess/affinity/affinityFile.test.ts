import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { resourceAccess } from '../../../../../shared/detectors/resourceAccess/detector';
import {
  type Container,
  decodeContainer,
  encodeContainer,
  type Section,
} from '../../../../../shared/detectors/resourceAccess/modelContainer';
import { decodeModel, encodeModel, ModelFileError } from '../../../../../shared/detectors/resourceAccess/modelFile';
import { access } from '../../../../support/accesses';
import { company, firstAccesses, share, trainingData } from './company';

const learned = firstAccesses({ ...company, teams: 4, usersPerTeam: 16, sharesPerTeam: 20 });
const tiny = [{ tenant: 'tiny', user: 'a', resource: 'fs1\\x', likelihood: 1, firstDay: 20_000 }];
const model = resourceAccess.train(trainingData([...learned, ...tiny]), { iterations: 3, rank: 2 });
const bytes = encodeModel(model, { window: 30 });
const whole = decodeContainer(bytes, 'model');
const affinitySections = [...whole.sections.keys()].filter((name) => name.startsWith('affinity.'));

/** What reading a file comes to: its refusal, or `decoded` once everything it scores is a finite number. */
function outcome(file: Uint8Array): string {
  let decoded: ReturnType<typeof decodeModel>['model'];
  try {
    decoded = decodeModel(file, 'models/1.bin').model;
  } catch (error) {
    if (error instanceof ModelFileError) return error.message;
    throw error;
  }
  for (const tenant of ['north', 'tiny', 'elsewhere']) {
    for (const user of ['user 1', 'user 2', 'a', 'nobody']) {
      const [first, ...others] = [share(0, 1), share(1, 2), share(3, 3), 'fs1\\x', 'fs0\\C$', 'fs0\\new'].map(
        (resource) => access({ tenant, user, resource }),
      );
      for (const one of [first!, ...others]) {
        const { score, pValue } = resourceAccess.score(decoded, one);
        expect(Number.isFinite(score) && pValue! > 0 && pValue! <= 1).toBe(true);
      }
      const day = resourceAccess.userDays.score(decoded, [first!, ...others]);
      expect(Number.isFinite(day.score) && day.pValue > 0 && day.pValue <= 1).toBe(true);
    }
  }
  return 'decoded';
}

const forged = (change: Partial<Container>) => outcome(encodeContainer({ ...whole, ...change }));

const withSection = (name: string, section: Section | undefined) => {
  const sections = new Map(whole.sections);
  if (section === undefined) sections.delete(name);
  else sections.set(name, section);
  return forged({ sections });
};

/** The content with what is at a path of names, like `odds.shapes.0.knots`, replaced. */
function withContent(path: string, value: unknown): string {
  const content = structuredClone(whole.content) as Record<string, unknown>;
  const names = ['affinity', ...path.split('.')];
  const parent = names.slice(0, -1).reduce((part, name) => part[name] as Record<string, unknown>, content);
  expect(parent).toHaveProperty([names.at(-1)!]);
  parent[names.at(-1)!] = value;
  return forged({ content });
}

/** Numbers that may stand nowhere in a section. */
function outOfRange(name: string, section: Section): readonly number[] {
  if (section.length === 0 || name.endsWith('.bytes')) return [];
  if (section instanceof Float32Array) return [Number.NaN, Number.POSITIVE_INFINITY, -0.001];
  if (section instanceof Uint8Array) return [2, 255];
  const isCount = /newPairs|newcomers|firstPairs/.test(name);
  return isCount ? [-1, -(2 ** 31)] : [-1, -(2 ** 31), 2 ** 31 - 1];
}

const contradicts = /^model models\/1.bin has a section affinity\..* that contradicts the others: train a new model$/;
const unreadable = 'model models/1.bin has affinities that cannot be read: train a new model';

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

describe('content', () => {
  it.each<[string, unknown]>([
    ['odds', null],
    ['odds.intercept', null],
    ['odds.intercept', '1'],
    ['odds.intercept', 1e101],
    ['odds.shapes', []],
    ['odds.shapes.0', {}],
    ['odds.shapes.0.lowest', 1e9],
    ['odds.shapes.0.lowest', null],
    ['odds.shapes.0.highest', -1e9],
    ['odds.shapes.0.reference', '0'],
    ['odds.shapes.0.slopes', []],
    ['odds.shapes.0.slopes', [1, 2, 3]],
    ['odds.shapes.0.slopes', [null]],
    ['odds.shapes.0.knots', [0]],
    ['odds.shapes.0.knots', 'none'],
    ['strangers', []],
    ['strangers', [0.1, -0.1]],
    ['strangers', [0.1, 'NaN']],
    ['calibrations', []],
    ['calibrations', {}],
    ['calibrations.0', null],
    ['calibrations.0.quantiles', [3, 2, 1]],
    ['calibrations.0.quantiles', [null]],
    ['calibrations.0.quantiles', Array(513).fill(0)],
    ['calibrations.0.tail', null],
    ['calibrations.0.tail.threshold', 1e6],
    ['calibrations.0.tail.probability', 0],
    ['calibrations.0.tail.probability', 1.5],
    ['calibrations.0.tail.shape', 3],
    ['calibrations.0.tail.shape', -2],
    ['calibrations.0.tail.scale', -1],
    ['expectations', []],
    ['expectations.0', 'none'],
    ['expectations.0.accesses', -1],
    ['expectations.0.accesses', 99],
    ['expectations.0.accesses', 0.5],
    ['expectations.0.accesses', '__proto__'],
    ['expectations.0.days', null],
    ['expectations.0.days', 99],
    ['expectations.0.accessesPerDay', -1],
    ['expectations.0.accessesPerDay', null],
    ['expectations.0.userDaysPerDay', -1],
    ['isTimed', 1],
    ['isTimed', false],
  ])('whose %s is %j is refused', (path, value) => {
    expect(withContent(path, value)).toBe(unreadable);
  });

  it.each([null, [], {}, 'affinity', 7])('that is %j is refused', (affinity) => {
    expect(forged({ content: { ...(whole.content as object), affinity } })).toBe(unreadable);
  });

  it('whose numbers are as far apart as they may be gives finite scores', () => {
    const number = fc.oneof(
      fc.constantFrom(-1e100, 1e100, 0, 1e-300, -1e-300),
      fc.double({ min: -1e100, max: 1e100, noNaN: true }),
    );
    const ascending = (least: number, most: number) =>
      fc.array(number, { minLength: least, maxLength: most }).map((numbers) => numbers.sort((a, b) => a - b));
    const shape = ascending(2, 5).chain((range) =>
      fc.record({
        lowest: fc.constant(range[0]!),
        highest: fc.constant(range.at(-1)!),
        knots: fc.constant(range.slice(1, -1)),
        slopes: fc.array(number, { minLength: range.length - 1, maxLength: range.length - 1 }),
        reference: number,
      }),
    );
    const calibration = ascending(1, 5).chain((quantiles) =>
      fc.record({
        quantiles: fc.constant(quantiles),
        tail: fc.record({
          threshold: fc.constant(quantiles.at(-1)!),
          probability: fc.double({ min: 0, minExcluded: true, max: 1, noNaN: true }),
          shape: fc.double({ min: -1, max: 2, noNaN: true }),
          scale: fc.oneof(fc.constantFrom(0, Number.MIN_VALUE, 1e100), fc.double({ min: 0, max: 1e100, noNaN: true })),
        }),
      }),
    );
    const { affinity } = whole.content as { affinity: { odds: { shapes: unknown[] }; calibrations: unknown[] } };
    fc.assert(
      fc.property(shape, calibration, fc.nat(), (oneShape, oneCalibration, at) => {
        const shapes = affinity.odds.shapes.with(at % affinity.odds.shapes.length, oneShape);
        const calibrations = affinity.calibrations.map(() => oneCalibration);
        const changed = { ...affinity, odds: { ...affinity.odds, shapes }, calibrations };
        expect(forged({ content: { ...(whole.content as object), affinity: changed } })).toBe('decoded');
      }),
      { numRuns: 200 },
    );
  });
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
