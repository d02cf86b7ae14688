import fc from 'fast-check';
import { PairList } from '../../../../shared/detectors/resourceAccess/pairList';

it('gives back the pairs it was given, in their order, as UTF-8 can carry them', () => {
  const name = fc.oneof(fc.constantFrom('a', 'b', '\ud800', '\ufffd'), fc.string({ unit: 'binary' }));
  const row = fc.record({ tenant: name, user: name, resource: name, likelihood: fc.double() });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 50 }), (pairs) => {
      const list = new PairList();
      for (const pair of pairs) list.add(pair);
      expect(list.total).toBe(pairs.length);
      const expected = pairs.map(({ tenant, user, resource, likelihood }) => ({
        tenant: tenant.toWellFormed(),
        user: user.toWellFormed(),
        resource: resource.toWellFormed(),
        likelihood,
      }));
      for (let time = 0; time < 2; time++) expect([...list.pairs()]).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});
