import { holdOut } from '../../../../../shared/detectors/resourceAccess/affinity/heldOut';
import { type HeldOutExamples, learnOdds } from '../../../../../shared/detectors/resourceAccess/affinity/learnOdds';
import { oddsByTenant } from '../../../../../shared/detectors/resourceAccess/affinity/oddsByTenant';
import { withoutHeldOut } from '../../../../../shared/detectors/resourceAccess/affinity/withoutHeldOut';
import { tabulatePairs } from '../../../../../shared/detectors/resourceAccess/trainingSet';
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

const countOf = ({ table, heldOut }: HeldOutExamples, tenant: string) =>
  heldOut.isHeldOut.filter(
    (isHeldOut, pair) =>
      isHeldOut === 1 && table.users.partitions[table.users.partitionOf[table.userOf[pair]!]!] === tenant,
  ).length;

it('learns a tenant of many held-out pairs from them alone', () => {
  const alone = examples(large);
  expect(alone.heldOut.count).toBeGreaterThan(500);
  const own = learnOdds(alone, {});
  expect(oddsByTenant(alone, {})).toEqual([own]);
  // Users are drawn from those of the same tenant, and it comes first.
  const [beside, other] = oddsByTenant(examples([...large, ...otherTenant('zone', 1)]), {});
  expect(beside!.user).toEqual(own.user);
  expect(other).not.toBe(beside);
});

it('learns tenants of few from all together', () => {
  const held = examples([...large, ...otherTenant('a few', 40), ...otherTenant('few', 2)]);
  expect(['a few', 'few', 'north'].map((tenant) => countOf(held, tenant) >= 500)).toEqual([false, false, true]);
  const odds = oddsByTenant(held, {});
  const ofTenant = (tenant: string) => odds[held.table.users.partitions.indexOf(tenant)];
  expect(ofTenant('a few')).toBe(ofTenant('few'));
  expect(ofTenant('few')).toEqual(learnOdds(held, {}));
  expect(ofTenant('north')).not.toEqual(ofTenant('few'));
});

it('has none where there are no tenants', () => {
  expect(oddsByTenant(examples([]), {})).toEqual([]);
});
