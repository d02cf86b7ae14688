import { Infrastructure } from '../../../../tools/checkInfra/infrastructure';
import { previewVersions } from '../../../../tools/checkInfra/policies/previewVersions';
import { ResourceTypes } from '../../../../tools/checkInfra/types/resourceTypes';
import { filesOf } from '../templates';

const types = ['A.B/c@2024-01-01', 'A.B/c@2025-01-01', 'A.B/c@2025-06-01-preview', 'A.B/d@2025-06-01-preview'].map(
  (name) => ({
    $type: 'ResourceType',
    name,
    body: { $ref: '#/0' },
  }),
);
const published = new ResourceTypes({
  providers: () => ['a.b'],
  read: () => [JSON.stringify([{ $type: 'AnyType' }, ...types])],
});

it('takes a preview only of what has no other version', () => {
  const template = (type: string) =>
    new Infrastructure(filesOf({ 'main.bicep': `resource r '${type}' = { name: 'r' }` }), published).template(
      'main.bicep',
    )!;
  expect(previewVersions(template('A.B/c@2025-01-01'))).toEqual([]);
  expect(previewVersions(template('A.B/d@2025-06-01-preview'))).toEqual([]);
  expect(previewVersions(template('A.B/c@2025-06-01-preview')).map(({ message }) => message)).toEqual([
    '2025-06-01-preview is a preview: use 2025-01-01',
  ]);
});
