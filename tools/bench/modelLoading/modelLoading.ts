import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { type ScorerName, scorers } from '../../../shared/detectors/resourceAccess/parameters';
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

const words: Readonly<Record<ScorerName, string>> = {
  affinity: 'with all that affinities take',
  accessAnomaly: 'the factors of AccessAnomaly alone',
};

/**
 * How long a model's file takes until the first score, and how much memory; in a fresh process each time. JSON holds
 * factors, so it stands beside the model that holds nothing else.
 */
export async function benchModelLoading(context: SectionContext): Promise<SectionResult> {
  const results: SectionResult[] = [];
  for (const size of context.isShort ? shortSizes : fullSizes) {
    for (const scorer of scorers) results.push(await loadModels(size, scorer, context));
  }
  return {
    measurements: results.flatMap(({ measurements }) => measurements),
    checks: results.flatMap(({ checks }) => checks),
  };
}

async function loadModels(
  size: ModelSize,
  scorer: ScorerName,
  { isShort, folder, screen }: SectionContext,
): Promise<SectionResult> {
  const sizes = `${grouped(size.users)} users and ${grouped(size.resources)} resources, rank 10`;
  const subject = `model of ${sizes}, ${words[scorer]}`;
  screen.progress(`${subject}: training it`);
  // One that was learned from, so that a chain of accesses links the two.
  const access: LoadingRequest = pairsOf(size).next().value!;
  const { files, score } = writeModels(size, scorer, access, folder);
  const contestants = [
    { name: 'ours', key: 'ours', file: files.model, answers: [] as LoadingAnswer[] },
    { name: 'JSON.parse', key: 'plain', file: files.json, answers: [] as LoadingAnswer[] },
  ].filter(({ key }) => key === 'ours' || scorer === 'accessAnomaly');
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
  const loaded = contestants.map(({ answers }) => answers[0]!.score);
  return { measurements, checks: [sameScore(subject, score, loaded)] };
}

/** Writes a model as both would, and tells what it scores before. */
function writeModels(size: ModelSize, scorer: ScorerName, access: LoadingRequest, folder: string) {
  const { model, bytes } = trainModel(size, scorer);
  const name = join(folder, `${size.users}-${scorer}`);
  const files = { model: `${name}.model`, json: `${name}.json` };
  writeFileSync(files.model, bytes);
  writeJsonModel(files.json, model);
  return { files, score: resourceAccess.score(model, access).score };
}

function sameScore(subject: string, score: number | null, loaded: readonly (number | null)[]): Check {
  return {
    what: `${subject}: the same score from any file as before it was written`,
    passed: score !== null && loaded.every((one) => one !== null && Math.abs(one - score) < 1e-6),
    detail: `${score} before, and ${loaded.join(' and ')}`,
  };
}
