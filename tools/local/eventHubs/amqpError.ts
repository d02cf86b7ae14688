import type { AmqpError } from 'rhea';

/**
 * The error conditions of the service that its clients tell apart.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-messaging-exceptions
 */
export const condition = {
  decode: 'amqp:decode-error',
  invalidField: 'amqp:invalid-field',
  messageSizeExceeded: 'amqp:link:message-size-exceeded',
  notFound: 'amqp:not-found',
  stolen: 'amqp:link:stolen',
} as const;

/** A request that is answered by an AMQP error instead of an outcome. */
export class AmqpRefusal extends Error {
  constructor(
    readonly condition: string,
    readonly description: string,
  ) {
    super(description);
  }

  toAmqp(): AmqpError {
    return { condition: this.condition, description: this.description };
  }
}

/**
 * The service's words for an entity that does not exist; the clients recognise them and do not retry.
 *
 * @param hint what exists instead
 */
export function entityNotFound(entity: string, hint: string): AmqpRefusal {
  return new AmqpRefusal(condition.notFound, `The messaging entity '${entity}' could not be found: ${hint}.`);
}
