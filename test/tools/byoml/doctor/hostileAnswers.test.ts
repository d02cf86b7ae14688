import fc from 'fast-check';
import { DoctorWorld } from './doctorWorld';

/** Whatever services answer, something is said of each check, in lines that a terminal may show. */
const world = new DoctorWorld();
beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => world.reset());

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    '../..',
    '//evil.example',
    '__proto__',
    '\u001b[2J',
    '\u202efdp',
    'a\nb',
    -1,
    1e300,
    [],
    {},
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The JSON with some of its values replaced, others taken away, and keys doubled in another case. */
function damaged(body: unknown, choose: () => number, replacement: () => unknown): unknown {
  if (choose() < 0.08) return replacement();
  if (Array.isArray(body)) return body.map((one) => damaged(one, choose, replacement));
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).filter(() => choose() > 0.04);
  return Object.fromEntries(entries.map(([name, value]) => [name, damaged(value, choose, replacement)]));
}

it('never fails, and never shows what acts on its reader', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      fc.infiniteStream(nasty),
      async (chances, values) => {
        world.reset();
        const choose = () => chances.next().value as number;
        const replacement = () => values.next().value as unknown;
        for (const [path, body] of world.azure.resources) {
          const list = Array.isArray(body)
            ? body.map((one) => damaged(one, choose, replacement))
            : damaged(body, choose, replacement);
          world.azure.resources.set(path, list);
        }
        const findings = await world.examine();
        expect(findings.length).toBeGreaterThanOrEqual(25);
        for (const { detail, remedy = '' } of findings) {
          expect(detail).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u);
          expect(remedy).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u);
        }
      },
    ),
    { numRuns: 40 },
  );
});

it.each([
  ['nothing but nulls', 'null'],
  ['a text', '"x"'],
  ['a list', '[1]'],
  ['an object without anything', '{}'],
  ['lists of what is no resource', '{"value":[null,1,"x",[],{}],"properties":null}'],
])('never fails where all answers are %s', async (_title, body) => {
  world.azure.fault = () => ({ status: 200, body });
  const findings = await world.examine();
  expect(findings.length).toBeGreaterThanOrEqual(25);
});
