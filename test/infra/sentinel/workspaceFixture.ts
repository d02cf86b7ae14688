import { join } from 'node:path';
import { caseRecordId, recordId } from '../../../shared/detectors/recordId';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import type { Access } from '../../../shared/events/access';
import { ContentFolder } from '../../../tools/checkContent/content/contentFolder';
import { ingestionTimeColumn } from '../../../tools/checkContent/engine/engineDialect';
import { KqlEngine, type QueryAtMoment, type TableRow } from '../../../tools/checkContent/engine/kqlEngine';
import { workspaceTables } from '../../../tools/checkContent/kusto/tableSchema';
import { itUnlessMissing } from '../../support/itUnlessMissing';

export const content = new ContentFolder(join(__dirname, '../../..'));

const found = KqlEngine.find();
/** A test that runs queries on rows; where the KQL engine cannot be had it is skipped, and its title says so. */
export const itOnRows = itUnlessMissing('missing' in found ? found.missing : undefined);

export interface Rows {
  readonly findings?: readonly TableRow[];
  readonly traces?: readonly TableRow[];
  readonly events?: readonly TableRow[];
  readonly alerts?: readonly TableRow[];
  readonly incidents?: readonly TableRow[];
  readonly errors?: readonly TableRow[];
  readonly watchlist?: readonly TableRow[];
}

/** The query of a rule or hunting query, by its file's name. */
export function queryOf(name: string): string {
  const file = [...content.rules, ...content.hunts].find(({ path }) => path.endsWith(`/${name}.yaml`));
  if (file === undefined) throw new Error(`There is no rule or hunting query ${name}.`);
  return String(file.value('query'));
}

/** What queries give on these rows at a moment, by name. */
export async function results<Name extends string>(
  queries: Readonly<Record<Name, string>>,
  rows: Rows,
  now: string,
): Promise<Record<Name, readonly TableRow[]>> {
  const texts = Object.entries<string>(queries);
  const atMoment = texts.map(([name, query]) => [name, { query, now: new Date(now) }]);
  return run(rows, Object.fromEntries(atMoment)) as Promise<Record<Name, readonly TableRow[]>>;
}

/** What a query gives on these rows at each of some moments, in their order. */
export async function resultsAt(
  query: string,
  rows: Rows,
  moments: readonly string[],
): Promise<(readonly TableRow[])[]> {
  const answers = await run(rows, Object.fromEntries(moments.map((now) => [now, { query, now: new Date(now) }])));
  return moments.map((now) => answers[now]!);
}

/** What one query gives on these rows at a moment. */
export async function result(query: string, rows: Rows, now: string): Promise<readonly TableRow[]> {
  return (await results({ query }, rows, now)).query;
}

async function run(
  { findings = [], traces = [], events = [], alerts = [], incidents = [], errors = [], watchlist = [] }: Rows,
  queries: Readonly<Record<string, QueryAtMoment>>,
): Promise<Record<string, readonly TableRow[]>> {
  const rows = {
    [resourceAccess.table]: findings,
    AppTraces: traces,
    SecurityEvent: events,
    SecurityAlert: alerts,
    SecurityIncident: incidents,
    DCRLogErrors: errors,
  };
  const { functions, watchlists } = content;
  const watchlistColumns = watchlists.flatMap(({ described }) => described.columns);
  const workspace = { tables: workspaceTables(), rows, functions, watchlist, watchlistColumns };
  const answers = await (found as KqlEngine).run(workspace, queries);
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, answer.rows]));
}

export interface Told {
  readonly user?: string;
  readonly computer?: string;
  readonly share?: string;
  readonly ipAddress?: string;
  /** Of the access, ISO 8601. */
  readonly time?: string;
  /** When it was scored, which here is when its row was ingested too. */
  readonly at: string;
  readonly pValue?: number | null;
  readonly score?: number | null;
  readonly reason?: string;
  readonly model?: string;
}

const tenant = '0f0e0d0c-0000-4000-8000-00000000000a';

/** The row of an access, as the detector makes it, and when it was ingested. */
export function finding(told: Told): TableRow {
  const access = accessOf(told);
  const context = { recordId: recordId('resourceAccess', [access]), ...contextOf(told) };
  return { ...resourceAccess.finding([access], scoreOf(told), explanation, context), [ingestionTimeColumn]: told.at };
}

/** The row of a user's day, as it stands at a moment. */
export function dayFinding(told: Told, shares = 2): TableRow {
  const access = accessOf(told);
  const day = new Date(access.time).toISOString().slice(0, 10);
  const key = caseRecordId('resourceAccess', access, day);
  const context = { recordId: key, ...contextOf(told) };
  const row = resourceAccess.finding([access], { ...scoreOf(told), reason: 'case' }, explanation, context);
  return { ...row, Kind: 'case', AccessCount: shares, [ingestionTimeColumn]: told.at };
}

/** The same row delivered again: scored anew, under its key. */
export function deliveredAgain(row: TableRow, at: string): TableRow {
  return { ...row, TimeGenerated: at, ScoredAt: at, [ingestionTimeColumn]: at };
}

const explanation = { text: 'Nobody like them uses it.', reasons: {} };

function accessOf({
  user = 'contoso\\alice',
  computer = 'FS01.contoso.local',
  share = 'Finance',
  ...told
}: Told): Access {
  const { ipAddress = '10.1.4.22', time = told.at } = told;
  return {
    tenant,
    user,
    resource: `${computer}\\${share}`.toLowerCase(),
    time: Date.parse(time),
    computer,
    shareName: `\\\\*\\${share}`,
    ipAddress,
    itemId: `${user}/${computer}/${share}/${time}`,
    truncated: false,
  };
}

function scoreOf({ score = 4, reason = 'scored', pValue = 0.0005 }: Told) {
  return { score, reason: reason as 'scored', ...(pValue !== null && { pValue }) };
}

function contextOf({ at, model = '20261127T023000Z-0123456789ab' }: Told) {
  return { scoredAt: at, modelVersion: model };
}
