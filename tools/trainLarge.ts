import { resourceAccess } from '../shared/detectors/resourceAccess/detector';
import type { TrainingPair } from '../shared/detectors/resourceAccess/trainingSet';
import { MersenneTwister } from '../shared/numerics/mersenneTwister';

/** A large enterprise: departments with shares of their own, and one access in ten to a share of another. */
const users = 50_000;
const resources = 20_000;
const departments = 50;
const sharesOfDepartment = resources / departments;
/** Has no divisor in common with the number of shares, so that a user's are all different. */
const stride = 7;

/** So many pairs, nearly all of them different. */
function* pairs(count: number): Generator<TrainingPair> {
  const random = new MersenneTwister(1);
  const userNames = Array.from({ length: users }, (_, i) => `contoso\\user${i}`);
  const resourceNames = Array.from({ length: resources }, (_, i) => `fs${i % departments}\\share${i}`);
  for (let i = 0; i < count; i++) {
    const user = i % users;
    const turn = Math.floor(i / users);
    const own = (user + turn * stride) % sharesOfDepartment;
    const isElsewhere = turn % 10 === 0;
    const resource = isElsewhere ? random.integerBelow(resources) : (user % departments) + departments * own;
    const likelihood = 1 + random.integerBelow(20);
    yield { tenant: '0', user: userNames[user]!, resource: resourceNames[resource]!, likelihood };
  }
}

/** Runs a step and says what it took. */
function timed<Result>(step: string, run: () => Result): Result {
  const started = performance.now();
  const result = run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${step.padEnd(8)}${seconds.padStart(8)} s, at most ${peak} MB so far\n`);
  return result;
}

const count = Number(process.argv[2] ?? 10_000_000);
const data = { total: count, window: null, pairs: () => pairs(count) };
const model = timed('train', () => resourceAccess.train(data, {}));
const quality = timed('check', () => resourceAccess.check(model, data));
const description = { detector: resourceAccess.name, identity: null, window: null, accesses: count, quality };
const bytes = timed('encode', () => resourceAccess.encode({ model, description }));
process.stdout.write(`${JSON.stringify({ ...quality, bytes: bytes.length })}\n`);
