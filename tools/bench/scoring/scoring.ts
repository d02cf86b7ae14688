import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ScorerName, scorers } from '../../../shared/detectors/resourceAccess/parameters';
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

/** What is scored by, and what of it is written. The rival scores as AccessAnomaly does, and always writes by MIN_SCORE. */
interface ScoringRules {
  readonly scorer: ScorerName;
  readonly dailyBudget: number;
  readonly minimumScore: number;
  readonly words: string;
}

/**
 * By affinity without and with findings, which are explained: all strangers of the stream, 2 % of its rows, where a day
 * has a few; by AccessAnomaly with the default MIN_SCORE, which writes about half, and with one that writes little.
 */
const rules: readonly ScoringRules[] = [
  { scorer: 'affinity', dailyBudget: 0, minimumScore: 3, words: 'by affinity, none written' },
  { scorer: 'affinity', dailyBudget: 25, minimumScore: 3, words: 'by affinity, strangers explained and written' },
  { scorer: 'accessAnomaly', dailyBudget: 25, minimumScore: 0, words: 'by AccessAnomaly, scores above 0 written' },
  { scorer: 'accessAnomaly', dailyBudget: 25, minimumScore: 3, words: 'by AccessAnomaly, scores above 3 written' },
];

/** How many rows a second become findings, from the bytes of messages on. */
export async function benchScoring(context: SectionContext): Promise<SectionResult> {
  const { isShort, folder } = context;
  const size = isShort
    ? { users: 500, resources: 200, resourcesOfUser: 20 }
    : { users: 10_000, resources: 5_000, resourcesOfUser: 50 };
  const modelFile = (scorer: ScorerName) => join(folder, `${scorer}.model`);
  const messagesFile = join(folder, 'messages.jsonl');
  for (const scorer of scorers) writeFileSync(modelFile(scorer), trainModel(size, scorer).bytes);
  const { text, rows } = makeMessages(size, isShort ? 50_000 : maxMessageBytes);
  writeFileSync(messagesFile, text);

  const envelopes = `${messages} messages, ${rows} rows of event 5140, ${(text.length / 1e6).toFixed(1)} MB`;
  const results: SectionResult[] = [];
  for (const rule of rules) {
    const subject = `${envelopes}, ${rule.words}`;
    results.push(await scoreBy({ ...rule, modelFile: modelFile(rule.scorer), messagesFile, rows, subject }, context));
  }
  return {
    measurements: results.flatMap(({ measurements }) => measurements),
    checks: results.flatMap(({ checks }) => checks),
  };
}

interface ScoringCase extends ScoringRules {
  readonly modelFile: string;
  readonly messagesFile: string;
  readonly rows: number;
  readonly subject: string;
}

async function scoreBy(
  { scorer, modelFile, messagesFile, dailyBudget, minimumScore, rows, subject }: ScoringCase,
  { isShort, screen }: SectionContext,
): Promise<SectionResult> {
  const batches = isShort ? 1 : 20;
  const entrants = [
    { key: 'ours', name: 'ours' },
    // It knows AccessAnomaly's scores alone.
    { key: 'plain', name: `JSON.parse, Map and dot product${scorer === 'affinity' ? ', without affinity' : ''}` },
  ].map(({ key, name }) => ({
    name,
    program: nodeProgram('scoring/messagesScorer', [
      key,
      modelFile,
      messagesFile,
      String(minimumScore),
      String(dailyBudget),
    ]),
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
    const findings = entries[0]?.answers[0]?.findings ?? 0;
    if (scorer === 'affinity') return { measurements, checks: [] };
    const digests: string[] = [];
    for (const { name, program } of entrants) {
      const { digest } = await (await pool.get(name, program)).ask({ batches: 1, digest: true });
      digests.push(digest);
    }
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
