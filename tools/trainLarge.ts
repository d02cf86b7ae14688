import { resourceAccess } from '../shared/detectors/resourceAccess/detector';
import { largeTenant } from './sample/largeTenant';

// Learns from as many pairs as the first argument says (10 million by default) with as many threads as the second says
// (1 by default), and tells what each step takes:
//
//     npm run train:large -- 1000000 2

interface Step {
  readonly name: string;
  readonly started: number;
}

let current: Step | undefined;

/** Tells how long the step before took, and begins another. */
function begin(name: string): void {
  end();
  current = { name, started: performance.now() };
}

function end(): void {
  if (current === undefined) return;
  const seconds = ((performance.now() - current.started) / 1000).toFixed(2);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${current.name.padEnd(12)}${seconds.padStart(8)} s, at most ${peak} MB so far\n`);
}

const count = Number(process.argv[2] ?? 10_000_000);
const threads = Number(process.argv[3] ?? 1);
const data = { total: count, window: null, pairs: () => largeTenant(count) };
begin('generate');
for (const _ of data.pairs());
const model = resourceAccess.train(data, {}, undefined, { onStep: begin, threads });
begin('check');
const quality = resourceAccess.check(model, data);
begin('encode');
const description = { detector: resourceAccess.name, identity: null, window: null, accesses: count, quality };
const bytes = resourceAccess.encode({ model, description });
end();
process.stdout.write(`${JSON.stringify({ ...quality, bytes: bytes.length })}\n`);
