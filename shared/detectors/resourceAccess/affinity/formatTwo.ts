import { isJsonObject } from '../../jsonObject';
import type { Container } from '../modelContainer';
import type { EncodedAdditive, EncodedShape } from './affinityContent';
import { signalCount, signalNames } from './signals';

/** What no number counts for. */
const flat: EncodedShape = { lowest: 0, highest: 0, knots: [], slopes: [0], reference: 0 };
const anyUser: EncodedAdditive = { intercept: 0, shapes: Array<EncodedShape>(signalCount).fill(flat) };

/**
 * A container of format 2 as one of today, with the same scores: that format had all signals of today but one, which here
 * counts for nothing. Case scores differ, as it does not tell how active a user is: each counts as the average one.
 */
export function fromFormatTwo({ content, sections, format }: Container): Container {
  const newPairs = sections.get('affinity.users.newPairs');
  if (!isJsonObject(content) || !isJsonObject(content.affinity) || newPairs === undefined) {
    return { content, sections, format };
  }
  const { odds, ...rest } = content.affinity;
  const affinity = { ...rest, odds: { pair: withSingleDay(odds), user: rest.isTimed === true ? anyUser : null } };
  const singleDayPairs = ['affinity.users.singleDayPairs', new Int32Array(newPairs.length)] as const;
  return { content: { ...content, affinity }, sections: new Map([...sections, singleDayPairs]), format };
}

/** What is not to be read as odds stays as it is, and will be refused. */
function withSingleDay(odds: unknown): unknown {
  if (!isJsonObject(odds) || !Array.isArray(odds.shapes)) return odds;
  return { ...odds, shapes: odds.shapes.toSpliced(signalNames.indexOf('singleDay'), 0, flat) };
}
