import fc from 'fast-check';
import { examine } from '../../../../tools/byoml/doctor/examine';
import { type HeldRole, isGranted } from '../../../../tools/byoml/doctor/facts/roles';
import { assignment, container, roles } from './builtInRoles';
import { DoctorWorld } from './doctorWorld';
import { appName, hub, ids, principalIds } from './names';
import { rolesBut, setting } from './planting';

const world = new DoctorWorld();
beforeAll(() => world.start());
afterAll(() => world.stop());
beforeEach(() => world.reset());

const roleOn = async (what: string) => (await world.examine()).find(({ check }) => check === `role on ${what}`);
const held = (role: Partial<HeldRole>): HeldRole => ({
  scope: '/subscriptions/1',
  role: 'r',
  dataActions: ['Microsoft.EventHub/*'],
  notDataActions: [],
  isConditional: false,
  ...role,
});

it.each([
  ['the hub itself', hub],
  ['the namespace', ids.namespace],
  ['the resource group, in another case', ids.namespace.split('/providers/')[0]!.toUpperCase()],
  ['the subscription', `/subscriptions/${appName.subscription}`],
  ['a management group', '/providers/Microsoft.Management/managementGroups/everything'],
  ['all of the tenant', '/'],
])('a role on %s covers the hub', async (_title, scope) => {
  rolesBut(hub, assignment(roles.receiver, principalIds.scorer, scope))(world);
  expect(await roleOn('the event hub')).toMatchObject({ status: 'ok' });
});

it.each([
  ['another hub', `${hub}-other`],
  ['a consumer group of it', `${hub}/consumergroups/byoml-scorer`],
  ['a namespace whose name begins alike', ids.namespace.slice(0, -1)],
])('a role on %s does not', async (_title, scope) => {
  rolesBut(hub, assignment(roles.receiver, principalIds.scorer, scope))(world);
  expect(await roleOn('the event hub')).toMatchObject({ status: 'wrong' });
});

it('a role of one’s own making counts by what it lets do', async () => {
  const own = structuredClone(roles.receiver);
  own.id = own.id.replace(/.$/, '0');
  own.properties.roleName = 'Reads the hub';
  world.azure.resources.set(own.id, own);
  rolesBut(hub, assignment(own, principalIds.scorer, hub))(world);
  expect(await roleOn('the event hub')).toMatchObject({ status: 'ok', detail: 'Reads the hub' });
});

it('a role that was given just now is told to take half an hour', async () => {
  const createdOn = new Date(Date.now() - 12 * 60_000).toISOString();
  rolesBut(hub, assignment(roles.receiver, principalIds.scorer, hub, { createdOn }))(world);
  expect(await roleOn('the event hub')).toMatchObject({
    status: 'ok',
    detail: expect.stringMatching(/given 12 minutes ago: for up to 30 minutes it may still be refused/),
  });
});

it('a role under a condition is not judged', async () => {
  const condition = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'x'";
  const scope = container(ids.models, 'models');
  rolesBut(scope, assignment(roles.contributor, principalIds.trainer, scope, { condition }))(world);
  expect(await roleOn('the models')).toMatchObject({ status: 'notChecked' });
});

it('a function that is switched off needs nothing', async () => {
  setting('AzureWebJobs.retrainModels.Disabled', 'true')(world);
  const findings = await world.examine();
  expect(findings.map(({ check }) => check)).not.toContain('role on the exported blobs');
  const scope = container(ids.models, 'models');
  rolesBut(scope, assignment(roles.reader, principalIds.trainer, scope))(world);
  expect(await roleOn('the models')).toMatchObject({ status: 'ok', detail: 'Storage Blob Data Reader' });
});

it('a connection string needs none', async () => {
  setting('EVENTHUB__fullyQualifiedNamespace', '')(world);
  setting('EVENTHUB', 'Endpoint=sb://ns-byoml.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k')(world);
  expect(await roleOn('the event hub')).toMatchObject({
    status: 'ok',
    detail: expect.stringMatching(/connection string/),
  });
});

it('what the app needs of roles is told even where none can be read', async () => {
  world.azure.fault = ({ path }) => (path.includes('/roleAssignments') ? { status: 403 } : undefined);
  const findings = examine(await world.gather()).filter(({ check }) => check.startsWith('role on'));
  expect(findings).toHaveLength(7);
  for (const { status, detail } of findings)
    expect({ status, detail }).toMatchObject({ status: 'notChecked', detail: expect.stringMatching(/HTTP 403/) });
});

it('an action that is taken away again is not granted', () => {
  const role = held({ notDataActions: ['Microsoft.EventHub/*/receive/action'] });
  const action = 'Microsoft.EventHub/namespaces/messages/receive/action';
  expect(isGranted(role, action, '/subscriptions/1')).toBe(false);
  expect(isGranted(held({}), action, '/subscriptions/1')).toBe(true);
});

it('patterns match as a regular expression would, whatever is in them', () => {
  const word = fc.array(fc.constantFrom('a', 'b', '*', '/', '.'), { maxLength: 12 }).map((parts) => parts.join(''));
  const plain = fc.array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(word, plain, (pattern, action) => {
      const expression = pattern
        .split('*')
        .map((part) => part.replace(/[.]/g, '\\$&'))
        .join('.*');
      const expected = new RegExp(`^${expression}$`).test(action);
      expect(isGranted(held({ dataActions: [pattern] }), action, '/subscriptions/1')).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});
