import { createReadStream } from 'node:fs';
import { fileShareReader } from '../../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../../shared/events/identity';
import type { Row } from '../../../shared/events/row';
import { fileFormat, rowLines } from '../../../shared/events/rowLines';
import { sampleDataset } from '../../../tools/sample/dataset';
import { fileShareRow } from '../../shared/events/rows';
import { itWithRealData } from '../../support/realData';
import { itOnRows, result } from './workspaceFixture';

const read = fileShareReader(defaultIdentityRules);
const now = '2026-11-28T12:00:00Z';

/** User and resource of each row that is an access, by the app's own reader. */
function namedByApp(rows: readonly Row[]): string[] {
  const readings = rows.map((row) => read(row));
  return readings.flatMap((reading) =>
    'access' in reading ? [`${reading.access.user} ${reading.access.resource}`] : [],
  );
}

async function namedByQuery(rows: readonly Row[]): Promise<string[]> {
  const events = await result('ByomlShareAccesses() | project User, Resource', { events: rows }, now);
  return events.map(({ User, Resource }) => `${User} ${Resource}`);
}

itOnRows('the query names who and what as the app does, on a day of sample rows', async () => {
  const day = new Date('2026-11-27T12:00:00Z');
  const { stream } = sampleDataset({ seed: 1, day, trainingDays: 1, plantedAccesses: 10 });
  const expected = namedByApp(stream);
  expect(expected.length).toBeGreaterThan(500);
  expect((await namedByQuery(stream)).sort()).toEqual(expected.sort());
});

itOnRows('so it does where rows are spelled otherwise, lack columns or are left out', async () => {
  const account = (name: string) => ({ Account: name, SubjectAccount: name });
  const rows = [
    fileShareRow(),
    fileShareRow({ EventID: 5145 }),
    fileShareRow({ ShareName: '\\\\FS01\\Finance' }),
    fileShareRow({ ShareName: '\\\\*\\Finance\\' }),
    fileShareRow({ ShareName: '\\\\*\\IPC$' }),
    fileShareRow({ ShareName: '\\\\*\\SysVol' }),
    fileShareRow({ ShareName: '\\\\*\\C$' }),
    fileShareRow({ ShareName: '\\\\*\\' }),
    fileShareRow({ ShareName: undefined }),
    fileShareRow({ Computer: undefined }),
    fileShareRow(account('CONTOSO\\FS02$')),
    fileShareRow(account('NT AUTHORITY\\SYSTEM')),
    fileShareRow(account('NT AUTHORITY\\ANONYMOUS LOGON')),
    fileShareRow(account('alice@contoso.local')),
    fileShareRow({ ...account('-\\-'), SubjectUserName: 'alice', SubjectDomainName: 'CONTOSO' }),
    fileShareRow({ Account: undefined }),
    fileShareRow({ Account: undefined, SubjectAccount: undefined }),
    fileShareRow({ Account: undefined, SubjectAccount: undefined, SubjectDomainName: undefined }),
  ];
  expect((await namedByQuery(rows)).sort()).toEqual(namedByApp(rows).sort());
});

itWithRealData('otrf_fileshare.jsonl', 'and on real share events', async (path) => {
  const rows: Row[] = [];
  for await (const item of rowLines(createReadStream(path), path, fileFormat)) {
    if ('row' in item) rows.push(item.row as Row);
  }
  const expected = namedByApp(rows);
  expect(expected.length).toBeGreaterThan(0);
  expect((await namedByQuery(rows)).sort()).toEqual(expected.sort());
});
