import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../shared/events/identity';
import { containerClient } from '../../shared/storage/containerClient';
import { publishModel } from '../../shared/storage/publishModel';
import { startAzurite } from '../local/azurite';
import { startLogsIngestion } from '../local/logsIngestion/startLogsIngestion';
import { messageBodies, trainingRows } from './coldStartRows';

/** What a new instance finds: a model in storage, somewhere to send findings, and messages to score. */
export interface ColdStartWorld {
  readonly settings: Readonly<Record<string, string>>;
  /** A JSON array of message bodies. */
  readonly messagesFile: string;
  /** How many findings have been delivered of users whom the model does not know. */
  unknownUsers(): number;
  close(): Promise<void>;
}

const ruleId = 'dcr-00000000000000000000000000000000';
const stream = `Custom-${resourceAccess.table}`;

export async function startColdStartWorld(): Promise<ColdStartWorld> {
  const { table, columns } = resourceAccess;
  const azurite = await startAzurite({ port: 0 });
  const ingestion = await startLogsIngestion({ port: 0, ruleId, stream, table, columns });
  const folder = mkdtempSync(join(tmpdir(), 'byoml-cold-start-'));
  const messagesFile = join(folder, 'messages.json');
  writeFileSync(messagesFile, JSON.stringify(messageBodies()));
  const models = containerClient({ connectionString: azurite.connectionString }, 'models');
  await publishModel(models, resourceAccess.name, modelBytes(), {}, new Date());
  return {
    settings: {
      EVENTHUB: 'never read: the batch is handed over',
      MODEL_STORAGE: azurite.connectionString,
      LOGS_INGESTION_ENDPOINT: ingestion.endpoint,
      LOGS_INGESTION_RULE_ID: ruleId,
      LOGS_INGESTION_STREAM: stream,
      MIN_SCORE: '5',
    },
    messagesFile,
    unknownUsers: () => ingestion.query(`SELECT * FROM ${table} WHERE Reason = 'unknownUser'`).length,
    close: async () => {
      rmSync(folder, { recursive: true });
      await Promise.all([azurite.close(), ingestion.close()]);
    },
  };
}

function modelBytes(): Uint8Array {
  const memory = resourceAccess.remember();
  const read = resourceAccess.reader(defaultIdentityRules);
  for (const row of trainingRows()) {
    const reading = read(row);
    if ('access' in reading) memory.add(reading.access);
  }
  const { total: accesses, window } = memory;
  const description = { detector: resourceAccess.name, identity: defaultIdentityRules, window, accesses, quality: {} };
  return resourceAccess.encode({ model: resourceAccess.train(memory, { iterations: 3 }), description });
}
