import { isDeepStrictEqual } from 'node:util';
import type { IngestedRow, LogsIngestionService } from '../world/logsIngestionService';
import type { CaseOracle } from './caseOracle';
import type { ExpectedFinding, SentMessage } from './expectation';
import type { ModelHistory } from './modelHistory';
import { judgedWithoutModel } from './trainedModels';

/** How long a scorer may go on without a model after there is one: ModelSource's interval for a version that was bad. */
const modelPatience = 630_000;

export interface TableCounts {
  readonly missing: number;
  readonly invented: number;
  readonly altered: number;
  /** Rows beyond the first of a RecordId. */
  readonly duplicatesBefore: number;
  /** Rows beyond the first of a finding, once `summarize arg_max(ScoredAt, *) by RecordId` is done. */
  readonly duplicatesAfter: number;
}

/** Knows every finding that the rows sent must become, and holds the table against it. */
export class Oracle {
  readonly #expected = new Map<string, ExpectedFinding>();
  /** Rows of the table by RecordId. */
  readonly #delivered = new Map<string, IngestedRow[]>();
  readonly #fail: (message: string) => void;
  readonly #table: LogsIngestionService;
  readonly #cases: CaseOracle;
  readonly #models: ModelHistory;
  readonly #minimumScore: number;
  #read = 0;
  #caseRows = 0;
  #invented = 0;
  #altered = 0;

  constructor(options: {
    readonly table: LogsIngestionService;
    readonly cases: CaseOracle;
    readonly models: ModelHistory;
    readonly minimumScore: number;
    readonly fail: (message: string) => void;
  }) {
    this.#table = options.table;
    this.#cases = options.cases;
    this.#models = options.models;
    this.#minimumScore = options.minimumScore;
    this.#fail = options.fail;
  }

  /** Rows of these messages are expected from now on. */
  expect({ findings }: SentMessage): void {
    for (const finding of findings) {
      this.#expected.set(finding.recordId, finding);
      this.#cases.expect(finding);
    }
  }

  /** Whether all findings of a message are in the table, but those that no score makes worth writing. */
  isDelivered({ findings }: SentMessage): boolean {
    this.#readTable();
    return findings.every((finding) => this.#delivered.has(finding.recordId) || this.#mayBeLeftOut(finding));
  }

  /** Rows of the table for a finding. */
  rowsOf({ recordId }: ExpectedFinding): readonly IngestedRow[] {
    this.#readTable();
    return this.#delivered.get(recordId) ?? [];
  }

  counts(): TableCounts {
    this.#readTable();
    const missing = [...this.#expected.values()].filter(
      (finding) => !this.#delivered.has(finding.recordId) && !this.#mayBeLeftOut(finding),
    );
    for (const { columns } of missing) this.#fail(`missing: ${brief(columns)}`);
    const collapsed = [...this.#delivered.values()].map((rows) => rows.toSorted(byScoredAt).at(-1)!);
    return {
      missing: missing.length,
      invented: this.#invented,
      altered: this.#altered,
      duplicatesBefore: this.#read - this.#caseRows - this.#delivered.size,
      duplicatesAfter: collapsed.length - new Set(collapsed.map(contentOf)).size,
    };
  }

  #readTable(): void {
    for (; this.#read < this.#table.accepted.length; this.#read++) {
      const { row, at } = this.#table.accepted[this.#read]!;
      if (row.Kind === 'case') {
        this.#cases.add(row);
        this.#caseRows += 1;
        continue;
      }
      const recordId = String(row.RecordId);
      const rows = this.#delivered.get(recordId);
      if (rows === undefined) this.#delivered.set(recordId, [row]);
      else rows.push(row);
      this.#check(row, this.#expected.get(recordId), at);
    }
  }

  #check(row: IngestedRow, expected: ExpectedFinding | undefined, at: number): void {
    if (expected === undefined || this.#isTooLow(row.AnomalyScore)) {
      this.#invented += 1;
      this.#fail(`invented: ${brief(row)}`);
      return;
    }
    const wrong = this.#wrongColumns(row, expected, at);
    if (wrong.length === 0) return;
    this.#altered += 1;
    this.#fail(`altered: ${wrong.join(', ')} of ${brief(row)}`);
  }

  #wrongColumns(row: IngestedRow, { columns }: ExpectedFinding, at: number): string[] {
    const { ScoredAt, ModelVersion } = row;
    const judgement = this.#expectedJudgement(row, at);
    const expected = { TimeGenerated: ScoredAt, ScoredAt, ModelVersion, ...judgement, ...columns };
    const names = new Set([...Object.keys(row), ...Object.keys(expected)]) as Set<keyof typeof expected>;
    const wrong = [...names].filter((name) => !isDeepStrictEqual(row[name], expected[name])).map(String);
    if (!(Date.parse(String(ScoredAt)) <= at)) wrong.push(`ScoredAt ${ScoredAt}`);
    if (judgement === undefined) wrong.push(`ModelVersion "${ModelVersion}"`);
    return wrong;
  }

  /**
   * What the model says which the row names, in the columns of it; undefined where it may not have been used, or be
   * missing. These models cannot tell how rare a score is.
   */
  #expectedJudgement({ ModelVersion, User, Resource, ScoredAt }: IngestedRow, at: number) {
    const wasUsable = this.#models.wasUsable(Date.parse(String(ScoredAt)) - modelPatience, at);
    if (ModelVersion === '' && wasUsable) return undefined;
    const judge = ModelVersion === '' ? judgedWithoutModel : this.#models.modelOf(String(ModelVersion), at)?.score;
    if (judge === undefined) return undefined;
    const { score, reason, reasons, text } = judge(String(User), String(Resource));
    return {
      AnomalyScore: score,
      PValue: null,
      Percentile: null,
      Reason: reason,
      Reasons: reasons,
      Explanation: text,
    };
  }

  #mayBeLeftOut({ columns: { User, Resource } }: ExpectedFinding): boolean {
    return this.#models.versions.some(({ score }) => this.#isTooLow(score(String(User), String(Resource)).score));
  }

  #isTooLow(score: unknown): boolean {
    return typeof score === 'number' && score <= this.#minimumScore;
  }
}

function brief(row: IngestedRow): string {
  const short = (value: unknown) => String(value).slice(0, 40);
  return `${row.RecordId} ${short(row.User)} ${short(row.Resource)} ${row.AccessCount}`;
}

const byScoredAt = (one: IngestedRow, other: IngestedRow) => (String(one.ScoredAt) < String(other.ScoredAt) ? -1 : 1);

/** What a finding is about, whoever scored it and under whatever key. */
function contentOf({ User, Resource, AccessCount, FirstAccess, LastAccess, IpAddress }: IngestedRow): string {
  return JSON.stringify([User, Resource, AccessCount, FirstAccess, LastAccess, IpAddress]);
}
