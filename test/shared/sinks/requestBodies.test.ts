import fc from 'fast-check';
import { requestBodies } from '../../../shared/sinks/requestBodies';

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('requestBodies', () => {
  it('puts every row into exactly one body or among the unsendable, in order, no body over the limit', () => {
    const row = fc.record({ text: fc.string({ unit: 'binary', maxLength: 60 }), score: fc.double() });
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 2, max: 400 }), (rows, limit) => {
        const { bodies, unsendable } = requestBodies(rows, limit);
        for (const body of bodies) {
          expect(body.rows.length).toBeGreaterThan(0);
          expect(body.sent).toHaveLength(body.rows.length);
          expect(bytesOf(body.sent)).toBe(body.bytes);
          expect(body.bytes).toBeLessThanOrEqual(limit);
        }
        const refused = new Set<object>(unsendable.map((one) => one.row));
        const kept = rows.filter((one) => !refused.has(one));
        const packed = bodies.flatMap((body) => body.rows);
        expect(packed).toHaveLength(kept.length);
        packed.forEach((one, index) => {
          expect(one).toBe(kept[index]);
        });
        expect(unsendable.map((one) => one.row)).toEqual(rows.filter((one) => refused.has(one)));
      }),
    );
  });

  it.each([
    [-1, 2],
    [0, 1],
    [1, 1],
  ])('fills a body to the byte: two rows with a limit %i off their size make %i bodies', (offset, count) => {
    const rows = [{ a: 'é' }, { a: 'xyz' }];
    expect(requestBodies(rows, bytesOf(rows) + offset).bodies).toHaveLength(count);
  });

  it('takes a single row that fills the limit and names one that exceeds it', () => {
    const row = { a: 'x' };
    const size = bytesOf([row]);
    expect(requestBodies([row], size)).toMatchObject({ bodies: [{ rows: [row], bytes: size }], unsendable: [] });
    const { bodies, unsendable } = requestBodies([row], size - 1);
    expect(bodies).toEqual([]);
    expect(unsendable[0]).toMatchObject({ row, error: { message: expect.stringContaining(`${size - 2} bytes`) } });
  });

  it('keeps 100,000 tiny rows under 900 KB a body', () => {
    const rows = Array.from({ length: 100_000 }, (_, n) => ({ n }));
    const { bodies } = requestBodies(rows);
    expect(bodies.flatMap((body) => body.rows)).toEqual(rows);
    expect(Math.max(...bodies.map((body) => body.bytes))).toBeLessThanOrEqual(900_000);
    expect(Math.min(...bodies.slice(0, -1).map((body) => body.bytes))).toBeGreaterThan(899_980);
  });

  it('names rows that JSON can not hold', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const rows = [{ a: 1n }, { a: 1 }, circle];
    const { bodies, unsendable } = requestBodies<object>(rows);
    expect(bodies.flatMap((body) => body.rows)).toEqual([{ a: 1 }]);
    expect(unsendable.map(({ error }) => error.cause)).toEqual([expect.any(TypeError), expect.any(TypeError)]);
  });

  it('names a row whose fields are each small enough but not together', () => {
    const row = Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`c${n}`, 'x'.repeat(70_000)]));
    expect(requestBodies([row])).toMatchObject({ bodies: [], unsendable: [{ row }] });
  });
});
