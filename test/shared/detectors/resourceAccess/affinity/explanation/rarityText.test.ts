import { rarityInBrackets } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/rarityText';

describe('rarityInBrackets', () => {
  it.each([
    [undefined, ''],
    [1, ''],
    [0.9, ' (most days score as high)'],
    [0.5, ' (about 1 in 2 days scores as high)'],
    [1 / 4321, ' (about 1 in 4,300 days scores as high)'],
    [1e-6, ' (about 1 in 1,000,000 days scores as high)'],
    [9.9e-7, ' (fewer than 1 in a million days score as high)'],
    [1e-300, ' (fewer than 1 in a million days score as high)'],
  ])('of %p is %p', (pValue, text) => {
    expect(rarityInBrackets(pValue, 'days')).toBe(text);
  });

  it('is no rarer than those it was compared with can tell', () => {
    expect(rarityInBrackets(1 / 500, 'days', 50)).toBe(' (about 1 in 500 days scores as high)');
    expect(rarityInBrackets(1 / 501, 'days', 50)).toBe(' (rarer than the 50 days it was compared with can tell)');
  });
});
