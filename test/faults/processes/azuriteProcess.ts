import { type Azurite, startAzurite } from '../../../tools/local/azurite';

// Azurite in a process of its own, so that it can be stopped and started again while others go on. Arguments: port,
// folder. It tells its parent its connection string; any message from the parent, or the parent's end, closes it.

async function main(port: number, folder: string): Promise<void> {
  const azurite: Azurite = await startAzurite({ port, folder });
  process.once('message', async () => {
    await azurite.close();
    process.exit();
  });
  process.once('disconnect', () => process.exit());
  process.send?.(azurite.connectionString);
}

main(Number(process.argv[2]), String(process.argv[3])).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
