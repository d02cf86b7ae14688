import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import type { TrainingPair } from '../../shared/detectors/resourceAccess/trainingSet';
import { defaultIdentityRules } from '../../shared/events/identity';
import { containerClient } from '../../shared/storage/containerClient';
import { publishModel } from '../../shared/storage/publishModel';
import { startAzurite } from '../local/azurite';
import { startLogsIngestion } from '../local/logsIngestion/startLogsIngestion';
import { Random } from '../sample/random';
import { shareAccessRow } from '../sample/securityEventRow';

/** What a new instance finds: a model in storage, somewhere to send findings, and messages to score. */
export interface ColdStartWorld {
  readonly settings: Readonly<Record<string, string>>;
  /** A JSON array of message bodies. */
  readonly messagesFile: string;
  close(): Promise<void>;
}

const users = 9_000;
const resources = 4_000;
const sharesOfUser = 3;
const messages = 8;
const rowsOfMessage = 100;
const ruleId = 'dcr-00000000000000000000000000000000';
const stream = `Custom-${resourceAccess.table}`;

export async function startColdStartWorld(): Promise<ColdStartWorld> {
  const { table, columns } = resourceAccess;
  const azurite = await startAzurite({ port: 0 });
  const ingestion = await startLogsIngestion({ port: 0, ruleId, stream, table, columns });
  const folder = mkdtempSync(join(tmpdir(), 'byoml-cold-start-'));
  const messagesFile = join(folder, 'messages.json');
  writeFileSync(messagesFile, JSON.stringify(Array.from({ length: messages }, (_, index) => message(index))));
  const models = containerClient({ connectionString: azurite.connectionString }, 'models');
  await publishModel(models, resourceAccess.name, modelBytes(), {}, new Date());
  return {
    settings: {
      EVENTHUB: 'not asked: the batch is handed over',
      MODEL_STORAGE: azurite.connectionString,
      LOGS_INGESTION_ENDPOINT: ingestion.endpoint,
      LOGS_INGESTION_RULE_ID: ruleId,
      LOGS_INGESTION_STREAM: stream,
      MIN_SCORE: '5',
    },
    messagesFile,
    close: async () => {
      rmSync(folder, { recursive: true });
      await Promise.all([azurite.close(), ingestion.close()]);
    },
  };
}

/** About 1 MB. */
function modelBytes(): Uint8Array {
  const data = { total: users * sharesOfUser, window: null, pairs };
  const model = resourceAccess.train(data, { iterations: 2 });
  const description = {
    detector: resourceAccess.name,
    identity: defaultIdentityRules,
    window: null,
    accesses: data.total,
    quality: {},
  };
  return resourceAccess.encode({ model, description });
}

function* pairs(): Generator<TrainingPair> {
  for (let user = 0; user < users; user++) {
    for (let turn = 0; turn < sharesOfUser; turn++) {
      const { server, name } = share(user + turn);
      const likelihood = 1 + turn;
      yield { tenant: '0', user: account(user).toLowerCase(), resource: `${server}\\${name}`, likelihood };
    }
  }
}

/** Accesses of known users, and in each message one of a user whom the model does not know. */
function message(index: number): string {
  const random = new Random(`message ${index}`);
  const time = new Date(Date.UTC(2026, 0, 15, 9, index));
  const records = Array.from({ length: rowsOfMessage }, (_, row) => {
    const user = row === 0 ? users + index : random.below(users);
    const employee = { account: account(user), sid: `S-1-5-21-1-2-3-${user}`, ipAddress: '10.0.0.1', shares: [] };
    return shareAccessRow(employee, share(user + random.below(sharesOfUser)), time, random);
  });
  return JSON.stringify({ records });
}

function account(user: number): string {
  return `CONTOSO\\employee.${user}`;
}

function share(number: number): { server: string; name: string } {
  return { server: 'fs01.contoso.local', name: `projects-${number % resources}` };
}
