import { sortUtf8 } from '../../../numerics/utf8Order';
import { packNames, type TenantNames } from '../nameTable';
import { SavedModelError, type SavedNames, type SavedVectors } from './savedModel';

/** Row of each name of each tenant. */
export type NameRows = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Looks up rows by tenant and name. Rows without either are left out: no access has such a name.
 *
 * @param isKept rows for which it is false are left out too.
 * @throws SavedModelError where two rows have one name.
 */
export function rowsByName({ where, tenants, names }: SavedNames, isKept = (_row: number) => true): NameRows {
  const rows = new Map<string, Map<string, number>>();
  for (let row = 0; row < names.length; row++) {
    const tenant = tenants[row];
    const name = names[row];
    if (tenant == null || name == null || !isKept(row)) continue;
    const ofTenant = rows.get(tenant) ?? new Map<string, number>();
    const earlier = ofTenant.get(name);
    if (earlier !== undefined) {
      throw new SavedModelError(
        where,
        `has one name in rows ${earlier + 1} and ${row + 1}, of tenant ${JSON.stringify(tenant)}`,
        'each must be there once; save again what AccessAnomaly.fit returns',
      );
    }
    rows.set(tenant, ofTenant.set(name, row));
  }
  return rows;
}

/** Looks up the rows that have a vector: whoever has none is unknown, to Spark as to us. */
export function rowsWithVector(frame: SavedVectors): NameRows {
  return rowsByName(frame, (row) => frame.vectors[row] !== null);
}

/** Names of all tenants in a model's order, and the row of each. */
export interface OrderedRows extends TenantNames {
  readonly rowOf: Int32Array;
}

/** @param tenants in order; those that have no rows have no names. */
export function orderRows(rows: NameRows, tenants: readonly string[]): OrderedRows {
  const starts = new Int32Array(tenants.length + 1);
  const ordered: string[] = [];
  const rowOf: number[] = [];
  tenants.forEach((tenant, i) => {
    const ofTenant = rows.get(tenant);
    for (const name of ofTenant ? sortUtf8([...ofTenant.keys()]) : []) {
      ordered.push(name);
      rowOf.push(ofTenant!.get(name)!);
    }
    starts[i + 1] = ordered.length;
  });
  return { starts, names: packNames(ordered), rowOf: Int32Array.from(rowOf) };
}
