import fc from 'fast-check';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { skipReasons } from '../../../shared/events/access';
import { unreadableReasons } from '../../../shared/events/envelope';
import { deadLetter } from '../../../shared/jobs/deadLetter';
import type { ScoredMessages } from '../../../shared/jobs/scoreMessages';
import { decodeDeadLetter, encodeDeadLetter } from '../../../shared/storage/deadLetterLine';
import { rowFault } from '../../../tools/local/logsIngestion/rowFault';
import { type FindingRow, messageOf, score, witnessRow } from '../../support/scoring';
import { hostileBody, layout, transport } from './hostileBodies';
import { hostileRow, hostileRuns } from './hostileRows';

const columns = new Map(resourceAccess.columns.map((column) => [column.name as string, column]));
const dateColumns = resourceAccess.columns.filter(({ type }) => type === 'datetime').map(({ name }) => name);
const witnessText = JSON.stringify(witnessRow);
const [witnessFinding] = score([messageOf(`[${witnessText}]`)]).findings.map(({ row }) => row);

/** Every own property of what all objects share. */
const shared = () => [Object, Array, String, Function].map(({ prototype }) => Reflect.ownKeys(prototype));
const sharedAtFirst = shared();
afterEach(() => expect(shared()).toEqual(sharedAtFirst));

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Plain comparisons: `expect` costs more than what it looks at here. */
function check(isTrue: boolean, claim: string, subject?: unknown): void {
  if (!isTrue) throw new Error(`${claim}: ${JSON.stringify(subject)}`);
}

function checkFinding(row: FindingRow): void {
  const json = JSON.stringify(row);
  check(json.isWellFormed() && !/\\ud[89a-f]/i.test(json), 'A finding is well-formed text', row);
  check(Object.keys(row).length === columns.size, 'A finding has every column', row);
  const fault = rowFault(columns, JSON.parse(json));
  check(fault === undefined, `A finding fits the table, but ${fault}`, row);
  for (const column of dateColumns) {
    const date = new Date(String(row[column]));
    check(Number.isFinite(date.getTime()) && date.toISOString() === row[column], `${column} is a date`, row);
  }
  check((row.AnomalyScore === null) === (row.Reason !== 'scored'), 'There is a score, or a reason why not', row);
}

function checkAccount(bodies: readonly unknown[], { counts, findings, unreadable }: ScoredMessages<FindingRow>): void {
  check(counts.received === counts.scored + total(counts.skipped) + counts.parked, 'Every row is counted once', counts);
  check(
    Object.keys(counts.skipped).every((reason) => skipReasons.includes(reason as never)),
    'reasons are known',
    counts,
  );
  check(counts.parked === unreadable.length, 'Every message that is parked is handed back', counts);
  const scored = findings.reduce((sum, { accessCount }) => sum + accessCount, 0);
  check(scored === counts.scored, 'Every scored row is in a finding', counts);
  const messages = new Set(unreadable.map(({ message }) => message));
  check(messages.size === unreadable.length, 'A message is parked once');
  check(!findings.some(({ message }) => messages.has(message)), 'A message is read or parked, never both');
  for (const { message, reason } of unreadable) {
    check(unreadableReasons.includes(reason as never), 'A parked message has a known reason', reason);
    const letter = deadLetter(message, reason, '');
    const parked = decodeDeadLetter(Buffer.from(encodeDeadLetter(letter)))?.body;
    const body = message.body instanceof Uint8Array ? message.body : letter.body;
    check(parked !== undefined && Buffer.compare(parked, body) === 0, 'A body is parked to the byte', letter);
    check(
      bodies.some((one) => Object.is(one, message.body)),
      'Only what came is parked',
    );
  }
}

it('reads or parks every message and counts every row once, and makes findings that fit the table', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(hostileBody, { maxLength: 3 }), (bodies) => {
      const scored = score(bodies.map(messageOf));
      checkAccount(bodies, scored);
      for (const { row } of scored.findings) checkFinding(row);
      for (const reason of Object.keys(scored.counts.skipped)) seen.add(reason);
      for (const { reason } of scored.unreadable) seen.add(reason);
      for (const { row } of scored.findings) seen.add(row.Reason);
    }),
    hostileRuns,
  );
  // The cases reach every way a row or a message can end, but for the one that training alone knows.
  const reasons = [...skipReasons.filter((reason) => reason !== 'outsideWindow'), ...unreadableReasons];
  expect([...reasons, 'scored', 'unknownUser', 'unknownResource'].filter((reason) => !seen.has(reason))).toEqual([]);
});

it('scores a row beside hostile ones in a message as it does alone', () => {
  const rows = fc.array(hostileRow, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(rows, fc.nat(4), layout, transport, (hostile, position, write, send) => {
      const body = send(write(hostile.toSpliced(position, 0, witnessText)));
      const { findings, counts, unreadable } = score([messageOf(body)]);
      check(unreadable.length === 0 && counts.received >= hostile.length + 1, 'The message is read', counts);
      checkWitness(findings.map(({ row }) => row));
    }),
    hostileRuns,
  );
});

it('scores a message beside hostile ones in a batch as it does alone', () => {
  const bodies = fc.array(hostileBody, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(bodies, fc.nat(3), transport, (hostile, position, send) => {
      const witness = messageOf(send(`{"records":[${witnessText}]}`));
      const { findings, unreadable } = score(hostile.map(messageOf).toSpliced(position, 0, witness));
      checkWitness(findings.filter(({ message }) => message === witness).map(({ row }) => row));
      check(!unreadable.some(({ message }) => message === witness), 'The message is not parked');
    }),
    hostileRuns,
  );
});

function checkWitness(rows: readonly FindingRow[]): void {
  const found = rows.filter(({ User }) => User === witnessFinding?.User);
  const alone = JSON.stringify([witnessFinding]);
  check(JSON.stringify(found) === alone, `The finding is ${alone}`, found);
}
