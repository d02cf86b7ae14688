import fc from 'fast-check';
import { nextOccurrence, parseNcrontab } from '../../../../tools/local/functionHost/ncrontab';

function next(expression: string, after: string): string | undefined {
  return nextOccurrence(parseNcrontab(expression), new Date(after))?.toISOString();
}

describe('nextOccurrence', () => {
  // Expressions and their meaning from https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-examples
  it.each([
    ['0 */5 * * * *', 'once every five minutes', '2026-01-01T00:02:30Z', '2026-01-01T00:05:00.000Z'],
    ['0 0 * * * *', 'at the top of every hour', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00.000Z'],
    ['0 0 */2 * * *', 'every two hours', '2026-01-01T22:00:01Z', '2026-01-02T00:00:00.000Z'],
    ['0 0 9-17 * * *', 'every hour from 9 to 17', '2026-01-01T17:00:00Z', '2026-01-02T09:00:00.000Z'],
    ['0 30 9 * * *', 'at 9:30 every day', '2026-12-31T09:30:00Z', '2027-01-01T09:30:00.000Z'],
    ['0 30 9 * * 1-5', 'at 9:30 every weekday', '2026-01-02T09:30:00Z', '2026-01-05T09:30:00.000Z'],
    ['0 30 9 * Jan Mon', 'at 9:30 every Monday in January', '2026-02-01T00:00:00Z', '2027-01-04T09:30:00.000Z'],
  ])('%s: %s', (expression, _, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it('waits for a leap day', () => {
    expect(next('0 0 0 29 2 *', '2096-03-01T00:00:00Z')).toBe('2104-02-29T00:00:00.000Z');
    expect(next('0 0 0 29 2 Mon', '2072-03-01T00:00:00Z')).toBe('2112-02-29T00:00:00.000Z');
    expect(next('0 0 0 30 2 *', '2026-01-01T00:00:00Z')).toBeUndefined();
  });

  it('takes lists, steps from a value, and names', () => {
    expect(next('5,10 10/20 0 * * *', '2026-01-01T00:30:05Z')).toBe('2026-01-01T00:30:10.000Z');
    expect(next('0 0 0 * dec SUN', '2026-01-01T00:00:00Z')).toBe('2026-12-06T00:00:00.000Z');
  });

  it('is after the time given, and the first that matches', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (after) => {
          const occurrence = nextOccurrence(parseNcrontab('*/15 * * * * *'), after)!;
          const wait = occurrence.getTime() - after.getTime();
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(15_000);
          expect(occurrence.getUTCSeconds() % 15).toBe(0);
        },
      ),
    );
  });
});

describe('parseNcrontab', () => {
  it.each([
    '',
    '* * * * *',
    '00:30:00',
    '60 * * * * *',
    '* * 24 * * *',
    '* * * 0 * *',
    '* * * * 13 *',
    '* * * * * 7',
  ])('refuses %j', (expression) => {
    expect(() => parseNcrontab(expression)).toThrow(`Schedule '${expression}'`);
  });

  it.each([
    'a * * * * *',
    '5-1 * * * * *',
    '*/0 * * * * *',
    '1- * * * * *',
    ', * * * * *',
  ])('refuses %j', (expression) => {
    expect(() => parseNcrontab(expression)).toThrow('is not within 0 to 59');
  });
});
