import type { AccessGroup, DayScore } from '../../../../../../shared/detectors/detector';
import { dayText as textOf } from '../../../../../../shared/detectors/resourceAccess/affinity/explanation/dayText';
import { access } from '../../../../../support/accesses';

const step = (pValue: number) => ({ score: 1, pValue, caseScore: 2 });
const day = { score: 2, pValue: 1 / 5000, steps: [step(0.2), step(0.01)] };
const time = Date.UTC(2026, 10, 5, 23, 59);
const two = [access({ time }), access({ time, resource: 'fs02\\hr' })] as const;

const many = { days: Number.POSITIVE_INFINITY, accesses: Number.POSITIVE_INFINITY };
const dayText = (...[accesses, of, rate, strangest]: [AccessGroup, DayScore, number, number]) =>
  textOf(accesses, of, rate, strangest, many);

describe('dayText', () => {
  it('tells how many, how many are usual, how rare such days are, and the strangest access', () => {
    expect(dayText(two, day, 0.3, 1)).toBe(
      'contoso\\alice opened 2 resources for the first time on 2026-11-05, where 0.3 are usual (about 1 in 5,000 ' +
        "legitimate users' days with a first-time access scores as high); the strangest is fs02\\hr (about 1 in 100 " +
        'legitimate first-time accesses scores as high).',
    );
  });

  it.each([
    [0.01, 'fewer than 0.1 are usual'],
    [0.96, '1.0 is usual'],
    [9.96, '10 are usual'],
    [1234.5, '1,235 are usual'],
  ])('a rate of %p is told as %p', (rate, text) => {
    expect(dayText(two, day, rate, 0)).toContain(`, where ${text}`);
  });

  it('has a singular, and leaves out a rarity that is not known', () => {
    const [first] = two;
    expect(dayText([first], { ...day, pValue: 1, steps: [step(1)] }, 1, 0)).toBe(
      'contoso\\alice opened 1 resource for the first time on 2026-11-05, where 1.0 is usual; the strangest is fs01\\finance.',
    );
  });

  it('cuts long names', () => {
    const long = access({ user: 'u'.repeat(1024), resource: 'r'.repeat(1024) });
    expect(dayText([long], { ...day, steps: [step(0.2)] }, 1, 0).length).toBeLessThan(550);
  });
});
