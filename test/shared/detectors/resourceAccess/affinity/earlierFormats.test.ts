import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceAccess } from '../../../../../shared/detectors/resourceAccess/detector';
import {
  type Container,
  decodeContainer,
  encodeContainer,
} from '../../../../../shared/detectors/resourceAccess/modelContainer';
import { decodeModel } from '../../../../../shared/detectors/resourceAccess/modelFile';
import { access } from '../../../../support/accesses';
import { outcome } from './forgedModel';

const folder = join(__dirname, '../../../../fixtures/models');
const containers = [2, 3].map((format): [number, Container] => {
  const name = `resourceAccess-format-${format}.model`;
  return [format, decodeContainer(readFileSync(join(folder, name)), name)];
});

describe.each(containers)('a file of format %d', (format, whole) => {
  /** What comes of it where a part of its affinities, by the path to it, is another. */
  function withPart(path: readonly (string | number)[], value: unknown): string {
    const content = structuredClone(whole.content) as Record<string, unknown>;
    const names = ['affinity', ...path];
    let parent = content as Record<string | number, unknown>;
    for (const name of names.slice(0, -1)) parent = parent[name] as Record<string | number, unknown>;
    parent[names.at(-1)!] = value;
    return outcome(encodeContainer({ content, sections: whole.sections }, format));
  }
  const ofPair = format === 2 ? ['odds'] : ['odds', 'pair'];

  it('is read, with one odds for all tenants, and gives days scores and p-values', () => {
    const { model } = decodeModel(encodeContainer(whole, format), 'model');
    expect(model.affinity!.odds).toHaveLength(model.affinity!.expectations.length);
    expect(new Set(model.affinity!.odds).size).toBe(1);
    const probes = readFileSync(join(folder, `resourceAccess-format-${format}.scores.jsonl`), 'utf8')
      .trimEnd()
      .split('\n');
    const opened = probes.map((line) => access(JSON.parse(line)));
    for (const [user, own] of Map.groupBy(opened, ({ user }) => user)) {
      const [first, ...others] = own;
      const { score, pValue } = resourceAccess.userDays.score(model, [first!, ...others]);
      expect([user, Number.isFinite(score), pValue > 0, pValue <= 1]).toEqual([user, true, true, true]);
    }
  });

  it.each<[(string | number)[], unknown]>([
    [['odds'], null],
    [['odds'], []],
    [['odds'], 'odds'],
    [ofPair, null],
    [[...ofPair, 'intercept'], null],
    [[...ofPair, 'shapes'], null],
    [[...ofPair, 'shapes'], {}],
    [[...ofPair, 'shapes'], []],
    [[...ofPair, 'shapes', 0], null],
    [['isTimed'], false],
    [['calibrations'], {}],
    [['calibrations', 0], null],
    [['calibrations', 0, 'tail'], 'tail'],
    [['calibrations', 0, 'tail'], undefined],
    [['expectations'], null],
    [['expectations', 0], 'none'],
  ])('whose %j is %j is refused', (path, value) => {
    expect(withPart(path, value)).toMatch(/^model models\/1.bin has affinities that cannot be read/);
  });
});

it('a file of format 3 is refused whose users are told apart by nothing that can be read', () => {
  const [, whole] = containers[1]!;
  const content = structuredClone(whole.content) as { affinity: { odds: { user: unknown } } };
  for (const user of [null, {}, { intercept: 0, shapes: {} }]) {
    content.affinity.odds.user = user;
    expect(outcome(encodeContainer({ content, sections: whole.sections }, 3))).toMatch(/cannot be read/);
  }
});
