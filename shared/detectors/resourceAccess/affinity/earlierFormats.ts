import { isJsonObject, type JsonObject } from '../../jsonObject';
import type { Container, Section } from '../modelContainer';
import type { EncodedAdditive } from './affinityContent';
import { type SignalName, signalNames } from './signals';

/** The signals of formats whose shapes have no names, in their order, which is that of today. */
const signalsOfFormat: ReadonlyMap<number, readonly SignalName[]> = new Map([
  [2, signalNames.filter((name) => name !== 'closestPeers' && name !== 'singleDay')],
  [3, signalNames.filter((name) => name !== 'closestPeers')],
]);

/** The p-value that the shape of a tail was followed to. */
const usualEnd = 1e-4;

/** Odds by which no user is told from another. */
const anyUser: EncodedAdditive = { intercept: 0, shapes: {} };

/**
 * A container of format 2 or 3 as one of today, with the same scores: signals that came later count for nothing. Case
 * scores differ, as a day adds up otherwise today; and as format 2 does not tell how active a user is, each counts as the
 * average one.
 */
export function ofEarlierFormat(container: Container): Container {
  const { content, sections, format } = container;
  const signals = signalsOfFormat.get(format);
  if (signals === undefined || !isJsonObject(content) || !isJsonObject(content.affinity)) return container;
  const { odds, expectations, calibrations, ...rest } = content.affinity;
  const named = format === 2 ? oddsOfFormatTwo(odds, rest.isTimed === true, signals) : oddsOfFormatThree(odds, signals);
  const affinity = {
    ...rest,
    odds: [named],
    calibrations: eachWith(calibrations, ({ tail }) => ({
      tail: isJsonObject(tail) ? { ...tail, end: usualEnd } : tail,
    })),
    // There was one for all tenants.
    expectations: eachWith(expectations, () => ({ odds: 0 })),
  };
  const later = format === 2 ? withSingleDayPairs(sections) : sections;
  return { content: { ...content, affinity }, sections: later, format };
}

function oddsOfFormatTwo(odds: unknown, isTimed: boolean, signals: readonly SignalName[]): JsonObject {
  return { pair: withNames(odds, signals), user: isTimed ? anyUser : null };
}

function oddsOfFormatThree(odds: unknown, signals: readonly SignalName[]): unknown {
  if (!isJsonObject(odds)) return odds;
  return { pair: withNames(odds.pair, signals), user: withNames(odds.user, signals) };
}

/** What is not to be read as a model of so many signals stays as it is, and will be refused. */
function withNames(additive: unknown, signals: readonly SignalName[]): unknown {
  if (!isJsonObject(additive) || !Array.isArray(additive.shapes)) return additive;
  const shapes: readonly unknown[] = additive.shapes;
  if (shapes.length !== signals.length) return additive;
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
