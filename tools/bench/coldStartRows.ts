import { Random } from '../sample/random';
import { type SecurityEventRow, shareAccessRow } from '../sample/securityEventRow';

const users = 9_000;
const shares = 4_000;
const sharesOfUser = 3;
/** Messages of the batch, and accesses in it of users whom the model does not know. */
export const messages = 8;
const rowsOfMessage = 100;
const day = Date.UTC(2026, 0, 15);

/** Rows that a model of about 1 MB is learnt from: 9,000 users, each of whom uses three neighbouring shares of 4,000. */
export function* trainingRows(): Generator<SecurityEventRow> {
  const random = new Random('training');
  for (let user = 0; user < users; user++) {
    for (let turn = 0; turn < sharesOfUser; turn++) yield accessRow(user, user + turn, day, random);
  }
}

/** Bodies of the messages of a batch: accesses as they were learnt, and in each message the first one of a new user. */
export function messageBodies(): string[] {
  const random = new Random('messages');
  return Array.from({ length: messages }, (_, message) => {
    const records = Array.from({ length: rowsOfMessage }, (_, row) => {
      const user = row === 0 ? users + message : random.below(users);
      return accessRow(user, user + random.below(sharesOfUser), day + 86_400_000, random);
    });
    return JSON.stringify({ records });
  });
}

function accessRow(user: number, share: number, time: number, random: Random): SecurityEventRow {
  const account = `CONTOSO\\employee.${user}`;
  const employee = {
    account,
    sid: `S-1-5-21-1004336348-1177238915-682003330-${user}`,
    ipAddress: '10.0.0.1',
    shares: [],
  };
  const server = 'fs01.contoso.local';
  return shareAccessRow(employee, { server, name: `projects-${share % shares}` }, new Date(time), random);
}
