import fc from 'fast-check';
import { eventHubMessages } from '../../../shared/events/eventHubMessage';
import { deadLetter } from '../../../shared/jobs/deadLetter';
import { hostileRuns } from './hostileRows';

const place = fc.record({
  sequenceNumber: fc.nat(),
  offset: fc.nat().map(String),
  enqueuedTimeUtc: fc.constantFrom('2026-11-20T08:00:00', '2026-11-20T08:00:00.123Z'),
});
type Place = { sequenceNumber: number; offset: string; enqueuedTimeUtc: string };
const event = fc.record({ body: fc.constantFrom('', 'text', '{"records":[]}'), place });

it('gives a message its own place or none, where the host drops empty bodies and keeps their metadata', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 6 }), fc.boolean(), (events, isBinary) => {
      const delivered = events.filter(({ body }) => isBinary || body !== '');
      const messages = eventHubMessages(
        delivered.map(({ body }) => body),
        { systemPropertiesArray: events.map((one) => one.place) },
      );
      const isComplete = delivered.length === events.length;
      expect(messages.map(({ body, sequenceNumber, offset }) => ({ body, sequenceNumber, offset }))).toEqual(
        delivered.map(({ body, place }) => ({
          body,
          sequenceNumber: isComplete ? String(place.sequenceNumber) : '',
          offset: isComplete ? place.offset : '',
        })),
      );
    }),
    hostileRuns,
  );
});

it('reads whatever metadata there is, and never gives a message the place of another', () => {
  const number = fc.oneof(fc.anything(), fc.double(), fc.bigInt().map(String));
  const broken = fc.oneof(
    place,
    fc.anything(),
    fc.record({ sequenceNumber: number, offset: fc.anything(), enqueuedTimeUtc: fc.anything() }),
  );
  const metadata = fc.oneof(
    fc.record({ partitionContext: fc.anything(), systemPropertiesArray: fc.array(broken, { maxLength: 6 }) }),
    fc.record({ systemPropertiesArray: fc.anything() }),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.array(fc.anything(), { maxLength: 4 }), metadata, (bodies, metadata) => {
      const messages = eventHubMessages(bodies, metadata as never);
      expect(messages).toHaveLength(bodies.length);
      messages.forEach((message, index) => {
        expect(Object.is(message.body, bodies[index])).toBe(true);
        const { sequenceNumber, enqueuedTime } = deadLetter(message, 'notJson', '');
        if (enqueuedTime !== null) expect(new Date(enqueuedTime).getTime()).toBeGreaterThanOrEqual(0);
        if (sequenceNumber === null) return;
        expect(Number.isSafeInteger(sequenceNumber) && sequenceNumber >= 0).toBe(true);
        const places = (metadata as { systemPropertiesArray: Place[] }).systemPropertiesArray;
        expect(String(places[index]?.sequenceNumber)).toBe(String(sequenceNumber));
      });
    }),
    hostileRuns,
  );
});
