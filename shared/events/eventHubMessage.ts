import type { InvocationContext } from '@azure/functions';
import { parseTime } from './time';

/** One message of an Event Hub, and where in the hub it stands (`""` where the host did not say); times are UTC. */
export interface EventHubMessage {
  readonly body: unknown;
  readonly partition: string;
  readonly sequenceNumber: string;
  readonly offset: string;
  readonly enqueuedTime: string;
}

interface SystemProperties {
  readonly sequenceNumber?: unknown;
  readonly offset?: unknown;
  readonly offsetString?: unknown;
  readonly enqueuedTimeUtc?: unknown;
}

/**
 * Pairs the bodies of an invocation with their places in the hub.
 *
 * The sequence number is taken from `systemPropertiesArray`, because the worker hands `sequenceNumberArray` over as
 * `{low, high}` objects; and where the arrays differ in length (the host drops empty bodies of string batches), no
 * message is given a place that may be another's.
 */
export function eventHubMessages(
  bodies: readonly unknown[],
  metadata: InvocationContext['triggerMetadata'],
): EventHubMessage[] {
  const partition = text((metadata?.partitionContext as { partitionId?: unknown } | undefined)?.partitionId);
  const places = Array.isArray(metadata?.systemPropertiesArray) ? metadata.systemPropertiesArray : [];
  const aligned = places.length === bodies.length;
  return bodies.map((body, index) => {
    const place: SystemProperties = (aligned && places[index]) || {};
    return {
      body,
      partition,
      sequenceNumber: wholeNumber(place.sequenceNumber),
      // Geo-replicated namespaces have offsets that are no numbers; `offset` is then -1.
      offset: text(place.offsetString) || text(place.offset),
      enqueuedTime: utc(text(place.enqueuedTimeUtc)),
    };
  });
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Digits of a number that can be held exactly: a sequence number that is rounded is that of another message. */
function wholeNumber(value: unknown): string {
  const digits = text(value);
  return /^\d+$/.test(digits) && Number.isSafeInteger(Number(digits)) ? digits : '';
}

/** A time with its zone, which the host leaves out. */
function utc(time: string): string {
  if (parseTime(time) === undefined) return '';
  return /Z$|[+-]\d\d:\d\d$/.test(time) ? time : `${time}Z`;
}
