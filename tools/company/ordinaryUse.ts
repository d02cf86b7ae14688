import type { Opening } from './access';
import type { Person } from './person';
import type { Service } from './services';
import type { CompanyShare } from './share';

/** What legitimate accesses leave room for. */
export interface OrdinaryUse {
  readonly people: readonly Person[];
  readonly services: readonly Service[];
  /** Shares that an account opens at any time. */
  readonly opened: ReadonlyMap<string, ReadonlySet<CompanyShare>>;
  /** How many people opened a share before the test window. */
  readonly usersBefore: ReadonlyMap<CompanyShare, number>;
  /** What an account opens in the test window, in the order of time. */
  readonly inTest: ReadonlyMap<string, readonly Opening[]>;
}

/** Summarizes the openings, given in the order of time. */
export function ordinaryUse(
  openings: readonly Opening[],
  testFrom: number,
  people: readonly Person[],
  services: readonly Service[],
): OrdinaryUse {
  const persons = new Set(people.map(({ account }) => account));
  const opened = new Map<string, Set<CompanyShare>>();
  const usersBefore = new Map<CompanyShare, number>();
  const inTest = new Map<string, Opening[]>();
  for (const opening of openings) {
    const { account, share, time } = opening;
    const shares = entry(opened, account, () => new Set<CompanyShare>());
    if (!shares.has(share) && time < testFrom && persons.has(account)) {
      usersBefore.set(share, (usersBefore.get(share) ?? 0) + 1);
    }
    shares.add(share);
    if (time >= testFrom) entry(inTest, account, () => []).push(opening);
  }
  return { people, services, opened, usersBefore, inTest };
}

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
