import { recordId } from '../../shared/detectors/recordId';
import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import type { AccessAnomalyModel } from '../../shared/detectors/resourceAccess/model';
import type { Access } from '../../shared/events/access';
import { fileShareReader } from '../../shared/events/fileShareAccess';
import { defaultIdentityRules } from '../../shared/events/identity';
import type { SecurityEventRow } from '../sample/securityEventRow';

/** Rows in one message. */
export const rowsPerMessage = 500;
/** One message in so many cannot be read. */
const unreadableInterval = 50;

/** Accesses of one user to one resource in a message, which make one finding. */
export interface ExpectedFinding {
  readonly user: string;
  readonly resource: string;
  readonly accesses: number;
  /** Scores of the alternating models, in their order. */
  readonly scores: readonly (number | null)[];
}

export interface SupplyMessage {
  readonly body: Buffer;
  /** An unreadable message counts as one. */
  readonly rows: number;
  readonly isUnreadable: boolean;
  /** By RecordId. */
  readonly findings: readonly (readonly [string, ExpectedFinding])[];
}

interface Group {
  readonly expected: ExpectedFinding;
  readonly accesses: readonly Access[];
  /** Positions of the accesses in the message. */
  readonly positions: readonly number[];
}

interface Template {
  /** JSON of each row up to its id, and from there on. */
  readonly rows: readonly (readonly [string, string])[];
  readonly groups: readonly Group[];
}

/** An endless supply of messages: the rows of a day over and over, each under an id of its own. */
export class MessageSupply {
  readonly #templates: readonly Template[];
  #next = 0;

  constructor(rows: readonly SecurityEventRow[], models: readonly AccessAnomalyModel[]) {
    const count = Math.max(1, Math.floor(rows.length / rowsPerMessage));
    this.#templates = Array.from({ length: count }, (_, index) =>
      template(rows.slice(index * rowsPerMessage, (index + 1) * rowsPerMessage), models),
    );
  }

  next(): SupplyMessage {
    const number = this.#next++;
    if (number % unreadableInterval === unreadableInterval - 1) {
      return { body: Buffer.from(`no rows: ${number}`), rows: 1, isUnreadable: true, findings: [] };
    }
    const { rows, groups } = this.#templates[number % this.#templates.length]!;
    const itemId = (position: number) => `${number}-${position}`;
    const texts = rows.map(([before, after], position) => before + itemId(position) + after);
    const findings = groups.map(({ expected, accesses, positions }) => {
      const named = accesses.map((access, index) => ({ ...access, itemId: itemId(positions[index]!) }));
      return [recordId(resourceAccess.name, named), expected] as const;
    });
    const body = Buffer.from(`{"records":[${texts.join(',')}]}`);
    return { body, rows: rows.length, isUnreadable: false, findings };
  }
}

function template(rows: readonly SecurityEventRow[], models: readonly AccessAnomalyModel[]): Template {
  const read = fileShareReader(defaultIdentityRules);
  const groups = new Map<string, { accesses: Access[]; positions: number[] }>();
  rows.forEach((row, position) => {
    const reading = read(row);
    if (!('access' in reading)) return;
    const { access } = reading;
    const key = JSON.stringify([access.tenant, access.user, access.resource]);
    const group = groups.get(key) ?? { accesses: [], positions: [] };
    group.accesses.push(access);
    group.positions.push(position);
    groups.set(key, group);
  });
  return { rows: rows.map(aroundId), groups: [...groups.values()].map((group) => withScores(group, models)) };
}

function withScores(group: Pick<Group, 'accesses' | 'positions'>, models: readonly AccessAnomalyModel[]): Group {
  const first = group.accesses[0]!;
  const scores = models.map((model) => resourceAccess.score(model, first).score);
  const { user, resource } = first;
  return { ...group, expected: { user, resource, accesses: group.accesses.length, scores } };
}

function aroundId(row: SecurityEventRow): readonly [string, string] {
  const [before = '', after = ''] = JSON.stringify({ ...row, _ItemId: '\u0000' }).split('\\u0000');
  return [before, after];
}
