import { sortByKey } from '../../../shared/numerics/countingSort';
import { Vocabulary } from '../../../shared/numerics/vocabulary';

// SynapseML's test_indexers.py: tenant, user, resource and the numbers expected in their tenant.
const rows: [tenant: string, user: string, resource: string, userIndex: number, resourceIndex: number][] = [
  ['1', 'a', 'A', 1, 1],
  ['1', 'b', 'A', 2, 1],
  ['1', 'a', 'B', 1, 2],
  ['2', 'aa', 'AA', 1, 1],
  ['2', 'bb', 'AA', 2, 1],
  ['3', 'b', 'B', 1, 1],
];
const tenants = rows.map(([tenant]) => tenant);
const users = rows.map(([, user]) => user);
const resources = rows.map(([, , resource]) => resource);

function indexerOf(partitionOfRow: string[], valueOfRow: string[], resetPerPartition = false) {
  const vocabulary = new Vocabulary();
  for (const [row, value] of valueOfRow.entries()) vocabulary.numberOf(partitionOfRow[row]!, value);
  return vocabulary.order(resetPerPartition).indexer;
}

describe('Indexer', () => {
  it('T-I1 numbers users from 1 in each partition', () => {
    const indexer = indexerOf(tenants, users, true);
    expect(rows.map(([tenant, user]) => indexer.indexOf(tenant, user))).toEqual(rows.map((row) => row[3]));
  });

  it('T-I2 two of them number users and resources', () => {
    const [byUser, byResource] = [indexerOf(tenants, users, true), indexerOf(tenants, resources, true)];
    for (const [tenant, user, resource, userIndex, resourceIndex] of rows) {
      expect([byUser.indexOf(tenant, user), byResource.indexOf(tenant, resource)]).toEqual([userIndex, resourceIndex]);
    }
  });

  it('T-I3 numbers lead back to names', () => {
    const [byUser, byResource] = [indexerOf(tenants, users, true), indexerOf(tenants, resources, true)];
    for (const [tenant, user, resource, userIndex, resourceIndex] of rows) {
      expect(byUser.valueAt(tenant, userIndex)).toBe(user);
      expect(byResource.valueAt(tenant, resourceIndex)).toBe(resource);
    }
  });

  it('T-I4 runs on over the partitions', () => {
    const [byUser, byResource] = [indexerOf(tenants, users), indexerOf(tenants, resources)];
    const userIndices = rows.map(([tenant, user]) => byUser.indexOf(tenant, user));
    const resourceIndices = rows.map(([tenant, , resource]) => byResource.indexOf(tenant, resource));
    expect([...new Set(userIndices)].sort()).toEqual([1, 2, 3, 4, 5]);
    expect([...new Set(resourceIndices)].sort()).toEqual([1, 2, 3, 4]);
    expect(rows.map(([tenant], row) => byUser.valueAt(tenant, userIndices[row]!))).toEqual(users);
    expect(rows.map(([tenant], row) => byResource.valueAt(tenant, resourceIndices[row]!))).toEqual(resources);
  });

  it('T-I5 its parameters are the rows, their partitions, and whether to reset, which it does not by default', () => {
    expect(indexerOf(tenants, users).indexOf('3', 'b')).toBe(5);
    expect(indexerOf(tenants, users, true).indexOf('3', 'b')).toBe(1);
  });

  it('an unknown value, or one of another partition, is 0, and 0 is no value', () => {
    const indexer = indexerOf(tenants, users);
    expect([indexer.indexOf('1', 'c'), indexer.indexOf('2', 'a'), indexer.indexOf('4', 'a')]).toEqual([0, 0, 0]);
    expect(['0', '1', '3'].map((tenant) => indexer.valueAt(tenant, 0))).toEqual([undefined, undefined, undefined]);
    expect(indexer.valueAt('1', 3)).toBeUndefined();
  });

  it('orders partitions and values as UTF-8 bytes', () => {
    const indexer = indexerOf(['\u{10000}', '\uffff', '\uffff'], ['x', '\u{10000}', '\uffff']);
    expect(indexer.partitions).toEqual(['\uffff', '\u{10000}']);
    expect(indexer.values).toEqual(['\uffff', '\u{10000}', 'x']);
    expect([...indexer.partitionOf]).toEqual([0, 0, 1]);
  });
});

// SynapseML's test_spark_utils.py.
const members = { organisations: ['OrgA', 'OrgB', 'OrgA', 'OrgA'], names: ['Alice', 'Joe', 'Joe', 'Bob'] };

describe('zip with index', () => {
  it('T-U2 within a partition is its index from 0', () => {
    const indexer = indexerOf(members.organisations, members.names, true);
    const positions = members.names.map((name, row) => indexer.indexOf(members.organisations[row]!, name) - 1);
    expect(positions).toEqual([0, 0, 2, 1]);
  });

  it('T-U3 without a partition is a stable sort by index: ties keep their order', () => {
    const indexer = indexerOf(['', '', '', ''], members.names);
    const keys = Int32Array.from(members.names, (name) => indexer.indexOf('', name));
    const order = [...sortByKey(keys, 5)].map((row) => [members.organisations[row], members.names[row]]);
    expect(order).toEqual([
      ['OrgA', 'Alice'],
      ['OrgA', 'Bob'],
      ['OrgB', 'Joe'],
      ['OrgA', 'Joe'],
    ]);
  });
});
