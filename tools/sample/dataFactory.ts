import { MersenneTwister } from '../../shared/numerics/mersenneTwister';

/** One access of the sample data; `likelihood` is a whole number from 500 to 1000. */
export interface SampleAccess {
  readonly user: string;
  readonly resource: string;
  readonly likelihood: number;
}

/** How many users and resources a department has. */
export interface DepartmentSize {
  readonly users: number;
  readonly resources: number;
}

export interface DataFactoryOptions {
  readonly humanResources?: DepartmentSize;
  readonly finance?: DepartmentSize;
  readonly engineering?: DepartmentSize;
  /** Whether every user also uses the resource `ffa` ("free for all"), which connects the departments. */
  readonly singleComponent?: boolean;
  readonly seed?: number;
}

interface Department {
  readonly users: readonly string[];
  readonly resources: readonly string[];
}

/** Shares of the possible pairs that are tested in each department, as the original sets them. */
const testRatios = { humanResources: 0.025, finance: 0.05, engineering: 0.035 };

/**
 * Makes sample data of three departments, each using resources of its own: SynapseML's `DataFactory` (its
 * cyber/dataset.py), draw for draw. All data of a factory comes from one random source, so the order of calls matters.
 *
 * @example
 * const factory = new DataFactory();
 * const training = factory.training();
 * const normal = factory.intraTest(training);   // unseen, within a department
 * const unusual = factory.interTest();          // across departments
 */
export class DataFactory {
  readonly #random: MersenneTwister;
  readonly #joint: readonly string[];
  readonly #humanResources: Department;
  readonly #finance: Department;
  readonly #engineering: Department;

  constructor({
    humanResources = { users: 7, resources: 30 },
    finance = { users: 5, resources: 25 },
    engineering = { users: 10, resources: 50 },
    singleComponent = true,
    seed = 42,
  }: DataFactoryOptions = {}) {
    this.#random = new MersenneTwister(seed);
    this.#joint = singleComponent ? ['ffa'] : [];
    this.#humanResources = department('hr', humanResources);
    this.#finance = department('fin', finance);
    this.#engineering = department('eng', engineering);
  }

  /** Accesses within departments, to train on; about `ratio` of those possible. */
  training(ratio = 0.25): SampleAccess[] {
    return [
      ...this.#jointAccesses(),
      ...this.#departments().flatMap(({ users, resources }) => this.#accesses(users, resources, ratio, true)),
    ];
  }

  /**
   * More accesses within departments, none of them in `training` apart from those to `ffa`.
   *
   * @throws RangeError if the training data leaves too few.
   */
  intraTest(training: readonly SampleAccess[] = []): SampleAccess[] {
    const excluded = new Set(training.map(({ user, resource }) => pairKey(user, resource)));
    const [hr, finance, engineering] = [this.#humanResources, this.#finance, this.#engineering];
    return [
      ...this.#jointAccesses(),
      ...this.#accesses(hr.users, hr.resources, testRatios.humanResources, false, excluded),
      ...this.#accesses(finance.users, finance.resources, testRatios.finance, false, excluded),
      ...this.#accesses(engineering.users, engineering.resources, testRatios.engineering, false, excluded),
    ];
  }

  /** Accesses across departments, which are all unusual, apart from those to `ffa`. */
  interTest(): SampleAccess[] {
    const [hr, finance, engineering] = [this.#humanResources, this.#finance, this.#engineering];
    return [
      ...this.#jointAccesses(),
      ...this.#accesses(hr.users, finance.resources, testRatios.humanResources, false),
      ...this.#accesses(hr.users, engineering.resources, testRatios.humanResources, false),
      ...this.#accesses(finance.users, hr.resources, testRatios.finance, false),
      ...this.#accesses(finance.users, engineering.resources, testRatios.finance, false),
      ...this.#accesses(engineering.users, finance.resources, testRatios.engineering, false),
      ...this.#accesses(engineering.users, hr.resources, testRatios.engineering, false),
    ];
  }

  #departments(): readonly Department[] {
    return [this.#humanResources, this.#finance, this.#engineering];
  }

  #jointAccesses(): SampleAccess[] {
    return this.#departments().flatMap(({ users }) => this.#accesses(users, this.#joint, 1, true));
  }

  /**
   * Draws distinct pairs until there are `ratio` of those possible and every resource has occurred, and every user too
   * if `allUsers`. (That resources are always covered looks unintended in the original, but its data depends on it.)
   */
  #accesses(
    users: readonly string[],
    resources: readonly string[],
    ratio: number,
    allUsers: boolean,
    excluded: ReadonlySet<string> = new Set(),
  ): SampleAccess[] {
    const accesses: SampleAccess[] = [];
    if (users.length === 0 || resources.length === 0) return accesses;
    checkEnoughLeft(users, resources, ratio, excluded);
    const taken = new Set(excluded);
    const usersLeft = new Set(allUsers ? users : []);
    const resourcesLeft = new Set(resources);
    const nextPair = ratio >= 0.5 ? this.#pairsOfPool(users, resources) : this.#pairsAtRandom(users, resources);
    while (accesses.length < users.length * resources.length * ratio || usersLeft.size > 0 || resourcesLeft.size > 0) {
      const [user, resource] = nextPair();
      const key = pairKey(user, resource);
      if (taken.has(key)) continue;
      taken.add(key);
      usersLeft.delete(user);
      resourcesLeft.delete(resource);
      accesses.push({ user, resource, likelihood: this.#random.integerBetween(500, 1000) });
    }
    return accesses;
  }

  /** Draws without replacement: the last pair of the pool takes the place of the one drawn. */
  #pairsOfPool(users: readonly string[], resources: readonly string[]): () => [string, string] {
    const pool = users.flatMap((user) => resources.map((resource): [string, string] => [user, resource]));
    return () => {
      const drawn = this.#random.integerBelow(pool.length);
      const pair = pool[drawn]!;
      pool[drawn] = pool.at(-1)!;
      pool.pop();
      return pair;
    };
  }

  #pairsAtRandom(users: readonly string[], resources: readonly string[]): () => [string, string] {
    return () => {
      const user = users[this.#random.integerBelow(users.length)]!;
      return [user, resources[this.#random.integerBelow(resources.length)]!];
    };
  }
}

function department(prefix: string, { users, resources }: DepartmentSize): Department {
  return {
    users: Array.from({ length: users }, (_, i) => `${prefix}_user_${i}`),
    resources: Array.from({ length: resources }, (_, i) => `${prefix}_res_${i}`),
  };
}

/** Drawing would never end if too few pairs, or none of some resource, were left. */
function checkEnoughLeft(
  users: readonly string[],
  resources: readonly string[],
  ratio: number,
  excluded: ReadonlySet<string>,
): void {
  const left = resources.map((resource) => users.filter((user) => !excluded.has(pairKey(user, resource))).length);
  const total = left.reduce((sum, count) => sum + count, 0);
  if (left.includes(0) || total < users.length * resources.length * ratio) {
    throw new RangeError('the training data leaves too few unseen accesses to test with: train on a smaller ratio');
  }
}

function pairKey(user: string, resource: string): string {
  return `${user}\n${resource}`;
}
