import { type HeldOutPairs, holdOut } from '../../../../../shared/detectors/resourceAccess/affinity/heldOut';
import { type HeldOutExamples, learnOdds } from '../../../../../shared/detectors/resourceAccess/affinity/learnOdds';
import { oddsByTenant } from '../../../../../shared/detectors/resourceAccess/affinity/oddsByTenant';
import { type PairTable, tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
import { company, firstAccesses } from './company';
import { usageOf } from './tables';

const large = firstAccesses({ ...company, teams: 20, usersPerTeam: 20, sharesPerTeam: 40 });
const otherTenant = (name: string, part: number) =>
  large.filter((_, i) => i % part === 0).map((access) => ({ ...access, tenant: name }));

function examples(pairs: typeof large): HeldOutExamples {
  const table = tabulatePairs(pairs);
  const heldOut = holdOut(table, 0);
  return { table, heldOut, usage: usageOf(withoutHeldOut(table, heldOut)), seed: 0 };
}

function withoutHeldOut(table: PairTable, { isHeldOut }: HeldOutPairs): PairTable {
  const isKept = (_: number, pair: number) => isHeldOut[pair] === 0;
  return {
    ...table,
    userOf: table.userOf.filter(isKept),
    resourceOf: table.resourceOf.filter(isKept),
    firstDays: table.firstDays.filter(isKept),
    returnDays: table.returnDays.filter(isKept),
  };
}

it('learns a tenant of many held-out pairs by itself, so that no other moves its scores', () => {
  const alone = examples(large);
  expect(alone.heldOut.count).toBeGreaterThan(500);
  const own = learnOdds(alone, {});
  expect(oddsByTenant(alone, {})).toEqual([own]);
  const beside = examples([...large, ...otherTenant('zone', 2)]);
  // What is drawn is of the same users and resources, as the tenant comes first.
  expect(oddsByTenant(beside, {})[0]!.user).toEqual(own.user);
});

it('learns tenants of few from all together', () => {
  const held = examples([...large, ...otherTenant('a few', 40), ...otherTenant('few', 40)]);
  const odds = oddsByTenant(held, {});
  const [few, fewer, ...rest] = ['a few', 'few'].map((name) => odds[held.table.users.partitions.indexOf(name)]);
  expect(rest).toEqual([]);
  expect(few).toBe(fewer);
  expect(few).toEqual(learnOdds(held, {}));
  expect(odds.filter((one) => one !== few)).toHaveLength(1);
});
