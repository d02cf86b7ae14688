// A contestant: our factorisation. Arguments: file of ratings, kernel (simd or plain), threads.

import { createHash } from 'node:crypto';
import { factorize } from '../../../shared/numerics/alternatingLeastSquares';
import { initialFactors } from '../../../shared/numerics/initialFactors';
import { answerRequests } from '../answerRequests';
import { peakMegabytes } from '../peakMemory';
import { writeFactors } from './factorsFile';
import { readRatings } from './ratingsFile';
import type { TrainingAnswer, TrainingRequest } from './requests';

const [path = '', kernel, threads] = process.argv.slice(2);
const contestant = { kernel: kernel === 'plain' ? ('plain' as const) : ('simd' as const), threads: Number(threads) };
const ratings = readRatings(path);

function train({ rank, few, many, factors: file, alpha, regularization }: TrainingRequest): TrainingAnswer {
  const start = initialFactors({ count: ratings.userCount, firstId: 0, rank, blocks: 10, seed: 0 });
  const timed = (iterations: number) => {
    const options = { ...contestant, rank, iterations, regularization, alpha, nonNegative: true };
    const started = performance.now();
    const factors = factorize(ratings, start, options);
    return { factors, seconds: (performance.now() - started) / 1000 };
  };
  // The long one first, because the first to run has its code compiled: that must not make the difference smaller.
  const long = timed(many);
  const short = timed(few);
  writeFactors(file, long.factors);
  const hash = createHash('sha256').update(long.factors.users).update(long.factors.items).digest('hex');
  return {
    secondsPerIteration: (long.seconds - short.seconds) / (many - few),
    peakMegabytes: peakMegabytes(),
    hash,
  };
}

answerRequests(train);
