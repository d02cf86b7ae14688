import { createHash } from 'node:crypto';
import type { IngestedRow } from '../world/logsIngestionService';
import type { ExpectedFinding } from './expectation';
import { accessesOfCase, isFirstTime } from './simulatedDetector';

/** What is known of a user's UTC day. */
interface ExpectedDay {
  readonly user: string;
  /** Every resource opened for the first time, and when at the earliest. */
  readonly opened: Map<string, number>;
  readonly findings: ExpectedFinding[];
}

interface CaseAccess {
  readonly resource: string;
  readonly time: string;
}

/** Knows what users opened for the first time, and holds the cases of the table against it. */
export class CaseOracle {
  /** By the RecordId of the case. */
  readonly #days = new Map<string, ExpectedDay>();
  readonly #cases = new Map<string, IngestedRow[]>();
  readonly #fail: (message: string) => void;

  constructor(fail: (message: string) => void) {
    this.#fail = fail;
  }

  expect(finding: ExpectedFinding): void {
    const { User, Resource, FirstAccess } = finding.columns;
    if (!isFirstTime(String(Resource))) return;
    const id = caseId(finding);
    const day = this.#days.get(id) ?? { user: String(User), opened: new Map<string, number>(), findings: [] };
    const time = Date.parse(String(FirstAccess));
    day.opened.set(String(Resource), Math.min(time, day.opened.get(String(Resource)) ?? time));
    day.findings.push(finding);
    this.#days.set(id, day);
  }

  /** A case has come into the table: nothing in it may be invented. */
  add(row: IngestedRow): void {
    const id = String(row.RecordId);
    const day = this.#days.get(id);
    const accesses = accessesOf(row);
    const isTrue = ({ resource, time }: CaseAccess) => Date.parse(time) >= (day?.opened.get(resource) ?? Infinity);
    const isWhole = new Set(accesses.map(({ resource }) => resource)).size === row.AccessCount;
    if (row.User !== day?.user || !isWhole || !accesses.every(isTrue)) {
      this.#fail(`a case is not as things were: ${JSON.stringify(row).slice(0, 300)}`);
    }
    this.#cases.set(id, [...(this.#cases.get(id) ?? []), row]);
  }

  /**
   * After all has been gathered: the latest row of each case holds all that was told of the user's day.
   *
   * @param wasTold whether a finding was scored by a model, and so the journal told of it
   */
  check(wasTold: (finding: ExpectedFinding) => boolean): void {
    for (const [id, { user, findings }] of this.#days) {
      const owed = new Set(findings.filter(wasTold).map(({ columns }) => String(columns.Resource)));
      if (owed.size < accessesOfCase) continue;
      const rows = this.#cases.get(id) ?? [];
      const latest = rows.toSorted((one, other) => (String(one.ScoredAt) < String(other.ScoredAt) ? -1 : 1)).at(-1);
      const told = new Set(latest === undefined ? [] : accessesOf(latest).map(({ resource }) => resource));
      const missing = [...owed].filter((resource) => !told.has(resource));
      if (missing.length > 0) this.#fail(`the case of ${user} lacks ${missing.join(', ')} in ${rows.length} rows`);
    }
  }

  /** How many cases there are, and rows of them. */
  counts(): { readonly cases: number; readonly caseRows: number } {
    return {
      cases: this.#cases.size,
      caseRows: [...this.#cases.values()].reduce((sum, { length }) => sum + length, 0),
    };
  }
}

function accessesOf(row: IngestedRow): readonly CaseAccess[] {
  return (row.Reasons as { readonly accesses: readonly CaseAccess[] }).accesses;
}

/** The documented key: half a SHA-256 of the detector, and of tenant, user and UTC day. */
function caseId({ columns: { TenantKey, User, FirstAccess } }: ExpectedFinding): string {
  const day = String(FirstAccess).slice(0, 10);
  const text = JSON.stringify(['resourceAccess', ['case', TenantKey, String(User).toLowerCase(), day]]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
