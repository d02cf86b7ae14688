import type { Deployment, HubFacts, StorageFacts } from '../../../../tools/byoml/doctor/deployment';
import { examine } from '../../../../tools/byoml/doctor/examine';
import { absent, known, knownValue } from '../../../../tools/byoml/doctor/fact';
import { DoctorWorld, workspaceRoot } from './doctorWorld';
import { appName } from './names';

/** What may be wrong with blobs and hub: facts of a healthy deployment, one of them changed. */
const world = new DoctorWorld();
let healthy: Deployment;
beforeAll(async () => {
  await world.start();
  healthy = await world.gather();
});
afterAll(() => world.stop());

const minute = 60_000;
const day = 1440 * minute;
const earlier = (milliseconds: number) => new Date(healthy.now.getTime() - milliseconds);
const findingOf = (deployment: Deployment, check: string) => examine(deployment).find((one) => one.check === check);
const withStorage = (facts: Partial<StorageFacts>): Deployment => ({
  ...healthy,
  storage: { ...healthy.storage, ...facts },
});
const withHub = (facts: Partial<HubFacts>): Deployment => ({ ...healthy, hub: { ...healthy.hub, ...facts } });
const newestBlob = { name: `${workspaceRoot}y=2026/m=11/d=20/h=08/m=10/PT05M.json`, rowsUntil: new Date() };

describe('exported blobs', () => {
  const check = 'exported blobs';
  const listed = 'az storage blob list --account-name byomlexport --container-name am-securityevent';

  it('that do not come any more', () => {
    const end = known({ newest: { ...newestBlob, lastWritten: earlier(3 * 60 * minute) }, otherNames: [] });
    expect(findingOf(withStorage({ exportEnd: end }), check)).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(/^last written 3 hours ago: WorkspaceResourceId=/),
      remedy: expect.stringContaining(listed),
    });
  });

  it('that came just within the hour', () => {
    const end = known({ newest: { ...newestBlob, lastWritten: earlier(59 * minute) }, otherNames: [] });
    expect(findingOf(withStorage({ exportEnd: end }), check)).toMatchObject({ status: 'ok' });
  });

  it('that have not come yet', () => {
    expect(findingOf(withStorage({ exportEnd: absent }), check)).toMatchObject({
      status: 'wrong',
      detail: expect.stringContaining('a new export rule takes half an hour'),
      remedy: expect.stringContaining(listed),
    });
  });

  it('that are others', () => {
    const end = known({ otherNames: ['am-heartbeat/', '\u001b[31mx.json'] });
    expect(findingOf(withStorage({ exportEnd: end }), check)).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(
        /none of them named as data export names them: am-heartbeat\/, ⟦U\+001B⟧\[31mx\.json/,
      ),
    });
  });
});

describe('the model', () => {
  const train = expect.stringMatching(
    /^curl --request POST https:\/\/byoml-app\.azurewebsites\.net\/admin\/functions\/retrainModels --header "x-functions-key: \$\(az functionapp keys list --name byoml-app /,
  );

  it('that was never published', () => {
    expect(findingOf(withStorage({ model: absent }), 'model')).toMatchObject({
      status: 'wrong',
      detail: expect.stringContaining('none has been published'),
      remedy: train,
    });
  });

  it('that is older than three days', () => {
    const old = (age: number) => withStorage({ model: known({ version: 'v', trainedAt: earlier(age), bytes: 1 }) });
    expect(findingOf(old(3 * day - minute), 'model')).toMatchObject({ status: 'ok' });
    expect(findingOf(old(3 * day + minute), 'model')).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(/trained 3 days ago: the nights since then have failed/),
      remedy: train,
    });
  });

  it('that is damaged', () => {
    const damaged = withStorage({ model: known({ problem: 'model.bin is damaged: its SHA-256 is not the one' }) });
    expect(findingOf(damaged, 'model')).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(/damaged/),
      remedy: train,
    });
  });
});

