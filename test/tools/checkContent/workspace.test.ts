import { Workspace } from '../../../tools/checkContent/kusto/workspace';

const table = {
  Name: 'T',
  Properties: [
    { Name: 'TimeGenerated', Type: 'datetime' },
    { Name: 'A', Type: 'string' },
    { Name: 'N', Type: 'long' },
  ],
};
const workspace = new Workspace(
  [table],
  [{ name: 'Latest', query: 'T | summarize arg_max(TimeGenerated, *) by A' }],
  [{ alias: 'Allowed', columns: ['A'] }],
);

it('gives the columns of the result, with their types', () => {
  const { columns, problems } = workspace.bind(
    'Latest() | extend Half = N / 2.0 | project A, Half, At = ingestion_time()',
  );
  expect(problems).toEqual([]);
  expect([...columns]).toEqual([
    ['A', 'string'],
    ['Half', 'real'],
    ['At', 'datetime'],
  ]);
});

it('tells what is unknown, and where', () => {
  const codes = (query: string) => workspace.bind(query).problems.map(({ code, start }) => [code, start]);
  expect(codes('T | where B == 1')).toEqual([['KS142', 10]]);
  expect(codes('U | count')).toEqual([['KS204', 0]]);
  expect(codes('Latest() | where N > 0 | where M > 0')).toEqual([['KS142', 31]]);
  expect(codes("_GetWatchlist('Allowed') | where B == ''")).toEqual([['KS142', 33]]);
  expect(codes("_GetWatchlist('Allowed') | where A == '' and SearchKey == ''")).toEqual([]);
});
