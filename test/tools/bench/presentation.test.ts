import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { growthChart } from '../../../tools/bench/growth/growthChart';
import { logAxis } from '../../../tools/bench/growth/logAxis';
import { type Measurement, median, ratioTo } from '../../../tools/bench/measurement';
import { grouped, significant } from '../../../tools/bench/numbers';
import { readmeTable, updateReadme } from '../../../tools/bench/readmeLines';
import { resultsPage } from '../../../tools/bench/results';
import { markdownTable, resultsTable } from '../../../tools/bench/table';

const measurement = (given: Partial<Measurement>): Measurement => ({
  section: 'reading',
  subject: 'rows in memory, 2 % event 5140',
  contestant: 'ours',
  unit: 'MB/s',
  samples: [400, 500, 450],
  ratio: 1,
  peakMegabytes: 123.4,
  quality: {},
  absent: null,
  ...given,
});

describe('numbers', () => {
  it('have three significant digits and no powers of ten', () => {
    expect([0.000123, 0.03116, 4.268, 12.99, 359.4, 99.96, 999.7, 12_410, 17_523_000, 0, 7].map(significant)).toEqual([
      '0.000123',
      '0.0312',
      '4.27',
      '13.0',
      '359',
      '100',
      '1,000',
      '12,400',
      '17,500,000',
      '0',
      '7',
    ]);
    expect(grouped(17_500_000)).toBe('17,500,000');
  });

  it('have the middle one, or the mean of the middle two, as their median', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([5])]).toEqual([2, 2.5, 5]);
    expect(median([])).toBeNaN();
  });

  it('are compared round by round, rates the other way round than times', () => {
    expect(ratioTo([1, 2, 4], [2, 4, 40], 's')).toBe(2);
    expect(ratioTo([400, 200], [100], 'MB/s')).toBe(4);
    expect(ratioTo([1], [], 's')).toBeNull();
  });
});

describe('tables', () => {
  it('are Markdown with columns of one width, bars in cells escaped', () => {
    expect(markdownTable(['a', 'b'], [['x|y', 'z']])).toBe('| a    | b   |\n| ---- | --- |\n| x\\|y | z   |\n');
  });

  it('name a case once, and say why somebody did not take part', () => {
    const absent = 'not here: no python3';
    const missing = { contestant: 'other', samples: [], ratio: null, peakMegabytes: null, absent };
    const table = resultsTable([measurement({ quality: { rows: 12 } }), measurement(missing)]);
    const cells = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells.slice(2, 4)).toEqual([
      ['', 'reading: rows in memory, 2 % event 5140', 'ours', '450 MB/s', '1.00x', 'rows 12', '123 MB', ''],
      ['', '', 'other', 'not here: no python3', '', '', '', ''],
    ]);
  });

  it('of a page say what is wrong', () => {
    const environment = {
      processor: 'Some CPU',
      cores: 2,
      memoryGigabytes: 8,
      system: 'Linux',
      node: '24',
      v8: '13',
      rivals: { python: '3.11' },
      command: 'npm run bench',
      measuredAt: '2026-01-02T03:04:05Z',
    };
    const checks = [
      { what: 'first', passed: true, detail: '' },
      { what: 'second', passed: false, detail: '1 and 2' },
    ];
    const page = resultsPage({ environment, measurements: [], checks });
    expect(page).toContain('`npm run bench` on Some CPU, 2 cores, 8 GB, Linux; Node.js 24, V8 13, python 3.11.');
    expect(page).toContain('1 of 2 results checked are right.\n- WRONG: second: 1 and 2\n');
  });
});

describe("README's lines", () => {
  const rival = measurement({ contestant: 'readline and JSON.parse', samples: [90], ratio: 5.02 });
  const table = readmeTable([measurement({}), rival]);

  it('name the figure here, and the one beside it', () => {
    expect(table.split('\n')[2]).toMatch(
      /^\| reading exported rows, 2 % of them accesses \| 450 MB\/s \| readline and JSON.parse 90 MB\/s \(5.02x/,
    );
    expect(readmeTable([])).toBe('');
  });

  describe('go into README', () => {
    const folder = mkdtempSync(join(tmpdir(), 'byoml-test-'));
    const path = join(folder, 'README.md');
    afterAll(() => rmSync(folder, { recursive: true }));
    const update = (readme: string, measurements: readonly Measurement[]) => {
      writeFileSync(path, readme);
      updateReadme(path, measurements);
      return readFileSync(path, 'utf8');
    };
    const within = (lines: string) => `before\n<!-- bench -->\n${lines}<!-- /bench -->\nafter\n`;

    it('between its markers, and nowhere else', () => {
      expect(update(within('old\n'), [measurement({}), rival])).toBe(within(table));
      expect(update('no markers\n', [measurement({})])).toBe('no markers\n');
    });

    it('beside the lines of what was not measured this time', () => {
      const loading = measurement({ section: 'model', subject: '1,000,000 users with affinities', unit: 'ms' });
      const both = within(readmeTable([measurement({}), rival, loading]));
      expect(update(within(table), [loading])).toBe(both);
      expect(update(both, [])).toBe(both);
    });
  });
});

describe('the chart of growth', () => {
  const answer = (seconds: number, peakMegabytes: number) => ({
    seconds: { train: seconds, check: seconds / 10 },
    peakMegabytes,
    modelBytes: 1,
    quality: {},
  });
  const chart = growthChart([
    { pairs: 1e5, answer: answer(0.5, 100), failed: null },
    { pairs: 1e6, answer: answer(4, 300), failed: null },
    { pairs: 1e7, answer: null, failed: 'out of memory' },
  ]);

  it('has a logarithmic axis: powers of ten at equal distances', () => {
    const axis = logAxis([20, 500], 0, 200);
    expect(axis.powers).toEqual([10, 100, 1000]);
    expect(axis.powers.map(axis.place)).toEqual([0, 100, 200]);
  });

  it('is well-formed: every element is closed, in order, and every place on the page is a number', () => {
    const open: string[] = [];
    for (const [, closing, name, rest] of chart.matchAll(/<(\/?)([a-z]+)([^<>]*)>/gi)) {
      if (closing === '/') expect(open.pop()).toBe(name);
      else if (!rest!.endsWith('/')) open.push(name!);
    }
    expect(open).toEqual([]);
    expect(chart).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('shows what was measured, the limit of an instance, and colours of its own in the dark', () => {
    expect(chart.match(/<circle/g)).toHaveLength(4);
    expect(chart).toContain('>4.40 s<');
    expect(chart).toContain('>300 MB<');
    expect(chart).toContain('one instance of 4 GB');
    expect(chart).toContain('prefers-color-scheme: dark');
  });
});
