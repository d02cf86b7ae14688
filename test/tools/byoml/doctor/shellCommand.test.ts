import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { shellCommand } from '../../../../tools/byoml/doctor/shellCommand';

it('leaves plain words as they are', () => {
  expect(shellCommand('az', 'group', 'show', '--name', 'rg-1', '--set', 'a.b=c')).toBe(
    'az group show --name rg-1 --set a.b=c',
  );
});

it('gives a shell just the words, whatever is in them', () => {
  const word = fc.string({ unit: fc.constantFrom(...`ab'"\`$(){};&|<>*?~!#=\\ \t`), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
      const printed = execFileSync('/bin/sh', ['-c', `printf '%s\\n' ${shellCommand(...words)}`], { encoding: 'utf8' });
      expect(printed.slice(0, -1).split('\n')).toEqual(words);
    }),
    { numRuns: 200 },
  );
});
