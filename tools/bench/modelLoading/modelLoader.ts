// A contestant in a fresh process: loads a model and scores one access. Arguments: ours or plain, the model's file.

import { readFileSync } from 'node:fs';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { answerRequests } from '../answerRequests';
import { peakMegabytes } from '../peakMemory';
import type { JsonModel } from './jsonModel';
import type { LoadingAnswer, LoadingRequest } from './modelLoading';

const [program = 'ours', file = ''] = process.argv.slice(2);

function load(access: LoadingRequest): LoadingAnswer {
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const score = program === 'ours' ? loadOurs(access) : loadJson(access);
  const milliseconds = performance.now() - started;
  return { milliseconds, score, grownMegabytes: peakMegabytes() - before / 1e6, peakMegabytes: peakMegabytes() };
}

function loadOurs(access: LoadingRequest): number | null {
  const { model } = resourceAccess.decode(readFileSync(file), file);
  return resourceAccess.score(model, access).score;
}

function loadJson({ user, resource }: LoadingRequest): number | null {
  const model: JsonModel = JSON.parse(readFileSync(file, 'utf8'));
  const [x, y] = [model.users[user], model.resources[resource]];
  if (x === undefined || y === undefined) return null;
  const dot = x.reduce((sum, component, i) => sum + component * y[i]!, 0);
  return (model.mean - dot) / model.standardDeviation;
}

answerRequests(load);
