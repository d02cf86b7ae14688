import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { Row } from '../../../shared/events/row';
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

const millisecondsPerDay = 86_400_000;
const trainingDays = 30;
const testDays = 7;

/** Rows of the tables of a workspace, by name. */
export type TablesOfRows = Readonly<Record<string, readonly TableRow[]>>;

/**
 * What the tables of a workspace hold after a local run of the functions on an invented company: five weeks and a half of
 * share accesses, anomalies planted in the last one; the findings of that week, and what the functions logged.
 */
export async function localWorkspace(users: number, seed: number, now: Date, screen: Screen): Promise<TablesOfRows> {
  const rows = weekOfCompany(users, seed, now);
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
    return {
      [resourceAccess.table]: findings.map(findingRow),
      SecurityEvent: [...rows.training, ...rows.stream].map((row) => ingested(row, row.TimeGenerated)),
      AppTraces: logged.filter(({ entry }) => entry.category === 'user').map(traceRow),
    };
  } finally {
    await world.close();
  }
}

function weekOfCompany(users: number, seed: number, now: Date): Rows {
  const midnight = Math.floor(now.getTime() / millisecondsPerDay) * millisecondsPerDay;
  const firstDay = new Date(midnight - (trainingDays + testDays) * millisecondsPerDay);
  const { accesses, testFrom } = simulateCompany({ seed, users, trainingDays, testDays, firstDay });
  const rowOf = companyRows(new Random(`${seed}/rows`));
  const before = accesses.filter(({ time }) => time < testFrom);
  return {
    training: before.map(rowOf),
    stream: accesses.slice(before.length).map(rowOf),
    planted: new Set(),
    unreadableLines: 0,
    lookbackDays: trainingDays + testDays + 1,
  };
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
