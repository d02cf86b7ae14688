import { checkpointContainer, checkpointFolder, hubReader } from '../checkpointLayout';
import type { Deployment } from '../deployment';
import { knownValue } from '../fact';
import type { Checkpoint } from '../facts/checkpoints';
import type { Partition } from '../facts/partitions';
import { type Finding, judge, notChecked, ok, wrong } from '../finding';
import { shellCommand } from '../shellCommand';
import { duration, limits } from './limits';
import { appWords } from './remedyWords';

/** Whether messages arrive in the hub, and are read. */
export function checkBacklog(deployment: Deployment): readonly Finding[] {
  return [...checkArrival(deployment), ...checkReading(deployment)];
}

function checkArrival({ hub, now }: Deployment): readonly Finding[] {
  const check = 'messages in the hub';
  return judge(check, hub.partitions, {
    missing: () => notChecked(check, 'the hub is not there'),
    judged: (partitions) => {
      const filled = partitions.filter(({ isEmpty }) => !isEmpty);
      if (filled.length === 0) {
        return wrong(check, 'there are none: a new export rule takes half an hour; see the export to the event hub');
      }
      const last = Math.max(...filled.map(({ lastEnqueuedAt }) => lastEnqueuedAt.getTime()));
      const told = `the last came ${duration(now.getTime() - last)} ago`;
      return now.getTime() - last > limits.silentExport
        ? wrong(check, `${told}; see the export to the event hub and table SecurityEvent`)
        : ok(check, told);
    },
  });
}

function checkReading(deployment: Deployment): readonly Finding[] {
  const check = 'reading of the hub';
  const { hub, app, now } = deployment;
  const partitions = knownValue(hub.partitions);
  const log = logStream(app.name);
  return judge(check, hub.checkpoints, {
    missing: () =>
      partitions?.every(({ isEmpty }) => isEmpty) === true
        ? notChecked(check, 'there is nothing to read yet')
        : wrong(check, 'scoreEvents has never read: it has not started, or may not receive', log),
    judged: (checkpoints) => {
      if (partitions === undefined) return movedOnly(check, checkpoints, now);
      const ahead = checkpoints.filter((checkpoint) => isAhead(checkpoint, partitions));
      if (ahead.length > 0) return stale(check, ahead, deployment);
      return judgeWaiting(check, partitions, checkpoints, { now, log });
    },
  });
}

/** Without the hub's own word it is not known whether anything waits. */
function movedOnly(check: string, checkpoints: readonly Checkpoint[], now: Date): Finding {
  const last = Math.max(...checkpoints.map(({ movedAt }) => movedAt.getTime()));
  return notChecked(
    check,
    `the last checkpoint is of ${duration(now.getTime() - last)} ago; whether messages wait is not told`,
  );
}

function judgeWaiting(
  check: string,
  partitions: readonly Partition[],
  checkpoints: readonly Checkpoint[],
  { now, log }: { readonly now: Date; readonly log: string },
): Finding {
  const byPartition = new Map(checkpoints.map((checkpoint) => [checkpoint.partition, checkpoint]));
  const waiting = partitions.map((partition) => ({
    messages: messagesAfter(partition, byPartition.get(partition.id)),
    // One that was never read waits since we cannot tell when, and longer than any other.
    since: now.getTime() - (byPartition.get(partition.id)?.movedAt.getTime() ?? 0),
    id: partition.id,
  }));
  const total = waiting.reduce((sum, { messages }) => sum + messages, 0);
  const stuck = waiting.filter(({ messages, since }) => messages > 0 && since > limits.stuckCheckpoint);
  if (stuck.length === 0) return ok(check, `${total} messages wait, and the checkpoints move`);
  return wrong(
    check,
    `${total} messages wait, and partition ${stuck.map(({ id }) => id).join(', ')} has not been read for more than ` +
      `${duration(limits.stuckCheckpoint)}: it waits for an outage to end, and the log tells which`,
    log,
  );
}

function messagesAfter(
  { isEmpty, firstSequenceNumber, lastSequenceNumber }: Partition,
  checkpoint?: Checkpoint,
): number {
  if (isEmpty) return 0;
  const readUntil = Math.max(checkpoint?.sequenceNumber ?? -1, firstSequenceNumber - 1);
  return Math.max(0, lastSequenceNumber - readUntil);
}

/** A hub that was made anew counts from 0 again, and its reader waits for a number that does not come. */
function isAhead({ partition, sequenceNumber }: Checkpoint, partitions: readonly Partition[]): boolean {
  const found = partitions.find(({ id }) => id === partition);
  return found !== undefined && sequenceNumber > found.lastSequenceNumber;
}

function stale(check: string, ahead: readonly Checkpoint[], { app, connections, storage }: Deployment): Finding {
  const eventHub = knownValue(connections.eventHub);
  const pattern = eventHub ? `${checkpointFolder(hubReader(eventHub, connections.consumerGroup))}*` : 'PATTERN';
  const account = ['--account-name', knownValue(storage.hostAccount)?.name ?? 'ACCOUNT', '--auth-mode', 'login'];
  const which = ['--source', checkpointContainer, '--pattern', pattern];
  const words = appWords(app.name);
  return wrong(
    check,
    `the checkpoint of partition ${ahead.map(({ partition }) => partition).join(', ')} is beyond the last message: the hub ` +
      'was made anew, and its reader waits in vain. Delete the checkpoints while the app stands still',
    [
      shellCommand('az', 'functionapp', 'stop', ...words),
      shellCommand('az', 'storage', 'blob', 'delete-batch', ...account, ...which),
      shellCommand('az', 'functionapp', 'start', ...words),
    ].join(' && '),
  );
}

function logStream(app: Deployment['app']['name']): string {
  return shellCommand('func', 'azure', 'functionapp', 'logstream', app?.app ?? 'APP');
}
