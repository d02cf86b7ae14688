import fc from 'fast-check';
import { resourceNameOf } from '../../../../../shared/detectors/resourceAccess/affinity/resourceName';

it.each([
  ['fs01\\Finance', 'fs01', 'finance', false],
  ['\\\\FS01\\finance', 'fs01', 'finance', false],
  ['\\\\*\\Finance', '', 'finance', false],
  ['fs01/projects-2024', 'fs01', 'projects', false],
  ['fs01\\projects_old', 'fs01', 'projects', false],
  ['fs01\\projects2024', 'fs01', 'projects', false],
  ['fs01\\2024 projects', 'fs01', '2024 projects', false],
  ['fs01\\Größe 7', 'fs01', 'größe', false],
  ['fs01\\home\\alice', 'fs01', 'alice', false],
  ['fs01\\C$', 'fs01', 'c$', true],
  ['fs01\\ADMIN$', 'fs01', 'admin$', true],
  ['C$', '', 'c$', true],
  ['fs01\\Hidden-1$', 'fs01', 'hidden-1$', false],
  ['fs01\\cd$', 'fs01', 'cd$', false],
  ['finance', '', 'finance', false],
  ['', '', '', false],
  ['\\\\', '', '', false],
])('%s is on server "%s", of family "%s"', (resource, server, family, isAdministrative) => {
  expect(resourceNameOf(resource)).toEqual({ server, family, isAdministrative });
});

it('does not mind case, or any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9\\/$_.-]*$/), (any, plain) => {
      expect(typeof resourceNameOf(any).family).toBe('string');
      expect(resourceNameOf(plain.toUpperCase())).toEqual(resourceNameOf(plain));
    }),
  );
});
