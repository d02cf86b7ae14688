import { AmqpRefusal, condition } from './amqpError';
import type { Partition } from './partition';

/** Name of the filter a consumer sets on its source to say where it begins. */
export const selectorFilter = 'apache.org:selector-filter:string';

const clause = /^\s*amqp\.annotation\.x-opt-(offset|sequence-number|enqueued-time)\s*(>=?)\s*'([^']*)'\s*$/;

/**
 * The sequence number of the first event a selector asks for.
 *
 * One comparison, as the clients of the service write it:
 * `amqp.annotation.x-opt-offset > '123'`, `…x-opt-sequence-number >= '5'`, `…x-opt-enqueued-time > '1700000000000'`
 * (milliseconds). Offset `-1` means the beginning of the partition and `@latest` its end.
 *
 * @param selector undefined means the end, as in the service
 * @throws AmqpRefusal for any other selector
 */
export function firstSelected(partition: Partition, selector: string | undefined): number {
  if (selector === undefined) {
    return partition.end;
  }
  const [, annotation, operator, bound] = clause.exec(selector) ?? [];
  if (annotation === 'offset' && bound === '@latest') {
    return partition.end;
  }
  const limit = bound === undefined || bound.trim() === '' ? Number.NaN : Number(bound);
  if (!Number.isFinite(limit)) {
    throw new AmqpRefusal(condition.invalidField, `The filter expression is not understood: ${selector}`);
  }
  return partition.first((event) => {
    const value =
      annotation === 'offset'
        ? Number(event.offset)
        : annotation === 'sequence-number'
          ? event.sequenceNumber
          : event.enqueuedTime;
    return operator === '>=' ? value >= limit : value > limit;
  });
}
