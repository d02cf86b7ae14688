import fc from 'fast-check';
import { exportFile, exportFolder, overlaps } from '../../../shared/events/exportLayout';

const workspace =
  'WorkspaceResourceId=/subscriptions/1/resourcegroups/rg/providers/microsoft.operationalinsights/workspaces/ws/';
const minutes = 60_000;

describe('exportFile', () => {
  it('reads both m= segments by their place: month, then minute', () => {
    const folder = `${workspace}y=2026/m=11/d=20/h=17/m=55/`;
    const from = Date.UTC(2026, 10, 20, 17, 55);
    expect(exportFile(`${folder}PT05M.json`)).toEqual({ workspace, folder, from, to: from + 5 * minutes });
  });

  it.each([
    'PT05M.json',
    'PT5M.json',
    'PT05M_1.json',
    'PT5M_12.json',
    'PT05M.json.gz',
    'PT05M_3.json.gz',
  ])('takes %s', (name) => {
    expect(exportFile(`y=2026/m=11/d=20/h=17/m=00/${name}`)).toMatchObject({
      workspace: '',
      from: Date.UTC(2026, 10, 20, 17),
      to: Date.UTC(2026, 10, 20, 17, 5),
    });
  });

  it.each(['PT1H.json', 'PT1H_2.json'])('takes %s for the hour', (name) => {
    expect(exportFile(`y=2020/m=08/d=07/h=19/m=00/${name}`)).toMatchObject({
      from: Date.UTC(2020, 7, 7, 19),
      to: Date.UTC(2020, 7, 7, 20),
    });
  });

  it.each([
    'y=2026/m=13/d=20/h=17/m=55/PT05M.json',
    'y=2026/m=02/d=30/h=17/m=55/PT05M.json',
    'y=2026/m=11/d=20/h=24/m=55/PT05M.json',
    'y=2026/m=11/d=20/h=17/m=60/PT05M.json',
    'y=2026/m=11/d=20/h=17/PT05M.json',
    'y=2026/m=11/d=20/h=17/m=55/PT05M.csv',
    'y=2026/m=11/d=20/h=17/m=55/PT05M_.json',
    'y=2026/m=11/d=20/h=17/m=55/x/PT05M.json',
    'xy=2026/m=11/d=20/h=17/m=55/PT05M.json',
    'm=11/d=20/h=17/m=55/PT05M.json',
    '',
  ])('takes no %p', (path) => {
    expect(exportFile(path)).toBeUndefined();
  });

  it('lies in the hour folder of its path, whatever the time', () => {
    const dates = fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.constantFrom('PT05M', 'PT5M', 'PT1H'), (date, name) => {
        const [year, month, day, hour, minute] = date.toISOString().split(/\D/);
        const hourFolder = `${workspace}y=${year}/m=${month}/d=${day}/h=${hour}/`;
        const file = exportFile(`${hourFolder}m=${minute}/${name}.json`)!;
        expect(date.getTime()).toBeGreaterThanOrEqual(file.from);
        expect(date.getTime()).toBeLessThan(file.to);
        const units = [
          hourFolder,
          `${workspace}y=${year}/m=${month}/d=${day}/`,
          `${workspace}y=${year}/m=${month}/`,
          `${workspace}y=${year}/`,
        ];
        for (const path of units) expect(overlaps(exportFolder(path)!, file)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('exportFolder', () => {
  it.each([
    ['y=2024/', 'year', '2024-01-01T00:00Z', '2025-01-01T00:00Z'],
    ['y=2024/m=02/', 'month', '2024-02-01T00:00Z', '2024-03-01T00:00Z'],
    ['y=2024/m=12/', 'month', '2024-12-01T00:00Z', '2025-01-01T00:00Z'],
    ['y=2024/m=02/d=29/', 'day', '2024-02-29T00:00Z', '2024-03-01T00:00Z'],
    ['y=2024/m=02/d=29/h=23/', 'hour', '2024-02-29T23:00Z', '2024-03-01T00:00Z'],
  ])('reads %s', (path, unit, from, to) => {
    expect(exportFolder(`${workspace}${path}`)).toEqual({ unit, from: Date.parse(from), to: Date.parse(to) });
  });

  it.each([
    '',
    workspace,
    'y=2024',
    'y=24/',
    'y=2023/m=02/d=29/',
    'y=2024/m=00/',
    'y=2024/d=01/',
    'y=2024/m=02/d=29/h=23/m=55/',
  ])('takes no %p', (path) => {
    expect(exportFolder(path)).toBeUndefined();
  });
});

describe('overlaps', () => {
  it('leaves out the end', () => {
    expect(overlaps({ from: 0, to: 5 }, { from: 5, to: 6 })).toBe(false);
    expect(overlaps({ from: 5, to: 6 }, { from: 0, to: 5 })).toBe(false);
    expect(overlaps({ from: 0, to: 5 }, { from: 4, to: 9 })).toBe(true);
  });
});
