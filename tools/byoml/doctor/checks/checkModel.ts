import type { Deployment } from '../deployment';
import { type Finding, judge, ok, wrong } from '../finding';
import { duration, limits } from './limits';
import { trainNow } from './trainNow';

const check = 'model';

/** Whether there is a model to score with, whole and of these days. */
export function checkModel({ app, storage, now }: Deployment): readonly Finding[] {
  const train = trainNow(app);
  return judge(check, storage.model, {
    missing: () => wrong(check, 'none has been published: without one every finding is without a score', train),
    judged: (model) => {
      if ('problem' in model) return wrong(check, model.problem, train);
      const age = now.getTime() - model.trainedAt.getTime();
      const told = `${model.version}, trained ${duration(age)} ago`;
      if (age <= limits.oldModel) return ok(check, `${told}, ${model.bytes} bytes that are what the manifest says`);
      return wrong(check, `${told}: the nights since then have failed, and the log of retrainModels says why`, train);
    },
  });
}
