import fc from 'fast-check';
import { anyPattern, parsePatterns } from '../../../shared/events/patterns';

describe('parsePatterns', () => {
  it.each([
    ['', []],
    [' , ,', []],
    ['*$, ANONYMOUS LOGON ,NT AUTHORITY\\*', ['*$', 'ANONYMOUS LOGON', 'NT AUTHORITY\\*']],
  ])('%p', (text, patterns) => {
    expect(parsePatterns(text)).toEqual(patterns);
  });
});

describe('anyPattern', () => {
  it.each([
    ['IPC$', 'ipc$', true],
    ['IPC$', 'IPC$2', false],
    ['*$', 'CONTOSO\\FS01$', true],
    ['*$', '$', true],
    ['*$', 'alice', false],
    ['NT AUTHORITY\\*', 'nt authority\\SYSTEM', true],
    ['svc-*-backup', 'SVC-sql-backup', true],
    ['svc-*-backup', 'svc-backup', false],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'a1b2b3c', true],
    ['a*b*c', 'acb', false],
    ['*ab*ab*', 'xabab', true],
    ['*ab*ab*', 'xabb', false],
    ['ab*ba', 'aba', false],
    ['*', '', true],
    ['**', 'anything', true],
    ['a.c', 'abc', false],
    ['[a-z]+', 'abc', false],
  ])('%s on %s: %p', (pattern, name, expected) => {
    expect(anyPattern(['nobody', pattern])(name)).toBe(expected);
  });

  it('matches nothing without patterns', () => {
    expect(anyPattern([])('')).toBe(false);
  });

  // A matcher that tries again where it went wrong would not come to an end.
  it('is done with a pattern of many stars', () => {
    expect(anyPattern([`${'*a'.repeat(5000)}b`])('a'.repeat(10_000))).toBe(false);
    expect(anyPattern([`${'*a'.repeat(5000)}*b*a`])('a'.repeat(10_000))).toBe(false);
  });

  it('agrees with a regular expression', () => {
    const text = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
    fc.assert(
      fc.property(text('ab*'), text('ab'), (pattern, name) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        expect(anyPattern([pattern])(name)).toBe(expression.test(name));
      }),
      { numRuns: 2000 },
    );
  });
});
