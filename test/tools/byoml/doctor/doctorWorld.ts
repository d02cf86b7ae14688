import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobCheckpointStore } from '@azure/eventhubs-checkpointstore-blob';
import { resourceAccess } from '../../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../../shared/events/identity';
import { emptyReadCounts } from '../../../../shared/events/readCounts';
import { rememberExport } from '../../../../shared/jobs/rememberExport';
import { DayAggregates } from '../../../../shared/storage/dayAggregates';
import { checkpointContainer } from '../../../../tools/byoml/doctor/checkpointLayout';
import type { Deployment } from '../../../../tools/byoml/doctor/deployment';
import { examine } from '../../../../tools/byoml/doctor/examine';
import { readPartitions } from '../../../../tools/byoml/doctor/facts/partitions';
import type { Finding } from '../../../../tools/byoml/doctor/finding';
import { gatherDeployment, type Question } from '../../../../tools/byoml/doctor/gather/gatherDeployment';
import { type EventHubs, startEventHubs } from '../../../../tools/local/eventHubs/startEventHubs';
import { append } from '../../../shared/events/exportContainer';
import { fileShareRow } from '../../../shared/events/rows';
import { accessLine, blobName } from '../../../shared/jobs/exportedDays';
import { StorageFixture } from '../../../shared/storage/storageFixture';
import { publishSmallModel } from '../replay/smallModel';
import { FakeAzure } from './fakeAzure';
import { healthyResources, healthyRows } from './healthyDeployment';
import { appName, ids } from './names';

const day = 86_400_000;
const reader = {
  fullyQualifiedNamespace: 'ns-byoml.servicebus.windows.net',
  eventHubName: 'am-securityevent',
  consumerGroup: 'byoml-scorer',
};
/** As data export spells it. */
export const workspaceRoot = `WorkspaceResourceId=${ids.workspace.toLowerCase()}/`;

/** A deployment that works: Resource Manager is played, its blobs and its hub are real protocols on this machine. */
export class DoctorWorld {
  readonly azure = new FakeAzure();
  readonly storage = new StorageFixture();
  #hubs: EventHubs | undefined;

  async start(): Promise<void> {
    const hubs = startEventHubs({ port: 0, hub: 'am-securityevent', partitions: 2, consumerGroups: ['byoml-scorer'] });
    await Promise.all([this.azure.start(), this.storage.start()]);
    this.#hubs = await hubs;
    this.reset();
    const containers = ['am-securityevent', 'models', checkpointContainer].map((name) => this.storage.client(name));
    await Promise.all(containers.map((container) => container.create()));
    await this.#export();
    await publishSmallModel(this.storage.client('models'));
    await this.#send();
  }

  async stop(): Promise<void> {
    await Promise.all([this.azure.stop(), this.storage.stop(), this.#hubs?.close()]);
  }

  /** All of Resource Manager as it was. */
  reset(): void {
    this.azure.reset();
    this.azure.resources = healthyResources();
    this.azure.rows = structuredClone(healthyRows);
    this.storage.fault = () => undefined;
  }

  gather(question: Partial<Question> = {}): Promise<Deployment> {
    return gatherDeployment({
      app: appName,
      settings: undefined,
      surroundings: {},
      subscriptions: [appName.subscription],
      cloud: this.azure.cloud,
      resourceManager: this.azure.client(),
      logAnalytics: this.azure.client({ scope: 'query/.default' }),
      dataPlane: {
        container: ({ container }) => this.storage.client(container),
        partitions: ({ hub }, group) => readPartitions({ hub, connectionString: this.#hubs!.connectionString }, group),
      },
      now: new Date(),
      ...question,
    });
  }

  async examine(question: Partial<Question> = {}): Promise<readonly Finding[]> {
    return examine(await this.gather(question));
  }

  /** Four accesses and another event on the day before yesterday, read by a night since; and one just now. */
  async #export(): Promise<void> {
    const [exports, models] = ['am-securityevent', 'models'].map((name) => this.storage.client(name));
    const midnight = Math.floor(Date.now() / day) * day - 2 * day;
    const lines = [1, 2, 3, 4].map((minute) => accessLine(midnight + minute * 60_000, `u${minute}`, 'share'));
    const other = JSON.stringify(fileShareRow({ EventID: 4624, _ItemId: 'other' }));
    await append(exports!, blobName(midnight, workspaceRoot), `${lines.join('')}${lines[0]}${other}\n`);
    await append(exports!, blobName(Date.now(), workspaceRoot), accessLine(Date.now(), 'u1', 'share'));
    const rules = { detector: 'resourceAccess', partFormat: resourceAccess.partFormat, identity: defaultIdentityRules };
    await rememberExport({
      memory: resourceAccess.remember(),
      exports: exports!,
      aggregates: new DayAggregates(models!, rules, () => {}),
      reader: resourceAccess.reader(defaultIdentityRules),
      window: { from: midnight, to: midnight + day },
      read: emptyReadCounts(),
      reused: emptyReadCounts(),
      warn: () => {},
    });
  }

  /** Two messages a partition, the first of which is read. */
  async #send(): Promise<void> {
    const producer = new EventHubProducerClient(this.#hubs!.connectionString, 'am-securityevent');
    const checkpoints = new BlobCheckpointStore(this.storage.client(checkpointContainer));
    for (const partitionId of ['0', '1']) {
      await producer.sendBatch([{ body: Buffer.from('{}') }, { body: Buffer.from('{}') }], { partitionId });
      await checkpoints.updateCheckpoint({ ...reader, partitionId, offset: '0', sequenceNumber: 0 });
    }
    await producer.close();
  }
}

/** What a check says, in a few words for comparison. */
export function sayings(findings: readonly Finding[], status: Finding['status']): Record<string, string> {
  return Object.fromEntries(
    findings.filter((one) => one.status === status).map(({ check, detail }) => [check, detail]),
  );
}
