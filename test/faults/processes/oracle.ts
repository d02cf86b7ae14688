import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { ResultRow } from '../../../shared/detectors/resourceAccess/columns';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { type Finding, scoreMessages } from '../../../shared/jobs/scoreMessages';
import { loadModel } from '../../../shared/storage/modelStore';
import { everyFinding } from '../../support/writingRules';
import type { KillReport } from './killReport';
import type { KillWorld } from './killWorld';
import { poisonAccount, type SentMessage } from './sentMessages';

type Judgement = Pick<
  KillReport,
  | 'missing'
  | 'invented'
  | 'altered'
  | 'notParked'
  | 'alteredLetters'
  | 'wronglyParked'
  | 'duplicates'
  | 'duplicatesAfterCollapse'
  | 'duplicateLetters'
  | 'modelVersions'
>;
interface DeadLetter extends Place {
  readonly body: Buffer;
}
interface Place {
  readonly partition: unknown;
  readonly sequenceNumber: unknown;
}
type TableRow = Readonly<Record<string, unknown>>;

/** Compares what is in the table and among the dead letters with what was sent. */
export async function judge(sent: readonly SentMessage[], { ingestion, storage }: KillWorld): Promise<Judgement> {
  const service = BlobServiceClient.fromConnectionString(storage.connectionString);
  const letters = await readLetters(service.getContainerClient('dead-letters'));
  return {
    ...judgeLetters(sent, letters),
    ...(await judgeTable(sent, letters, {
      all: ingestion.query(`SELECT * FROM ${resourceAccess.table}`),
      collapsed: ingestion.query(`SELECT *, MAX(ScoredAt) FROM ${resourceAccess.table} GROUP BY RecordId`),
      models: service.getContainerClient('models'),
    })),
  };
}

function judgeLetters(sent: readonly SentMessage[], letters: readonly DeadLetter[]) {
  const byPlace = new Map(sent.map((message) => [placeOf(message), message]));
  const parked = new Set(letters.map(placeOf));
  const matching = letters.map((letter) => ({ letter, message: byPlace.get(placeOf(letter)) }));
  return {
    notParked: sent.filter((message) => message.kind !== 'rows' && !parked.has(placeOf(message))).length,
    alteredLetters: matching.filter(({ letter, message }) => !message?.body.equals(letter.body)).length,
    wronglyParked: matching.filter(({ message }) => message?.kind === 'rows').length,
    duplicateLetters: letters.length - parked.size,
  };
}

async function judgeTable(
  sent: readonly SentMessage[],
  letters: readonly DeadLetter[],
  table: {
    readonly all: readonly TableRow[];
    readonly collapsed: readonly TableRow[];
    readonly models: ContainerClient;
  },
) {
  const parked = new Set(letters.map(placeOf));
  const versions = new Set(table.all.map((row) => String(row.ModelVersion)));
  const expected = new Map<string, ReadonlyMap<string, Finding<ResultRow>>>();
  for (const version of versions) expected.set(version, await findingsBy(version, sent, table.models));
  const findings = (await findingsBy('', sent, table.models)).values().toArray();
  checkReading(sent, findings);

  const present = new Set(table.all.map((row) => String(row.RecordId)));
  const owed = findings.filter(({ row, message }) => isAccepted(row) && !parked.has(placeOf(message)));
  const known = table.all.map((row) => ({
    row,
    finding: expected.get(String(row.ModelVersion))?.get(String(row.RecordId)),
  }));
  const subjects = new Set(table.collapsed.map((row) => subjectOf(row, expected)));
  return {
    missing: owed
      .filter(({ row }) => !present.has(row.RecordId))
      .reduce((sum, { accessCount }) => sum + accessCount, 0),
    invented: known.filter(({ finding }) => finding === undefined || !isAccepted(finding.row)).length,
    altered: known.filter(({ row, finding }) => finding !== undefined && !isSame(row, finding.row)).length,
    duplicates: table.all.length - present.size,
    duplicatesAfterCollapse: table.collapsed.length - subjects.size,
    modelVersions: versions.size,
  };
}

/** What the messages' findings are by a model, by RecordId. A version that cannot be loaded makes none. */
async function findingsBy(version: string, sent: readonly SentMessage[], models: ContainerClient) {
  const { name, decode, reader } = resourceAccess;
  const loaded =
    version === '' ? undefined : await loadModel(models, name, version, decode).catch(() => 'unknown' as const);
  if (loaded === 'unknown') return new Map<string, Finding<ResultRow>>();
  const { findings } = scoreMessages(sent, {
    detector: resourceAccess,
    reader: reader(defaultIdentityRules),
    model: loaded?.model.model,
    modelVersion: version,
    rule: everyFinding,
    scoredAt: new Date(0),
  });
  return new Map(findings.map((finding) => [finding.row.RecordId, finding]));
}

/** The oracle reads messages by the code it judges; how many accesses they hold it knows from having made them. */
function checkReading(sent: readonly SentMessage[], findings: readonly Finding<ResultRow>[]): void {
  const read = findings.reduce((sum, { accessCount }) => sum + accessCount, 0);
  const made = sent.reduce((sum, { accesses }) => sum + accesses, 0);
  if (read !== made) throw new Error(`${made} accesses were sent, and ${read} are read of the same messages.`);
}

function isAccepted({ User: user }: ResultRow): boolean {
  return user.toLowerCase() !== poisonAccount.toLowerCase();
}

/** The table keeps true as 1, and an object as its JSON; when a row was scored is up to the functions. */
function isSame(row: TableRow, expected: ResultRow): boolean {
  const scoredAt = row.ScoredAt;
  const wanted = {
    ...expected,
    TimeGenerated: scoredAt,
    ScoredAt: scoredAt,
    Truncated: Number(expected.Truncated),
    Reasons: JSON.stringify(expected.Reasons),
  };
  return Object.entries(wanted).every(([column, value]) => (row[column] ?? null) === (value ?? null));
}

/** Which accesses a row is about: one user and one resource in one message. */
function subjectOf(row: TableRow, expected: ReadonlyMap<string, ReadonlyMap<string, Finding<ResultRow>>>): string {
  const finding = expected.get(String(row.ModelVersion))?.get(String(row.RecordId));
  const place = finding === undefined ? 'nowhere' : placeOf(finding.message);
  return JSON.stringify([place, row.TenantKey, row.User, row.Resource]);
}

function placeOf({ partition, sequenceNumber }: Place): string {
  return `${partition}/${sequenceNumber}`;
}

async function readLetters(container: ContainerClient): Promise<DeadLetter[]> {
  if (!(await container.exists())) return [];
  const letters: DeadLetter[] = [];
  for await (const { name } of container.listBlobsFlat()) {
    const lines = (await container.getBlobClient(name).downloadToBuffer()).toString().trimEnd().split('\n');
    for (const line of lines) letters.push(readLetter(JSON.parse(line)));
  }
  return letters;
}

function readLetter({ partition, sequenceNumber, encoding, body }: Record<string, unknown>): DeadLetter {
  return { partition, sequenceNumber, body: Buffer.from(String(body), encoding === 'utf8' ? 'utf8' : 'base64') };
}
