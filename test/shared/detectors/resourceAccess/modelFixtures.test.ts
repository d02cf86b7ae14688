import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { readableFormats } from '../../../../shared/detectors/resourceAccess/modelContainer';

const folder = join(__dirname, '../../../fixtures/models');
const models = readdirSync(folder).filter((name) => name.endsWith('.model'));
const formatOf = (name: string) => Number(/format-(\d+)/.exec(name)?.[1]);

describe('a model of a released format', () => {
  it('is kept for every format this release reads, and read if it is kept', () => {
    expect(new Set(models.map(formatOf))).toEqual(new Set(readableFormats));
    for (const name of models) expect(readFileSync(join(folder, name)).readUInt32LE(8)).toBe(formatOf(name));
  });

  it.each(models)('%s gives the scores it always gave, to the last bit', (name) => {
    const { model } = resourceAccess.decode(readFileSync(join(folder, name)), name);
    const lines = readFileSync(join(folder, name.replace('.model', '.scores.jsonl')), 'utf8')
      .trimEnd()
      .split('\n');
    const expected = lines.map((line) => JSON.parse(line));
    expect(expected.length).toBeGreaterThan(50);
    const actual = expected.map(({ tenant, user, resource }) => ({
      tenant,
      user,
      resource,
      ...resourceAccess.score(model, { tenant, user, resource }),
    }));
    expect(actual).toEqual(expected);
  });
});
