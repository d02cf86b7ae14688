import { sampleDataset } from '../../../tools/sample/dataset';
import { exportFiles } from '../../../tools/sample/exportFiles';

const options = { seed: 1, day: new Date('2026-11-20T12:00:00Z'), trainingDays: 3, plantedAccesses: 10 };

it('is the same for the same seed and day, and another for another seed', () => {
  expect(sampleDataset(options)).toEqual(sampleDataset(options));
  expect(sampleDataset({ ...options, seed: 2 }).stream).not.toEqual(sampleDataset(options).stream);
});

it('streams the day asked for, or the Friday before a weekend, and learns from the days before', () => {
  const days = (rows: readonly object[]) =>
    new Set(rows.map((row) => (row as { TimeGenerated: string }).TimeGenerated.slice(0, 10)));
  const sunday = sampleDataset({ ...options, day: new Date('2026-11-22T00:00:00Z') });
  expect(days(sunday.stream)).toEqual(new Set(['2026-11-20']));
  expect(sampleDataset(options).trainingDays.map((rows) => [...days(rows)])).toEqual([
    ['2026-11-17'],
    ['2026-11-18'],
    ['2026-11-19'],
  ]);
});

it('plants accesses of ten employees to shares of other departments, and none of them elsewhere', () => {
  const { company, planted, trainingDays, stream } = sampleDataset(options);
  expect(new Set(planted.map(({ employee }) => employee.account)).size).toBe(10);
  for (const { employee, share } of planted) {
    const home = company.departments.find(({ employees }) => employees.includes(employee))!;
    expect(home.shares).not.toContain(share);
    const sameAccess = [...trainingDays.flat(), ...stream].filter(
      (row) => row.Account === employee.account && row.ShareName === `\\\\*\\${share.name}`,
    );
    expect(sameAccess).toHaveLength(1);
  }
});

it('has a file for every five minutes, and every row with a time in one of them', () => {
  const { stream } = sampleDataset(options);
  const files = exportFiles([...stream, { Type: 'SecurityEvent' }]);
  const rows = [...files.values()].flatMap((text) => text.trim().split('\n'));
  expect(rows.sort()).toEqual(stream.map((row) => JSON.stringify(row)).sort());
  for (const [path, text] of files) {
    expect(path).toMatch(/\/y=2026\/m=11\/d=20\/h=\d\d\/m=[0-5][05]\/PT05M\.json$/);
    const [, hour, minute] = /h=(\d\d)\/m=(\d\d)/.exec(path)!;
    for (const line of text.trim().split('\n')) {
      const [rowHour, rowMinute] = JSON.parse(line).TimeGenerated.slice(11, 16).split(':');
      expect([rowHour, Math.floor(rowMinute / 5) * 5]).toEqual([hour, Number(minute)]);
    }
  }
});
