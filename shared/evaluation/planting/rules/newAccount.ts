import type { MersenneTwister } from '../../../numerics/mersenneTwister';
import type { LabelledAccess } from '../../labelledAccess';
import { pick, shuffled } from '../draw';
import type { PlantingGround } from '../plantingGround';
import { incidentCount, type PlantingRule } from './rule';

const fewest = 3;
const most = 8;
const incidentsPerAccount = 5;
const millisecondsPerHour = 3_600_000;

/** An account that was never seen opens 3 to 8 resources within an hour, one after another of different communities. */
export const newAccount: PlantingRule = {
  kind: 'newAccount',
  needs: 'it takes two communities of users that each have resources of their own',
  plant(ground, random) {
    const { communities } = ground;
    if (communities.length < 2) return [];
    return Array.from({ length: Math.ceil(incidentCount(ground) / incidentsPerAccount) }, (_, number) =>
      useOf(ground, nameOf(ground, number), this.kind, random),
    ).flat();
  },
};

function useOf(ground: PlantingGround, name: string, kind: string, random: MersenneTwister): LabelledAccess[] {
  const turns = shuffled(ground.communities, random).map(({ resources }) => shuffled(resources, random));
  const count = random.integerBetween(fewest, most);
  const opened: number[] = [];
  for (let round = 0; opened.length < count && turns.some((turn) => turn.length > round); round++) {
    for (const turn of turns) if (turn.length > round && opened.length < count) opened.push(turn[round]!);
  }
  const model = pick(ground.ordinaryUsers, random) ?? 0;
  const start = ground.timeFor(model, random);
  return opened.map((resource, i) =>
    ground.accessOfNew(name, resource, start + Math.floor((i * millisecondsPerHour) / opened.length), kind),
  );
}

/** A name nobody has, in the domain of the first user. */
function nameOf({ graph: { users } }: PlantingGround, number: number): string {
  const taken = new Set(users.values);
  const domain = /^.*\\/.exec(users.values[0]!)?.[0] ?? '';
  let name = `${domain}new.account.${number + 1}`;
  while (taken.has(name)) name += '.new';
  return name;
}
