import { containerClient } from '../../../shared/storage/containerClient';
import { night } from '../../shared/jobs/exportedDays';

// A night of retraining in a process of its own, so that it can be killed. Arguments: connection string, container of
// the export, container of the models, days that were exported.

async function main([connectionString = '', exports = '', models = '', days = '']: readonly string[]): Promise<void> {
  const connection = { connectionString };
  const places = { exports: containerClient(connection, exports), models: containerClient(connection, models) };
  await night(places, Number(days));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
