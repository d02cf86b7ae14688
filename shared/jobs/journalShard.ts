import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Environment } from '../settings';

const shards = 8;

/**
 * Which blobs of the journal this instance appends to: one of eight, by the instance's id. Appends to one blob wait for
 * each other, so instances should not all share one; but `gatherCases` asks for each blob of a day at each of its turns,
 * so each instance that ever was must not have its own. 32 instances, as many as a hub has partitions by default, make
 * four to a blob, whose appends take some hundredths of a second a batch.
 */
export function journalShard(environment: Environment): string {
  const instance = environment.WEBSITE_INSTANCE_ID || hostname();
  return String(createHash('sha256').update(instance).digest().readUInt32BE() % shards);
}
