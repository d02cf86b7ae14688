import { engineDialect } from '../../../../tools/checkContent/engine/engineDialect';

it('stands columns for the two functions that the engine lacks, and leaves all else', () => {
  const query = `T | where ingestion_time() > ago(1h) | extend A = column_ifexists('User', ''), B = "(x)"`;
  expect(engineDialect(query)).toBe(`T | where IngestionTime_ > ago(1h) | extend A = User, B = "(x)"`);
});
