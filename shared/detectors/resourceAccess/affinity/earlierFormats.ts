import { isJsonObject, type JsonObject } from '../../jsonObject';
import type { Container, Section } from '../modelContainer';
import type { EncodedAdditive } from './affinityContent';
import type { SignalName } from './signals';

/** The signals that shapes were of, in their order, as they had no names. */
const ofFormatThree: readonly SignalName[] = [
  'factor',
  'peers',
  'support',
  'similarResource',
  'serverPeers',
  'ownServer',
  'familyPeers',
  'ownFamily',
  'popularity',
  'breadth',
  'novelty',
  'singleDay',
  'administrativeShare',
  'administrativeUse',
  'likeness',
  'cohesion',
];
const signalsOfFormat: ReadonlyMap<number, readonly SignalName[]> = new Map([
  [2, ofFormatThree.filter((name) => name !== 'singleDay')],
  [3, ofFormatThree],
]);

/** The p-value that the shape of a tail was followed to. */
const endOfTails = 1e-4;

/** Odds by which no user is told from another. */
const anyUser: EncodedAdditive = { intercept: 0, shapes: {} };

/**
 * A container of format 2 or 3 as one of today, others as they are. Accesses have the same scores: signals that came later
 * count for nothing, and there was one odds for all tenants. Case scores differ until a model is trained anew, and so do
 * their p-values, as a day adds up otherwise today; and as format 2 does not tell how active a user is, each counts as the
 * average one.
 */
export function upgradeContainer(container: Container): Container {
  const { content, sections, format } = container;
  const signals = signalsOfFormat.get(format);
  if (signals === undefined || !isJsonObject(content) || !isJsonObject(content.affinity)) return container;
  const { odds, expectations, calibrations, ...rest } = content.affinity;
  const named = format === 2 ? oddsOfFormatTwo(odds, rest.isTimed === true, signals) : oddsOfFormatThree(odds, signals);
  const affinity = {
    ...rest,
    odds: [named],
    calibrations: eachWith(calibrations, ({ tail }) => ({
      tail: isJsonObject(tail) ? { ...tail, end: endOfTails } : tail,
    })),
    expectations: eachWith(expectations, () => ({ odds: 0 })),
  };
  const upgraded = format === 2 ? withSingleDayPairs(sections) : sections;
  return { content: { ...content, affinity }, sections: upgraded, format };
}

function oddsOfFormatTwo(odds: unknown, isTimed: boolean, signals: readonly SignalName[]): JsonObject {
  return { pair: withNames(odds, signals), user: isTimed ? anyUser : null };
}

function oddsOfFormatThree(odds: unknown, signals: readonly SignalName[]): unknown {
  if (!isJsonObject(odds)) return odds;
  return { pair: withNames(odds.pair, signals), user: odds.user === null ? null : withNames(odds.user, signals) };
}

/** Undefined, which is no model, for what is none of so many signals. */
function withNames(additive: unknown, signals: readonly SignalName[]): JsonObject | undefined {
  if (!isJsonObject(additive) || !Array.isArray(additive.shapes)) return undefined;
  const shapes: readonly unknown[] = additive.shapes;
  if (shapes.length !== signals.length) return undefined;
  return { ...additive, shapes: Object.fromEntries(signals.map((name, i) => [name, shapes[i]])) };
}

function eachWith(items: unknown, change: (item: JsonObject) => JsonObject): unknown {
  return Array.isArray(items) ? items.map((item) => (isJsonObject(item) ? { ...item, ...change(item) } : item)) : items;
}

function withSingleDayPairs(sections: ReadonlyMap<string, Section>): ReadonlyMap<string, Section> {
  const newPairs = sections.get('affinity.users.newPairs');
  if (newPairs === undefined) return sections;
  return new Map([...sections, ['affinity.users.singleDayPairs', new Int32Array(newPairs.length)]]);
}
