import type { Indexer } from '../../numerics/indexer';
import { NameBytes } from './nameBytes';
import { compareName, type TenantNames } from './nameTable';

/**
 * Position in a model's names of each value of an indexer; -1 for one it does not hold. Both being in order, each is
 * looked at once.
 *
 * @param tenantAt position in the model of each partition of the indexer, -1 for one it does not hold.
 */
export function matchNames(
  { values, starts }: Indexer,
  { starts: runs, names }: TenantNames,
  tenantAt: Int32Array,
): Int32Array {
  const positions = new Int32Array(values.length).fill(-1);
  const wanted = new NameBytes();
  tenantAt.forEach((tenant, partition) => {
    if (tenant < 0) return;
    let position = runs[tenant]!;
    const end = runs[tenant + 1]!;
    for (let i = starts[partition]!; i < starts[partition + 1]!; i++) {
      wanted.encode(values[i]!);
      let order = -1;
      while (position < end && (order = compareName(names, position, wanted)) < 0) position++;
      if (order === 0) positions[i] = position;
    }
  });
  return positions;
}
