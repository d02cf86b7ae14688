import { NameBytes } from './nameBytes';
import { NameIndex } from './nameIndex';
import { type NameTable, nameCount, searchName, type TenantNames } from './nameTable';

const wanted = new NameBytes();
const indexes = new WeakMap<TenantNames, NameIndex>();

/** Position of a name in a table whose names are in ascending order; -1 if it is not there. */
export function findName(table: NameTable, name: string): number {
  return searchName(table, wanted.encode(name), 0, nameCount(table));
}

/** Position of a name of the tenant at position `tenant`; -1 if it is not there, or the tenant is -1. */
export function findTenantName(names: TenantNames, tenant: number, name: string): number {
  return tenant < 0 ? -1 : indexOf(names).find(tenant, wanted.encode(name));
}

function indexOf(names: TenantNames): NameIndex {
  let index = indexes.get(names);
  if (index === undefined) {
    index = new NameIndex(names);
    indexes.set(names, index);
  }
  return index;
}
