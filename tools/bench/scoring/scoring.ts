import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeProgram } from '../contestant';
import type { SectionResult } from '../measurement';
import { securityEventRows } from '../reading/securityEventRows';
import { ContestantPool, measurementsOf, takeTurns } from '../rounds';
import type { SectionContext } from '../section';
import { drawPair, type ModelSize, trainModel } from './benchModel';

export interface ScoringRequest {
  /** How often the batch is scored. */
  readonly batches: number;
  readonly digest: boolean;
}

export interface ScoringAnswer {
  readonly seconds: number;
  /** Of one batch. */
  readonly findings: number;
  readonly peakMegabytes: number;
  /** Of all findings, where it was asked for. */
  readonly digest: string;
}

const messages = 8;
/** Event Hubs takes messages of up to 1 MB. */
const maxMessageBytes = 1_000_000;

/** MIN_SCORE: the default, which writes about half of what arrives, and one that writes what stands out. */
const minimumScores = [0, 3];

/** How many rows a second become findings, from the bytes of messages on. */
export async function benchScoring(context: SectionContext): Promise<SectionResult> {
  const { isShort, folder } = context;
  const size = isShort
    ? { users: 500, resources: 200, resourcesOfUser: 20 }
    : { users: 10_000, resources: 5_000, resourcesOfUser: 50 };
  const modelFile = join(folder, 'scoring.model');
  const messagesFile = join(folder, 'messages.jsonl');
  writeFileSync(modelFile, trainModel(size).bytes);
  const { text, rows } = makeMessages(size, isShort ? 50_000 : maxMessageBytes);
  writeFileSync(messagesFile, text);

  const envelopes = `${messages} messages, ${rows} rows of event 5140, ${(text.length / 1e6).toFixed(1)} MB`;
  const results: SectionResult[] = [];
  for (const minimumScore of minimumScores) {
    const subject = `${envelopes}, scores above ${minimumScore} written`;
    results.push(await scoreBy({ modelFile, messagesFile, minimumScore, rows, subject }, context));
  }
  return {
    measurements: results.flatMap(({ measurements }) => measurements),
    checks: results.flatMap(({ checks }) => checks),
  };
}

interface ScoringCase {
  readonly modelFile: string;
  readonly messagesFile: string;
  readonly minimumScore: number;
  readonly rows: number;
  readonly subject: string;
}

async function scoreBy(
  { modelFile, messagesFile, minimumScore, rows, subject }: ScoringCase,
  { isShort, screen }: SectionContext,
): Promise<SectionResult> {
  const batches = isShort ? 1 : 20;
  const entrants = [
    { key: 'ours', name: 'ours' },
    { key: 'plain', name: 'JSON.parse, Map and dot product' },
  ].map(({ key, name }) => ({
    name,
    program: nodeProgram('scoring/messagesScorer', [key, modelFile, messagesFile, String(minimumScore)]),
    request: { batches, digest: false },
    rounds: isShort ? 1 : 7,
    sample: ({ seconds }: ScoringAnswer) => (rows * batches) / seconds,
  }));
  const pool = new ContestantPool<ScoringRequest, ScoringAnswer>();
  try {
    const entries = await takeTurns(entrants, pool, { subject, screen });
    const measurements = measurementsOf(entries, { section: 'scoring', subject, unit: 'rows/s' }, ({ answers }) => ({
      findings: answers[0]!.findings,
    }));
    const digests: string[] = [];
    for (const { name, program } of entrants) {
      const { digest } = await (await pool.get(name, program)).ask({ batches: 1, digest: true });
      digests.push(digest);
    }
    const findings = entries[0]?.answers[0]?.findings ?? 0;
    const passed = digests[0] === digests[1] && (findings > 0 || minimumScore > 0);
    return {
      measurements,
      checks: [{ what: `${subject}: the same findings`, passed, detail: `${findings} findings` }],
    };
  } finally {
    await pool.stop();
  }
}

/** Envelopes as large as they may be, one a line. */
function makeMessages(size: ModelSize, maxBytes: number): { readonly text: string; readonly rows: number } {
  const to = new Date('2026-01-15T10:00:00Z');
  const source = securityEventRows({
    seed: 'messages',
    accesses: 1,
    to,
    spanMilliseconds: 60_000,
    pair: drawPair(size),
  });
  const bodies: string[] = [];
  let rows = 0;
  for (let message = 0; message < messages; message++) {
    const records: string[] = [];
    let bytes = '{"records":[]}'.length;
    while (bytes < maxBytes) {
      const row = JSON.stringify(source.next().value);
      bytes += row.length + 1;
      if (bytes <= maxBytes) records.push(row);
    }
    bodies.push(`{"records":[${records.join(',')}]}`);
    rows += records.length;
  }
  return { text: bodies.join('\n'), rows };
}
