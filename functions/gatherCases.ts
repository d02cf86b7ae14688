import { app, type TimerHandler } from '@azure/functions';
import { caseSchedule } from '../shared/settings';

let gatherCases: TimerHandler | undefined;

app.timer('gatherCases', {
  schedule: caseSchedule(process.env),
  handler: async (timer, context) => {
    // The instances that score do without it. What it has read of the journal lasts as long as the process.
    const { gatherCasesHandler } = await import('../shared/jobs/gatherCasesHandler');
    gatherCases ??= gatherCasesHandler(process.env);
    return gatherCases(timer, context);
  },
});
