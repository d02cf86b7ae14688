import { journalShard } from '../../../shared/jobs/journalShard';

it('is one of eight, and of an instance always the same', () => {
  const shards = Array.from({ length: 200 }, (_, i) => journalShard({ WEBSITE_INSTANCE_ID: `instance ${i}` }));
  expect([...new Set(shards)].sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  expect(journalShard({ WEBSITE_INSTANCE_ID: 'instance 0' })).toBe(shards[0]);
});

it('is of the machine where the host names no instance', () => {
  expect(journalShard({})).toMatch(/^[0-7]$/);
});
