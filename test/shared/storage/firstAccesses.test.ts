import fc from 'fast-check';
import type { Access } from '../../../shared/events/access';
import { FirstAccesses } from '../../../shared/storage/firstAccesses';
import { access } from '../../support/accesses';

function firstOf(accesses: readonly Access[], limits?: { ofUser: number; ofAll: number }) {
  const first = new FirstAccesses(limits);
  for (const one of accesses) first.add(one);
  return { accesses: first.inOrder(), beyondLimit: first.beyondLimit };
}

it('keeps the earliest access of a user to a resource, and of equal times the one of the least itemId', () => {
  const told = [
    access({ time: 20, itemId: 'c' }),
    access({ time: 10, itemId: 'b' }),
    access({ time: 10, itemId: 'a' }),
    access({ time: 10, itemId: 'b' }),
  ];
  expect(firstOf(told).accesses).toEqual([told[2]]);
});

it('tells tenants, users and resources apart, however they are spelled', () => {
  const told = [
    access({ tenant: 'a', user: 'b","c', resource: 'd' }),
    access({ tenant: 'a","b', user: 'c', resource: 'd' }),
    access({ tenant: 'a', user: 'b', resource: 'd' }),
    access({ tenant: 'a', user: 'b', resource: 'D' }),
    access({ tenant: 'a', user: '__proto__', resource: '__proto__' }),
  ];
  expect(firstOf(told).accesses).toHaveLength(told.length);
});

const someAccess = fc
  .record({
    tenant: fc.constantFrom('0', '1'),
    user: fc.constantFrom('u', 'v'),
    resource: fc.constantFrom('r', 's', 't'),
    time: fc.integer({ min: 0, max: 9 }),
    itemId: fc.constantFrom('', 'i', 'j'),
  })
  .map((fields) => access(fields));

it('comes to the same in any order, told any number of times', () => {
  const ordered = fc
    .array(someAccess, { maxLength: 40 })
    .chain((told) =>
      fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
    );
  fc.assert(
    fc.property(ordered, ([told, shuffled]) => {
      const once = firstOf(told).accesses;
      expect(firstOf(shuffled).accesses).toEqual(once);
      for (const one of told) {
        const kept = once.filter((k) => k.tenant === one.tenant && k.user === one.user && k.resource === one.resource);
        expect(kept).toHaveLength(1);
        expect(kept[0]!.time).toBeLessThanOrEqual(one.time);
      }
      expect(once.map(({ time }) => time)).toEqual(once.map(({ time }) => time).sort((a, b) => a - b));
    }),
  );
});

it('tells whether an access changes what is held, and what one user has', () => {
  const first = new FirstAccesses();
  const later = access({ user: 'u', time: 9 });
  expect([later, later, access({ user: 'u', time: 10 })].map((one) => first.add(one))).toEqual([true, false, false]);
  const earlier = access({ user: 'u', time: 8 });
  const earliest = access({ user: 'u', time: 7, resource: 's' });
  expect([earlier, earliest, access({ user: 'v' })].map((one) => first.add(one))).toEqual([true, true, true]);
  expect(first.ofUser({ tenant: '0', user: 'u' })).toEqual([earliest, earlier]);
  expect(first.ofUser({ tenant: '1', user: 'u' })).toEqual([]);
});

it('holds an access where it has that or an earlier one of the user to the resource', () => {
  const first = new FirstAccesses();
  const kept = access({ time: 9, itemId: 'b' });
  first.add(kept);
  const others = [
    access({ time: 9, itemId: 'a' }),
    access({ time: 8, itemId: 'b' }),
    access({ time: 9, itemId: 'b', resource: 's' }),
    access({ time: 9, itemId: 'b', tenant: '1' }),
  ];
  expect([kept, access({ time: 10, itemId: 'a' })].map((one) => first.holds(one))).toEqual([true, true]);
  expect(others.map((one) => first.holds(one))).toEqual([false, false, false, false]);
});

it('counts what is beyond a limit, and still finds earlier times of what is within', () => {
  const told = ['r', 's', 't', 't', 'r'].map((resource, i) => access({ resource, time: 9 - i }));
  const { accesses, beyondLimit } = firstOf(told, { ofUser: 2, ofAll: 9 });
  expect(accesses).toEqual([told[4], told[1]]);
  expect(beyondLimit).toBe(2);
  const users = ['u', 'v', 'w'].map((user) => access({ user }));
  expect(firstOf(users, { ofUser: 2, ofAll: 2 })).toMatchObject({ beyondLimit: 1 });
});
