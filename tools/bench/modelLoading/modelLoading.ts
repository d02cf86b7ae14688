import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askOnce, nodeProgram } from '../contestant';
import type { Check, Measurement, SectionResult } from '../measurement';
import { ratioTo } from '../measurement';
import { grouped } from '../numbers';
import { type ModelSize, pairsOf, trainModel } from '../scoring/benchModel';
import type { SectionContext } from '../section';
import { writeJsonModel } from './jsonModel';

/** The access to score once the model is there. */
export interface LoadingRequest {
  readonly tenant: string;
  readonly user: string;
  readonly resource: string;
}

export interface LoadingAnswer {
  readonly milliseconds: number;
  readonly score: number | null;
  /** Largest resident set, above the one before loading; the file's bytes are part of it. */
  readonly grownMegabytes: number;
  readonly peakMegabytes: number;
}

const shortSizes = [{ users: 500, resources: 200, resourcesOfUser: 5 }];
const fullSizes = [
  { users: 90_000, resources: 45_000, resourcesOfUser: 3 },
  { users: 1_000_000, resources: 100_000, resourcesOfUser: 2 },
];

/** How long a model's file takes until the first score, and how much memory; in a fresh process each time. */
export async function benchModelLoading(context: SectionContext): Promise<SectionResult> {
  const results: SectionResult[] = [];
  for (const size of context.isShort ? shortSizes : fullSizes) results.push(await loadModels(size, context));
  return {
    measurements: results.flatMap(({ measurements }) => measurements),
    checks: results.flatMap(({ checks }) => checks),
  };
}

async function loadModels(size: ModelSize, { isShort, folder, screen }: SectionContext): Promise<SectionResult> {
  const subject = `model of ${grouped(size.users)} users and ${grouped(size.resources)} resources, rank 10`;
  screen.progress(`${subject}: training it`);
  const files = writeModels(size, folder);
  // One that was learned from, so that a chain of accesses links the two.
  const access: LoadingRequest = pairsOf(size).next().value!;
  const contestants = [
    { name: 'ours', key: 'ours', file: files.model, answers: [] as LoadingAnswer[] },
    { name: 'JSON.parse', key: 'plain', file: files.json, answers: [] as LoadingAnswer[] },
  ];
  for (let round = 0; round < (isShort ? 1 : 5); round++) {
    for (const { key, file, answers } of contestants) {
      screen.progress(`${subject}: round ${round + 1}, ${key}`);
      const program = nodeProgram('modelLoading/modelLoader', [key, file]);
      answers.push(await askOnce<LoadingRequest, LoadingAnswer>(program, access));
    }
  }
  const reference = contestants[0]!.answers.map(({ milliseconds }) => milliseconds);
  const measurements = contestants.map(({ name: contestant, file, answers }): Measurement => {
    const samples = answers.map(({ milliseconds }) => milliseconds);
    const fileMegabytes = statSync(file).size / 1e6;
    const grownMegabytes = Math.max(...answers.map((answer) => answer.grownMegabytes));
    return {
      section: 'model',
      subject,
      contestant,
      unit: 'ms',
      samples,
      ratio: ratioTo(reference, samples, 'ms'),
      peakMegabytes: answers.at(-1)!.peakMegabytes,
      quality: {
        'file MB': fileMegabytes,
        'memory MB': grownMegabytes,
        'memory / file': grownMegabytes / fileMegabytes,
      },
      absent: null,
    };
  });
  const [ours, json] = contestants.map(({ answers }) => answers[0]!.score);
  return { measurements, checks: [sameScore(subject, ours ?? null, json ?? null)] };
}

function writeModels(size: ModelSize, folder: string): { readonly model: string; readonly json: string } {
  const { model, bytes } = trainModel(size, 'affinity');
  const files = { model: join(folder, `${size.users}.model`), json: join(folder, `${size.users}.json`) };
  writeFileSync(files.model, bytes);
  writeJsonModel(files.json, model);
  return files;
}

function sameScore(subject: string, ours: number | null, json: number | null): Check {
  return {
    what: `${subject}: the same score from either file`,
    passed: ours !== null && json !== null && Math.abs(ours - json) < 1e-6,
    detail: `${ours} and ${json}`,
  };
}
