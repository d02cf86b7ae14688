import { RunChild } from './simulation/runChild';

async function main() {
  const child = await RunChild.start();
  const first = Number(process.argv[2]);
  const last = Number(process.argv[3] ?? first);
  const started = Date.now();
  for (let seed = first; seed <= last; seed++) {
    const { result, trace } = await child.run({ seed, trace: process.argv[4] === 'trace' });
    for (const line of trace) console.log(line);
    if (result.failures.length || process.argv[4])
      console.log(seed, JSON.stringify({ ...result, failures: result.failures.slice(0, 4) }));
  }
  console.log((last - first + 1) / ((Date.now() - started) / 1000), 'runs/s');
  await child.close();
}
main();
