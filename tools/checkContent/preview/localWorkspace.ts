import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { Access } from '../../../shared/events/access';
import { defaultIdentityRules } from '../../../shared/events/identity';
import type { Row } from '../../../shared/events/row';
import { millisecondsPerDay } from '../../../shared/events/time';
import { companyRows } from '../../company/companyRows';
import { simulateCompany } from '../../company/simulateCompany';
import type { HostLogEntry } from '../../local/functionHost/hostLog';
import { Random } from '../../sample/random';
import { mainJob } from '../../start/mainJob';
import type { Rows } from '../../start/rowSource';
import type { Screen } from '../../start/screen';
import { startWorld } from '../../start/world';
import { ingestionTimeColumn } from '../engine/engineDialect';
import type { TableRow } from '../engine/kqlEngine';

const trainingDays = 30;
const testDays = 7;

/** What a local run leaves behind. */
export interface LocalWorkspace {
  /** Rows of the tables, by name. */
  readonly rows: Readonly<Record<string, readonly TableRow[]>>;
  /** The accesses that were planted. */
  readonly planted: readonly Access[];
}

/**
 * What the tables of a workspace hold after a local run of the functions on an invented company: five weeks and a half of
 * share accesses, anomalies planted in the last one; the findings of that week, and what the functions logged.
 */
export async function localWorkspace(users: number, seed: number, now: Date, screen: Screen): Promise<LocalWorkspace> {
  const { rows, planted } = weekOfCompany(users, seed, now);
  const logged: { readonly entry: HostLogEntry; readonly time: Date }[] = [];
  const world = await startWorld({ ports: { blob: 0, eventHubs: 0, logsIngestion: 0 } }, screen);
  try {
    const watched: typeof world = {
      ...world,
      startFunctions(settings, onLog, execArgv) {
        const watch = (entry: HostLogEntry) => {
          logged.push({ entry, time: new Date() });
          onLog(entry);
        };
        return world.startFunctions(settings, watch, execArgv);
      },
    };
    await mainJob(watched, rows, screen);
    const findings = world.query(`SELECT * FROM ${resourceAccess.table}`);
    const tables = {
      [resourceAccess.table]: findings.map(findingRow),
      SecurityEvent: [...rows.training, ...rows.stream].map((row) => ingested(row, row.TimeGenerated)),
      AppTraces: logged.filter(({ entry }) => entry.category === 'user').map(traceRow),
    };
    return { rows: tables, planted };
  } finally {
    await world.close();
  }
}

function weekOfCompany(users: number, seed: number, now: Date): { rows: Rows; planted: readonly Access[] } {
  const midnight = Math.floor(now.getTime() / millisecondsPerDay) * millisecondsPerDay;
  const firstDay = new Date(midnight - (trainingDays + testDays) * millisecondsPerDay);
  const { accesses, testFrom } = simulateCompany({ seed, users, trainingDays, testDays, firstDay });
  const rowOf = companyRows(new Random(`${seed}/rows`));
  const all = accesses.map((access) => ({ access, row: rowOf(access) }));
  const read = resourceAccess.reader(defaultIdentityRules);
  const planted = all.flatMap(({ access, row }) => {
    const reading = access.kind === null ? undefined : read(row);
    return reading !== undefined && 'access' in reading ? [reading.access] : [];
  });
  const isBefore = ({ access }: { readonly access: { readonly time: number } }) => access.time < testFrom;
  const rows = {
    training: all.filter(isBefore).map(({ row }) => row),
    stream: all.filter((one) => !isBefore(one)).map(({ row }) => row),
    planted: new Set<string>(),
    unreadableLines: 0,
    lookbackDays: trainingDays + testDays + 1,
  };
  return { rows, planted };
}

/** A row of SQLite as Log Analytics has it: dynamic columns are objects, booleans are no numbers. */
function findingRow(row: Readonly<Record<string, unknown>>): TableRow {
  const values = resourceAccess.columns.map(({ name, type }) => {
    const value = row[name];
    if (value === null) return [name, null];
    if (type === 'dynamic') return [name, JSON.parse(String(value))];
    return [name, type === 'boolean' ? value === 1 : value];
  });
  return ingested(Object.fromEntries(values), row.ScoredAt);
}

function traceRow({ entry, time }: { readonly entry: HostLogEntry; readonly time: Date }): TableRow {
  const severity = { warning: 2, error: 3, critical: 4 }[entry.level as string] ?? 1;
  const row = { TimeGenerated: time.toISOString(), Message: entry.message, SeverityLevel: severity };
  return ingested({ ...row, OperationName: entry.function, OperationId: entry.invocationId }, row.TimeGenerated);
}

function ingested(row: TableRow | Row, time: unknown): TableRow {
  return { ...row, [ingestionTimeColumn]: time };
}
