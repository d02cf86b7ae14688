import { eventIdOf, isRow, type Row, rawField, timeField } from '../../../shared/events/row';

describe('isRow', () => {
  it('takes objects only', () => {
    expect([{}, { a: 1 }].map(isRow)).toEqual([true, true]);
    expect([null, undefined, 'a', 1, true, [], [{}]].map(isRow)).toEqual(Array(7).fill(false));
  });
});

describe('fields', () => {
  it('are the row’s own, nothing inherited', () => {
    const row: Row = JSON.parse('{"__proto__": {"Account": "evil"}, "constructor": "c"}');
    expect(rawField(row, 'Account')).toBeUndefined();
    expect(rawField({}, 'toString')).toBeUndefined();
    expect(rawField({}, '__proto__')).toBeUndefined();
    expect(rawField(row, 'constructor')).toBe('c');
  });

  it('are read from rows without a prototype', () => {
    const row: Row = Object.assign(Object.create(null), { Account: 'alice' });
    expect(rawField(row, 'Account')).toBe('alice');
  });
});

describe('timeField', () => {
  it('reads texts only', () => {
    expect(timeField({ TimeGenerated: '1970-01-01T00:00:01Z' }, 'TimeGenerated')).toBe(1000);
    expect(timeField({ TimeGenerated: 1000 }, 'TimeGenerated')).toBeUndefined();
    expect(timeField({ TimeGenerated: ['1970-01-01T00:00:01Z'] }, 'TimeGenerated')).toBeUndefined();
    expect(timeField({}, 'TimeGenerated')).toBeUndefined();
  });
});

describe('eventIdOf', () => {
  it.each([5140, '5140', ' 5140 '])('reads %p', (value) => {
    expect(eventIdOf(value)).toBe(5140);
  });

  it.each([
    undefined,
    null,
    '',
    '-',
    '0x1414',
    '5.14e3',
    '５１４０',
    [5140],
    true,
    '9'.repeat(400),
  ])('refuses %p', (value) => {
    expect(eventIdOf(value)).toBeNaN();
  });
});
