import { LocalRunError } from '../localRunError';
import { type EventHubListener, listenToEventHub } from './eventHubListener';
import type { InvocationOutcome } from './invokeFunction';
import type { FunctionApp } from './loadFunctionApp';
import { listenToTimer, type TimerListener } from './timerListener';

export interface FunctionHost {
  /**
   * Fires a timer function now.
   *
   * @returns the outcome, of the last retry where the function has a retry policy
   * @throws LocalRunError when there is no such timer function
   */
  runTimer(name: string, options?: { readonly isPastDue?: boolean }): Promise<InvocationOutcome>;
  /** Resolves when every partition of every hub has been read to its end and checkpointed. */
  idle(): Promise<void>;
  /** Stops the triggers and waits for the invocations under way, however long they take. */
  close(): Promise<void>;
}

/**
 * Starts the triggers of a loaded app.
 *
 * @param onOutcome hears of every invocation, each retry included
 * @throws LocalRunError or SettingError when a trigger can't be started
 */
export async function startFunctionHost(
  app: FunctionApp,
  onOutcome: (outcome: InvocationOutcome) => void = () => {},
): Promise<FunctionHost> {
  const hubs: EventHubListener[] = [];
  const timers = new Map<string, TimerListener>();
  const closeListeners = () => Promise.all([...hubs, ...timers.values()].map((listener) => listener.close()));
  const starts = await Promise.allSettled(
    app.functions.map(async (loaded) => {
      if (loaded.trigger.type === 'timerTrigger') {
        timers.set(loaded.metadata.name, listenToTimer(app, loaded, onOutcome));
      } else {
        hubs.push(await listenToEventHub(app, loaded, onOutcome));
      }
    }),
  );
  const failure = starts.find((start) => start.status === 'rejected');
  if (failure !== undefined) {
    await closeListeners();
    throw failure.reason;
  }
  return {
    runTimer: async (name, { isPastDue = false } = {}) => {
      const timer = timers.get(name);
      if (timer === undefined) {
        throw new LocalRunError(`There is no timer function '${name}'; there are: ${[...timers.keys()].join(', ')}.`);
      }
      return timer.run(isPastDue);
    },
    idle: async () => {
      await Promise.all(hubs.map((hub) => hub.idle()));
    },
    close: async () => {
      await closeListeners();
      await app.registry.runHooks('appTerminate', { hookData: {}, appHookData: app.registry.appHookData });
    },
  };
}
