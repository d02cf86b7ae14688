import { sortUtf8 } from '../../../numerics/utf8Order';
import { type KnownPairs, packKnownPairs } from '../knownPairs';
import type { AccessAnomalyModel } from '../model';
import { packNames } from '../nameTable';
import { checkParameters } from '../parameters';
import { type TrainingPair, tabulatePairs } from '../trainingSet';
import { type NameRows, type OrderedRows, orderRows, rowsByName, rowsWithVector } from './nameRows';
import {
  type SavedComponents,
  type SavedModel,
  SavedModelError,
  type SavedNames,
  type SavedPairs,
  type SavedVectors,
} from './savedModel';
import { rankOf, unfoldMoments, unfoldResources, unfoldUsers } from './unfolding';

/** Components are int32 in a model file, and positions of users in Spark. */
const mostComponents = 2 ** 31;

/**
 * Takes over a model of SynapseML's AccessAnomaly: what it scores, this does, within how float64 rounds. As there, a
 * user or resource without a component is unknown where others have one, and one without a vector always is.
 *
 * What Spark does not save, a model needs nevertheless: all parameters but `scorer` and `rank` are the defaults.
 *
 * @throws SavedModelError where the frames contradict each other, or are not what `AccessAnomaly.fit` makes.
 */
export function importModel(saved: SavedModel): AccessAnomalyModel {
  if ((saved.userComponents === null) !== (saved.resourceComponents === null)) {
    const { where } = (saved.userComponents ?? saved.resourceComponents)!;
    throw new SavedModelError(
      where,
      'has no counterpart',
      'a model has the components of users and resources, or none',
    );
  }
  const users = fittedRows(saved.users);
  const resources = fittedRows(saved.resources);
  const tenants = sortUtf8([...new Set([...users.keys(), ...resources.keys()])]);
  const userRows = orderRows(users, tenants);
  const resourceRows = orderRows(resources, tenants);
  const rank = rankOf([saved.users, saved.resources]);
  const moments = unfoldMoments(saved.users, userRows, rank);
  return {
    parameters: checkParameters({ scorer: 'accessAnomaly', rank }),
    tenants: packNames(tenants),
    users: {
      starts: userRows.starts,
      names: userRows.names,
      factors: unfoldUsers(saved.users, userRows, rank),
      components: componentsOf(saved.userComponents, saved.users, userRows, tenants),
    },
    resources: {
      starts: resourceRows.starts,
      names: resourceRows.names,
      factors: unfoldResources(saved.resources, resourceRows, rank),
      components: componentsOf(saved.resourceComponents, saved.resources, resourceRows, tenants),
    },
    ...moments,
    history: saved.history && knownPairsOf(saved.history),
  };
}

function fittedRows(frame: SavedVectors): NameRows {
  const rows = rowsWithVector(frame);
  if (rows.size > 0) return rows;
  throw new SavedModelError(frame.where, 'has no vector', 'save a model that has been fitted to accesses');
}

/** The component of each name in order; -1, unknown, for one that has none while others have. */
function componentsOf(
  frame: SavedComponents | null,
  { names }: SavedNames,
  rows: OrderedRows,
  tenants: readonly string[],
) {
  const components = new Int32Array(rows.rowOf.length);
  if (frame === null) return components;
  checkComponents(frame);
  const ofFrame = rowsByName(frame);
  tenants.forEach((tenant, i) => {
    for (let position = rows.starts[i]!; position < rows.starts[i + 1]!; position++) {
      const row = ofFrame.get(tenant)?.get(names[rows.rowOf[position]!]!);
      components[position] = row === undefined ? -1 : frame.components[row]!;
    }
  });
  return components;
}

function checkComponents({ where, components }: SavedComponents): void {
  const row = components.findIndex((value) => !Number.isInteger(value) || value < 0 || value >= mostComponents);
  if (row < 0) return;
  const problem = `has ${components[row]} as the component of row ${row + 1}`;
  throw new SavedModelError(where, problem, `it must be a whole number from 0 to ${mostComponents - 1}`);
}

function knownPairsOf(history: SavedPairs): KnownPairs | null {
  const table = tabulatePairs(namedPairs(history));
  return table.userOf.length > 0 ? packKnownPairs(table) : null;
}

function* namedPairs({ tenants, users, resources }: SavedPairs): Generator<TrainingPair> {
  for (let row = 0; row < tenants.length; row++) {
    const [tenant, user, resource] = [tenants[row], users[row], resources[row]];
    if (tenant != null && user != null && resource != null) yield { tenant, user, resource, likelihood: 1 };
  }
}
