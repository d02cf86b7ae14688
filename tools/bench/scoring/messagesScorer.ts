// A contestant: scores a batch of messages. Arguments: ours or plain, the model's file, a file with a message a line, above
// which score findings are written, and the budget of models whose scores are calibrated.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { scoreMessages } from '../../../shared/jobs/scoreMessages';
import { answerRequests } from '../answerRequests';
import { peakMegabytes } from '../peakMemory';
import { type PlainFinding, PlainScorer } from './plainScorer';
import type { ScoringAnswer, ScoringRequest } from './scoring';

const [program = 'ours', modelFile = '', messagesFile = '', minimumScore = '0', dailyBudget = '25'] =
  process.argv.slice(2);
const { model } = resourceAccess.decode(readFileSync(modelFile), modelFile);
const bodies = readFileSync(messagesFile, 'utf8')
  .split('\n')
  .map((body) => Buffer.from(body));
const reader = resourceAccess.reader(defaultIdentityRules);
const plain = new PlainScorer(model, reader, Number(minimumScore));
const place = { partition: '0', sequenceNumber: '', offset: '', enqueuedTime: '' };
const messages = bodies.map((body) => ({ body, ...place }));
const scoring = {
  detector: resourceAccess,
  reader,
  model,
  modelVersion: 'bench',
  rule: { dailyBudget: Number(dailyBudget), minimumScore: Number(minimumScore) },
  scoredAt: new Date(),
};

function score({ batches, digest }: ScoringRequest): ScoringAnswer {
  const started = performance.now();
  let findings = 0;
  for (let batch = 0; batch < batches; batch++) {
    findings =
      program === 'ours'
        ? scoreMessages(messages, scoring).findings.length
        : bodies.flatMap((body) => plain.score(body)).length;
  }
  const seconds = (performance.now() - started) / 1000;
  return {
    seconds,
    findings,
    peakMegabytes: peakMegabytes(),
    digest: digest ? digestOf(program === 'ours' ? ours() : theirs()) : '',
  };
}

function ours(): PlainFinding[] {
  const { findings } = scoreMessages(messages, scoring);
  return findings.map(({ row, accessCount: accesses }) => ({
    user: row.User,
    resource: row.Resource,
    score: row.AnomalyScore,
    accesses,
  }));
}

function theirs(): PlainFinding[] {
  return bodies.flatMap((body) => plain.score(body));
}

/** Scores to nine decimals: the order of a sum is nobody's promise. */
function digestOf(findings: readonly PlainFinding[]): string {
  const lines = findings.map(({ user, resource, score, accesses }) =>
    [user, resource, score?.toFixed(9), accesses].join('\n'),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

answerRequests(score);
