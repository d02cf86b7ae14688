import { rowsWithVector } from './nameRows';
import type { SavedComponents, SavedModel, SavedNames, SavedVectors } from './savedModel';

/**
 * How many users and resources a saved model leaves unknown, to Spark as to us: those with a component and no vector, and
 * rows whose vector is null. `AccessAnomaly.fit` makes none; a part file that was lost on the way does.
 */
export function withoutVector(saved: SavedModel): { readonly users: number; readonly resources: number } {
  return {
    users: lost(saved.users, saved.userComponents),
    resources: lost(saved.resources, saved.resourceComponents),
  };
}

function lost(vectors: SavedVectors, components: SavedComponents | null): number {
  const known = rowsWithVector(vectors);
  const isLost = ({ tenants, names }: SavedNames, row: number) => {
    const [tenant, name] = [tenants[row], names[row]];
    return tenant != null && name != null && known.get(tenant)?.has(name) !== true;
  };
  const frames: readonly SavedNames[] = components === null ? [vectors] : [vectors, components];
  const names = frames.flatMap((frame) =>
    frame.names.flatMap((name, row) => (isLost(frame, row) ? [JSON.stringify([frame.tenants[row], name])] : [])),
  );
  return new Set(names).size;
}
