import { resourceAccess } from '../../../../../shared/detectors/resourceAccess/detector';
import {
  type Container,
  decodeContainer,
  encodeContainer,
  type Section,
} from '../../../../../shared/detectors/resourceAccess/modelContainer';
import { decodeModel, encodeModel, ModelFileError } from '../../../../../shared/detectors/resourceAccess/modelFile';
import { access } from '../../../../support/accesses';
import { company, firstAccesses, share, trainingData } from './company';

const learned = firstAccesses({ ...company, teams: 4, usersPerTeam: 16, sharesPerTeam: 20 });
const tiny = [{ tenant: 'tiny', user: 'a', resource: 'fs1\\x', likelihood: 1, firstDay: 20_000 }];
export const model = resourceAccess.train(trainingData([...learned, ...tiny]), { iterations: 3, rank: 2 });
export const bytes = encodeModel(model, { window: 30 });
/** What a file of it holds. */
export const whole = decodeContainer(bytes, 'model');

/** What reading a file comes to: its refusal, or `decoded` once everything it scores is a finite number. */
export function outcome(file: Uint8Array): string {
  let decoded: ReturnType<typeof decodeModel>['model'];
  try {
    decoded = decodeModel(file, 'models/1.bin').model;
  } catch (error) {
    if (error instanceof ModelFileError) return error.message;
    throw error;
  }
  for (const tenant of ['north', 'tiny']) {
    for (const user of ['user 1', 'user 2', 'a', 'nobody']) {
      const [first, ...others] = [share(0, 1), share(1, 2), share(3, 3), 'fs1\\x', 'fs0\\C$', 'fs0\\new'].map(
        (resource) => access({ tenant, user, resource }),
      );
      for (const one of [first!, ...others]) {
        const scored = resourceAccess.score(decoded, one);
        expect(Number.isFinite(scored.score) && scored.pValue! > 0 && scored.pValue! <= 1).toBe(true);
        expect(typeof resourceAccess.explain(decoded, one, scored).text).toBe('string');
      }
      const day = resourceAccess.userDays.score(decoded, [first!, ...others]);
      expect(Number.isFinite(day.score) && day.pValue > 0 && day.pValue <= 1).toBe(true);
    }
  }
  return 'decoded';
}

export const forged = (change: Partial<Container>) => outcome(encodeContainer({ ...whole, ...change }));

export const withSection = (name: string, section: Section | undefined) => {
  const sections = new Map(whole.sections);
  if (section === undefined) sections.delete(name);
  else sections.set(name, section);
  return forged({ sections });
};

/** The content with what is at a path of names, like `odds.0.pair.intercept`, replaced. */
export function withContent(path: string, value: unknown): string {
  const content = structuredClone(whole.content) as Record<string, unknown>;
  const names = ['affinity', ...path.split('.')];
  const parent = names.slice(0, -1).reduce((part, name) => part[name] as Record<string, unknown>, content);
  expect(parent).toHaveProperty([names.at(-1)!]);
  parent[names.at(-1)!] = value;
  return forged({ content });
}
