import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseLimits } from '../../../shared/jobs/caseLimits';
import { softDeadline } from '../../../shared/jobs/softDeadline';
import { tokenLimit } from '../../../shared/promptCredential';
import { defaultRequestLimit } from '../../../shared/sinks/deliverRows';
import { appendLimit } from '../../../shared/storage/dayJournal';
import { parkingLimit } from '../../../shared/storage/deadLetters';

/** Of the Consumption plan (https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout). */
const smallestFunctionTimeout = 300_000;

it('the longest invocation ends before the smallest function timeout', () => {
  const longest = softDeadline.sending + tokenLimit + defaultRequestLimit + tokenLimit + parkingLimit;
  expect(longest).toBeLessThan(smallestFunctionTimeout);
  expect(softDeadline.parking + tokenLimit).toBeLessThan(smallestFunctionTimeout);
  expect(softDeadline.reading + tokenLimit + appendLimit).toBeLessThan(softDeadline.sending);
});

it('the longest turn of gatherCases does, too', () => {
  const modelLimit = 60_000;
  expect(modelLimit + caseLimits.reading + tokenLimit).toBeLessThan(caseLimits.judging);
  expect(caseLimits.judging).toBeLessThan(softDeadline.sending);
});

it('host.json sets no function timeout of its own, which might be smaller', () => {
  const host = JSON.parse(readFileSync(join(__dirname, '../../../host.json'), 'utf8'));
  expect(host).not.toHaveProperty('functionTimeout');
});
