import { findPython } from '../../../tools/python/findPython';
import { itUnlessMissing } from '../../support/itUnlessMissing';

const found = findPython('3.0');
const itWithPython = itUnlessMissing('missing' in found ? found.missing : undefined);

describe('says what to install', () => {
  it('where there is no Python', () => {
    expect(findPython('3.11', 'no-python-here')).toEqual({
      missing: 'there is no no-python-here here: install Python 3.11 or later, with venv, then repeat',
    });
  });

  it('where something else is called so', () => {
    expect(findPython('3.11', process.execPath)).toEqual({ missing: expect.stringContaining('there is no ') });
  });

  itWithPython('where it is too old', () => {
    for (const least of ['3.9999', '4.0']) {
      const { missing } = findPython(least) as { missing: string };
      expect(missing).toMatch(/^python3? is 3\.\d+\.\S+ here: /);
      expect(missing).toContain(`install Python ${least} or later, with venv`);
    }
  });
});

itWithPython('takes a version whose numbers are higher, not one whose digits are', () => {
  expect(findPython('3.2')).toEqual(found);
  expect(findPython('2.99')).toEqual(found);
});
