import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerClient } from '../../../shared/storage/containerClient';
import { startAzurite } from '../../local/azurite';
import { askOnce, nodeProgram } from '../contestant';
import type { Check, Measurement, SectionResult } from '../measurement';
import { ratioTo } from '../measurement';
import { ContestantPool, measurementsOf, takeTurns } from '../rounds';
import { drawPair } from '../scoring/benchModel';
import type { SectionContext } from '../section';
import { type ExportedBlob, exportedBlobs } from './exportedBlobs';

export interface ReadingRequest {
  /** How often the file is read, one time after the other; for `stream` alone. */
  readonly times: number;
  readonly digest: boolean;
}

export interface ReadingAnswer {
  readonly seconds: number;
  readonly rows: number;
  readonly accesses: number;
  readonly peakMegabytes: number;
  /** Of all accesses in their order, where it was asked for. */
  readonly digest: string;
}

const programs = [
  { key: 'ours', name: 'ours' },
  { key: 'plain', name: 'readline and JSON.parse' },
];
/** Event 5140 among all rows. */
const realisticShare = 0.02;

/** How fast exported rows become accesses, and in how much memory. */
export async function benchReading(context: SectionContext): Promise<SectionResult> {
  const { isShort, folder } = context;
  const blobBytes = isShort ? 500_000 : 16_000_000;
  const pair = drawPair({ users: 10_000, resources: 5_000, resourcesOfUser: 50 });
  const mix = [...exportedBlobs(8, blobBytes, realisticShare, pair)];
  const mixFile = writeRows(join(folder, 'mix.jsonl'), mix);
  const all = [...exportedBlobs(isShort ? 1 : 4, blobBytes, 1, pair)];
  const allFile = writeRows(join(folder, 'all.jsonl'), all);
  const azurite = await startAzurite({ port: 0 });
  try {
    await upload(azurite.connectionString, mix);
    const results = [
      await readFrom(context, 'rows in memory, 2 % event 5140', 'file', mixFile, mix),
      await readFrom(context, 'rows in memory, all event 5140', 'file', allFile, all),
      await readFrom(context, 'rows in storage (Azurite), 2 % event 5140', 'blobs', azurite.connectionString, mix),
      await readMore(context, mixFile),
    ];
    return {
      measurements: results.flatMap((result) => result.measurements),
      checks: results.flatMap(({ checks }) => checks),
    };
  } finally {
    await azurite.close();
  }
}

function writeRows(path: string, blobs: readonly ExportedBlob[]): string {
  writeFileSync(path, Buffer.concat(blobs.map(({ content }) => content)));
  return path;
}

async function upload(connectionString: string, blobs: readonly ExportedBlob[]): Promise<void> {
  const container = containerClient({ connectionString }, 'am-securityevent');
  await container.create();
  for (const { name, content } of blobs) {
    const blob = container.getAppendBlobClient(name);
    await blob.create();
    for (let at = 0; at < content.length; at += 4_000_000) {
      const part = content.subarray(at, at + 4_000_000);
      await blob.appendBlock(part, part.length);
    }
  }
}

async function readFrom(
  { isShort, screen }: SectionContext,
  subject: string,
  source: string,
  place: string,
  blobs: readonly ExportedBlob[],
): Promise<SectionResult> {
  const megabytes = blobs.reduce((sum, { content }) => sum + content.length, 0) / 1e6;
  const rows = blobs.reduce((sum, blob) => sum + blob.rows, 0);
  const entrants = programs.map(({ key, name }) => ({
    name,
    program: nodeProgram('reading/rowsReader', [key, source, place]),
    request: { times: 1, digest: false },
    rounds: isShort ? 1 : 5,
    sample: ({ seconds }: ReadingAnswer) => megabytes / seconds,
  }));
  const pool = new ContestantPool<ReadingRequest, ReadingAnswer>();
  try {
    const entries = await takeTurns(entrants, pool, { subject, screen });
    const measurements = measurementsOf(entries, { section: 'reading', subject, unit: 'MB/s' }, ({ answers }) => ({
      rows: answers[0]!.rows,
      accesses: answers[0]!.accesses,
    }));
    const answers = [];
    for (const { name, program } of entrants)
      answers.push(await (await pool.get(name, program)).ask({ times: 1, digest: true }));
    return { measurements, checks: [checkSame(subject, answers, rows)] };
  } finally {
    await pool.stop();
  }
}

function checkSame(subject: string, answers: readonly ReadingAnswer[], rows: number): Check {
  const [ours, plain] = answers as [ReadingAnswer, ReadingAnswer];
  return {
    what: `${subject}: all rows read, and the same accesses in the same order`,
    passed: ours.rows === rows && plain.rows === rows && ours.digest === plain.digest && ours.accesses > 0,
    detail: `${ours.rows} and ${plain.rows} of ${rows} rows, ${ours.accesses} and ${plain.accesses} accesses`,
  };
}

/** Peak memory of a fresh process that streams a file once, and eight times. */
async function readMore({ isShort, screen }: SectionContext, file: string): Promise<SectionResult> {
  const megabytes = statSync(file).size / 1e6;
  const measurements: Measurement[] = [];
  for (const times of isShort ? [1] : [1, 8]) {
    const subject = `memory while ${Math.round(times * megabytes)} MB of rows are streamed`;
    let reference: number[] = [];
    for (const { key, name } of programs) {
      screen.progress(`${subject}: ${name}`);
      const program = nodeProgram('reading/rowsReader', [key, 'stream', file]);
      const { peakMegabytes } = await askOnce<ReadingRequest, ReadingAnswer>(program, { times, digest: false });
      if (key === 'ours') reference = [peakMegabytes];
      const samples = [peakMegabytes];
      const ratio = ratioTo(reference, samples, 'MB');
      measurements.push({
        section: 'reading',
        subject,
        contestant: name,
        unit: 'MB',
        samples,
        ratio,
        peakMegabytes,
        quality: {},
        absent: null,
      });
    }
  }
  return { measurements, checks: [] };
}
