import fc from 'fast-check';
import { DoctorWorld } from './doctorWorld';
import { type Refusal, serviceError } from './fakeAzure';
import { appSettings } from './names';

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

/** The JSON with a few of its values replaced, and others taken away. */
function damaged(body: unknown, choose: () => number, replacement: () => unknown): unknown {
  if (choose() < 0.015) return replacement();
  if (Array.isArray(body)) return body.map((one) => damaged(one, choose, replacement));
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).filter(() => choose() > 0.01);
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
        const findings = await world.examine({ settings: appSettings });
        expect(findings.length).toBeGreaterThanOrEqual(25);
        for (const { detail, remedy = '' } of findings) {
          expect(detail).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u);
          expect(remedy).toMatch(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u);
        }
      },
    ),
    { numRuns: 30 },
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

it.each<[string, Refusal | 'hang']>([
  ['nobody is let in', serviceError(401, 'InvalidAuthenticationToken')],
  ['nothing may be read', serviceError(403, 'AuthorizationFailed')],
  ['too much is asked', { ...serviceError(429, 'TooManyRequests'), headers: { 'retry-after': '0' } }],
  ['the service is at fault', serviceError(500, 'InternalServerError')],
  ['no answer comes', 'hang'],
])('says of each check why it was not made where %s', async (_title, fault) => {
  world.azure.fault = () => fault;
  const resourceManager = world.azure.client({ timeLimit: 1_000 });
  const findings = await world.examine({ settings: appSettings, resourceManager, logAnalytics: resourceManager });
  expect(findings.filter(({ status }) => status === 'wrong')).toEqual([]);
  // What is no service of Azure's is looked at all the same.
  const seen = findings
    .filter(({ status, check }) => status === 'ok' && !check.startsWith('clock'))
    .map(({ check }) => check);
  expect(seen.sort()).toEqual([
    'dead letters',
    'exported blobs',
    'messages in the hub',
    'model',
    'reading of the hub',
    'settings',
  ]);
});

it('says that there is no such app where nothing is found', async () => {
  world.azure.fault = () => serviceError(404, 'ResourceGroupNotFound');
  const findings = await world.examine();
  expect(findings.filter(({ status }) => status === 'wrong').map(({ check }) => check)).toEqual(['function app']);
});
