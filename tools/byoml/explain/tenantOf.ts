import type { ResourceAccessModel } from '../../../shared/detectors/resourceAccess/affinity/affinityModel';
import { namesOf } from '../../../shared/detectors/resourceAccess/nameTable';
import { UsageError } from '../command';

const mostNamed = 10;

/**
 * The tenant given, or the only one there is.
 * @throws UsageError naming the tenants where none is given and the model has several, or it does not have the one given.
 */
export function tenantOf({ tenants }: ResourceAccessModel, given: string | undefined): string {
  const names = namesOf(tenants);
  const count = names.length;
  if (given === undefined && count === 1) return names[0]!;
  if (given !== undefined && names.includes(given)) return given;
  const shown = names.slice(0, mostNamed).map((name) => JSON.stringify(name));
  const known = `${shown.join(', ')}${count > mostNamed ? ` and ${count - mostNamed} more` : ''}`;
  throw new UsageError(
    given === undefined
      ? `--tenant is missing, and the model has ${count}: ${known}.`
      : `--tenant is "${given}", and the model has ${known}.`,
  );
}