it('dead letters are told with their number and age', () => {
  const parked = known({ blobs: 3, newest: { name: 'x.jsonl', lastWritten: earlier(5 * minute) } });
  expect(findingOf(withStorage({ parked }), 'dead letters')).toMatchObject({
    status: 'wrong',
    detail: 'messages of 3 invocations are parked, the last 5 minutes ago; this tells why',
    remedy: 'npx byoml replay --dead-letters dead-letters --dry-run',
  });
});

describe('messages in the hub', () => {
  const partitions = () => knownValue(healthy.hub.partitions)!;

  it('that do not come any more', () => {
    const silent = partitions().map((one) => ({ ...one, lastEnqueuedAt: earlier(2 * 60 * minute) }));
    expect(findingOf(withHub({ partitions: known(silent) }), 'messages in the hub')).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(/^the last came 2 hours ago/),
    });
  });

  it('that never came', () => {
    const empty = partitions().map((one) => ({
      ...one,
      isEmpty: true,
      firstSequenceNumber: 0,
      lastSequenceNumber: -1,
    }));
    const deployment = withHub({ partitions: known(empty), checkpoints: absent });
    expect(findingOf(deployment, 'messages in the hub')).toMatchObject({ status: 'wrong' });
    expect(findingOf(deployment, 'reading of the hub')).toMatchObject({ status: 'notChecked' });
  });
});

describe('reading of the hub', () => {
  const check = 'reading of the hub';
  const log = 'func azure functionapp logstream byoml-app';
  const checkpoints = () => knownValue(healthy.hub.checkpoints)!;

  it('that has never begun', () => {
    expect(findingOf(withHub({ checkpoints: absent }), check)).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(/has never read/),
      remedy: log,
    });
  });

  it('that is stuck in one partition', () => {
    const [first, second] = checkpoints();
    const stuck = known([first!, { ...second!, movedAt: earlier(31 * minute) }]);
    expect(findingOf(withHub({ checkpoints: stuck }), check)).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(/^2 messages wait, and partition 1 has not been read for more than 30 minutes/),
      remedy: log,
    });
  });

  it('that has left one partition out', () => {
    expect(findingOf(withHub({ checkpoints: known(checkpoints().slice(1)) }), check)).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(/^3 messages wait, and partition 0 has not been read/),
    });
  });

  it('that has come to the end and rests', () => {
    const atEnd = checkpoints().map((one) => ({ ...one, sequenceNumber: 1, movedAt: earlier(day) }));
    expect(findingOf(withHub({ checkpoints: known(atEnd) }), check)).toMatchObject({
      status: 'ok',
      detail: '0 messages wait, and the checkpoints move',
    });
  });

  it('that waits for a hub that was made anew', () => {
    const beyond = checkpoints().map((one) => ({ ...one, sequenceNumber: 900 }));
    expect(findingOf(withHub({ checkpoints: known(beyond) }), check)).toMatchObject({
      status: 'wrong',
      detail: expect.stringMatching(/^the checkpoint of partition 0, 1 is beyond the last message/),
      remedy: [
        `az functionapp stop --name byoml-app --resource-group rg-byoml --subscription ${appName.subscription}`,
        "az storage blob delete-batch --account-name byomlhost --auth-mode login --source azure-webjobs-eventhub --pattern 'ns-byoml.servicebus.windows.net/am-securityevent/byoml-scorer/checkpoint/*'",
        `az functionapp start --name byoml-app --resource-group rg-byoml --subscription ${appName.subscription}`,
      ].join(' && '),
    });
  });

  it('of a hub that does not answer is told by the checkpoints alone', () => {
    const deployment = withHub({ partitions: { state: 'unknown', why: 'port 5671 is shut' } });
    expect(findingOf(deployment, check)).toMatchObject({
      status: 'notChecked',
      detail: expect.stringMatching(/last checkpoint is of/),
    });
  });
});
