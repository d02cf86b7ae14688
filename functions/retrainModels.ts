import { app } from '@azure/functions';
import { retrainSchedule } from '../shared/settings';

app.timer('retrainModels', {
  schedule: retrainSchedule(process.env),
  handler: async (_timer, context) => {
    // What learns is loaded when it is to: the instances that score do without it.
    const { retrainModels } = await import('../shared/jobs/retrainModels');
    return retrainModels(process.env, context);
  },
});
