import { type InvocationOutcome, invokeFunction } from './invokeFunction';
import type { FunctionApp, LoadedFunction } from './loadFunctionApp';
import { nextOccurrence, parseNcrontab } from './ncrontab';
import { invokeWithRetries } from './retryPolicy';
import { json } from './toTypedData';

/** The longest delay `setTimeout` takes, in milliseconds: about 24 days. */
const longestDelay = 2 ** 31 - 1;

export interface TimerListener {
  /** Fires the timer now, or after the run under way: a timer never overlaps itself. */
  run(isPastDue: boolean): Promise<InvocationOutcome>;
  /** Ends the schedule and waits for a run under way. */
  close(): Promise<void>;
}

/**
 * Runs a timer function by its schedule, in UTC. The schedule's state is kept in memory only: a run that was missed
 * while the host was down is not made up for, as the real host does; `run(true)` plays that.
 */
export function listenToTimer(
  app: FunctionApp,
  loaded: LoadedFunction,
  onOutcome: (outcome: InvocationOutcome) => void,
): TimerListener {
  const schedule = parseNcrontab(String(loaded.trigger.schedule));
  const stopping = new AbortController();
  let lastRun: Promise<unknown> = Promise.resolve();
  let last = '0001-01-01T00:00:00+00:00';
  let alarm: NodeJS.Timeout | undefined;

  const invoke = (isPastDue: boolean): Promise<InvocationOutcome> => {
    const next = nextOccurrence(schedule, new Date());
    const data = json({
      Schedule: { AdjustForDST: true },
      ScheduleStatus: { Last: last, LastUpdated: last, Next: next ? offsetTime(next) : null },
      IsPastDue: isPastDue,
    });
    last = offsetTime(new Date());
    return invokeWithRetries(loaded.metadata.retryOptions, stopping.signal, async (retryContext) => {
      const outcome = await invokeFunction(app, loaded, {
        inputData: [{ name: loaded.triggerName, data }],
        triggerMetadata: {},
        ...(retryContext && { retryContext }),
      });
      onOutcome(outcome);
      return outcome;
    });
  };
  const run = (isPastDue: boolean): Promise<InvocationOutcome> => {
    const thisRun = lastRun.then(() => invoke(isPastDue));
    lastRun = thisRun.catch(() => {});
    return thisRun;
  };
  const wait = (occurrence: Date | undefined): void => {
    if (occurrence === undefined || stopping.signal.aborted) {
      return;
    }
    const delay = Math.max(0, occurrence.getTime() - Date.now());
    alarm =
      delay > longestDelay
        ? setTimeout(() => wait(occurrence), longestDelay)
        : setTimeout(() => run(false).finally(() => wait(nextOccurrence(schedule, new Date()))), delay);
  };
  if (loaded.trigger.runOnStartup === true) {
    void run(false);
  }
  wait(nextOccurrence(schedule, new Date()));
  return {
    run,
    close: async () => {
      stopping.abort();
      clearTimeout(alarm);
      await lastRun;
    },
  };
}

function offsetTime(date: Date): string {
  return date.toISOString().replace('Z', '+00:00');
}
