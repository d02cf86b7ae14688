import {
  checkParameters,
  defaultParameters,
  type GivenParameters,
  ParameterError,
} from '../../../../shared/detectors/resourceAccess/parameters';

describe('checkParameters', () => {
  it('fills in the defaults of each kind of feedback', () => {
    const common = {
      scorer: 'affinity',
      rank: 10,
      iterations: 25,
      regularization: 1,
      blocks: null,
      separateTenants: false,
      seed: 0,
    };
    const range = { lowValue: 5, highValue: 10 };
    expect(checkParameters()).toEqual({
      ...common,
      ...range,
      implicitFeedback: true,
      alpha: 1,
      complementFactor: null,
      negativeScore: null,
    });
    expect(checkParameters({ implicitFeedback: false })).toEqual({
      ...common,
      ...range,
      implicitFeedback: false,
      alpha: null,
      complementFactor: 2,
      negativeScore: 1,
    });
  });

  it('T-E1 every parameter has a default, and giving back what it gave changes nothing', () => {
    expect(Object.keys(defaultParameters)).toHaveLength(13);
    const resolved = checkParameters();
    expect(Object.keys(resolved)).toEqual(Object.keys(defaultParameters));
    expect(checkParameters(resolved)).toEqual(resolved);
    const explicit = checkParameters({ implicitFeedback: false });
    expect(checkParameters(explicit)).toEqual(explicit);
    const values = Object.values(resolved);
    expect(new Set(values.map((value) => typeof value))).toEqual(new Set(['string', 'number', 'boolean', 'object']));
    expect(values).toContain(null);
  });

  // The original sets parameters by constructor, setter or property; here there is one way, an object.
  it('T-U4 T-U5 T-U6 a parameter that is set is the one that is used, undefined is the default', () => {
    const given = { rank: 7, regularization: 0.5, separateTenants: true, lowValue: null, highValue: null, blocks: 3 };
    expect(checkParameters(given)).toMatchObject(given);
    expect(checkParameters({ rank: undefined }).rank).toBe(10);
  });

  it.each<[GivenParameters, string]>([
    [{ scorer: 'other' as 'affinity' }, "parameter scorer is 'other', but it must be affinity or accessAnomaly"],
    [{ rank: 0 }, 'parameter rank is 0, but it must be a whole number from 1'],
    [{ rank: 2.5 }, 'parameter rank is 2.5, but it must be a whole number'],
    [{ iterations: 0 }, 'parameter iterations is 0, but it must be a whole number from 1'],
    [{ regularization: -1 }, 'parameter regularization is -1, but it must be a number from 0'],
    [{ regularization: Number.NaN }, 'parameter regularization is NaN'],
    [{ regularization: Number.POSITIVE_INFINITY }, 'parameter regularization is Infinity'],
    [{ blocks: 0 }, 'parameter blocks is 0, but it must be a whole number from 1'],
    [{ seed: 0.5 }, 'parameter seed is 0.5'],
    [{ lowValue: 0.9 }, 'parameter lowValue is 0.9, but it must be a number from 1'],
    [{ lowValue: 10 }, 'parameter highValue is 10, but it must be above lowValue, which is 10'],
    [{ lowValue: null }, 'parameter lowValue is null, but it must be a number if highValue is one'],
    [{ highValue: null }, 'parameter highValue is null, but it must be a number if lowValue is one'],
    [{ complementFactor: 2 }, 'parameter complementFactor is 2, but it must be left out (null) in implicit feedback'],
    [{ negativeScore: 1 }, 'parameter negativeScore is 1, but it must be left out (null) in implicit feedback'],
    [{ alpha: -0.1 }, 'parameter alpha is -0.1, but it must be a number from 0'],
    [
      { implicitFeedback: false, alpha: 1 },
      'parameter alpha is 1, but it must be left out (null) in explicit feedback',
    ],
    [{ implicitFeedback: false, complementFactor: -1 }, 'parameter complementFactor is -1'],
    [{ implicitFeedback: false, negativeScore: 5 }, 'parameter negativeScore is 5, but it must be below lowValue'],
  ])('refuses %j', (given, message) => {
    expect(() => checkParameters(given)).toThrow(ParameterError);
    expect(() => checkParameters(given)).toThrow(message);
  });

  it.each([
    ['{"scorer":null}', 'parameter scorer is null, but it must be affinity or accessAnomaly'],
    ['{"rank":"10"}', "parameter rank is '10'"],
    ['{"rank":[10]}', 'parameter rank is [Array], but it must be a whole number'],
    ['{"rank":{"toString":1}}', 'parameter rank is [Object], but'],
    ['{"alpha":{"valueOf":1}}', 'parameter alpha is [Object]'],
    ['{"lowValue":null,"highValue":{"toString":1}}', 'parameter highValue is [Object]'],
    ['{"lowValue":{"toString":1},"highValue":null}', 'parameter lowValue is [Object]'],
    ['{"highValue":[]}', 'parameter highValue is []'],
    ['{"separateTenants":"yes"}', "parameter separateTenants is 'yes', but it must be true or false"],
    ['{"rnk":10}', 'parameter rnk is 10, but it must be left out: the parameters are scorer, rank, iterations'],
    ['{"__proto__":1}', 'parameter __proto__ is 1'],
  ])('refuses %s from JSON', (json, message) => {
    expect(() => checkParameters(JSON.parse(json))).toThrow(ParameterError);
    expect(() => checkParameters(JSON.parse(json))).toThrow(message);
  });

  it('keeps its message short, whatever the value', () => {
    for (const rank of ['x'.repeat(1e6), Array(1e5).fill('x'), { ...Array(1e5).fill({}) }]) {
      const parameters = JSON.parse(JSON.stringify({ rank }));
      expect(() => checkParameters(parameters)).toThrow(/^parameter rank is .{1,150}, but it must be /);
    }
  });
});
