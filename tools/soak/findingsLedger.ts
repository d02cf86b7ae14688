import { resourceAccess } from '../../shared/detectors/resourceAccess/detector';
import type { ExpectedFinding, SupplyMessage } from './messageSupply';

/** RecordIds kept after their finding has come, to know a second one of them. */
const remembered = 200_000;

/**
 * Findings owed and findings that have come. Rows are taken out of the table as they are counted, so that it stays small:
 * a finding that comes later than 200,000 others after its first is counted as invented instead of duplicate.
 */
export class FindingsLedger {
  expected = 0;
  /** Findings that came, each once. */
  found = 0;
  duplicates = 0;
  invented = 0;
  /** Findings whose score is not the one of the model they name, or that stand for other accesses. */
  altered = 0;
  readonly versions = new Set<string>();
  readonly #owed = new Map<string, ExpectedFinding>();
  readonly #come = new Set<string>();

  constructor(
    readonly query: (sql: string) => Record<string, unknown>[],
    readonly modelOf: ReadonlyMap<string, number>,
  ) {}

  get missing(): number {
    return this.#owed.size;
  }

  expect({ findings }: SupplyMessage): void {
    for (const [id, finding] of findings) this.#owed.set(id, finding);
    this.expected += findings.length;
  }

  /** Counts what the table holds, and empties it. */
  take(): void {
    for (const row of this.query(`DELETE FROM ${resourceAccess.table} RETURNING *`)) this.#count(row);
    for (const id of this.#come) {
      if (this.#come.size <= remembered) break;
      this.#come.delete(id);
    }
  }

  #count(row: Record<string, unknown>): void {
    const id = String(row.RecordId);
    const finding = this.#owed.get(id);
    this.versions.add(String(row.ModelVersion));
    if (finding === undefined) {
      if (this.#come.has(id)) this.duplicates++;
      else this.invented++;
      return;
    }
    this.#owed.delete(id);
    this.#come.add(id);
    this.found++;
    if (!this.#isRight(row, finding)) this.altered++;
  }

  #isRight(row: Record<string, unknown>, { user, resource, accesses, scores }: ExpectedFinding): boolean {
    const model = this.modelOf.get(String(row.ModelVersion));
    return (
      model !== undefined &&
      row.AnomalyScore === scores[model] &&
      row.User === user &&
      row.Resource === resource &&
      row.AccessCount === accesses
    );
  }
}
