import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionHostProcess } from '../../../tools/local/functionHostClient';
import type { Random } from '../../../tools/sample/random';
import type { InterceptingProxy, PassingRequest } from './interceptingProxy';
import type { KillPoint, RequestKillPoint, Stage } from './killPoints';
import type { KillWorld } from './killWorld';

/** Milliseconds after which a function host that has not reached its moment is killed all the same. */
const patience = 30_000;

export interface Life {
  readonly point: KillPoint;
  readonly settings: Readonly<Record<string, string>>;
  /** Whether a model is trained and published meanwhile. */
  readonly retrains: boolean;
  /** Gives the functions something to do; called when the host starts. */
  readonly work: () => Promise<void>;
  /** Hears of every invocation of scoreEvents that succeeded. */
  readonly onSuccess: () => void;
}

/**
 * Starts the function host and kills it at the given moment.
 * @returns the name of the moment it was killed in, also of one that did not come within thirty seconds
 */
export async function liveAndDie(
  world: KillWorld,
  { point, settings, retrains, work, onSuccess }: Life,
  random: Random,
) {
  const needsRetraining = 'needs' in point && point.needs === 'retraining';
  const ending = new AbortController();
  const killed = once(ending.signal, 'abort');
  const kill = () => ending.abort();
  const disarm =
    'service' in point ? arm(world, point, point.needs === 'messages' ? 1 + random.below(3) : 1, kill) : () => {};
  const timed = (after: string) => {
    if ('after' in point && point.after === after) setTimeout(kill, random.next() * point.within).unref();
  };
  timed('spawn');
  const host = world.startFunctions({
    signal: ending.signal,
    settings,
    onLog: ({ message }) => {
      if (message.startsWith("Executing 'Functions.scoreEvents'")) timed('invocation');
    },
    onOutcome: (outcome) => {
      if (outcome.function === 'scoreEvents' && outcome.succeeded) onSuccess();
    },
  });
  const running = host.then(
    async (functions) => {
      timed('ready');
      if (retrains) await retrain(functions, needsRetraining ? ending.signal : AbortSignal.abort());
    },
    () => {},
  );
  // Storage may be gone when it starts, which ends it: the platform would start another one.
  const failed = host.then(
    () => killed,
    () => {},
  );
  await Promise.all([work(), Promise.race([killed, failed, sleep(patience, undefined, { ref: false })])]);
  disarm();
  const isReached = ending.signal.aborted;
  kill();
  await running;
  await host.then(
    (functions) => functions.kill(),
    () => {},
  );
  return isReached ? point.name : 'moment that did not come';
}

/** Trains and publishes once, and until `signal` aborts again: faults keep some trainings from what the kill waits for. */
async function retrain(functions: FunctionHostProcess, signal: AbortSignal): Promise<void> {
  try {
    do await functions.runTimer('retrainModels');
    while (!signal.aborted);
  } catch {
    // Its process was killed meanwhile, which is what this is about.
  }
}

/** Kills when the `count`th request that matches reaches its stage; that request is lost on its way from there. */
function arm(world: KillWorld, point: RequestKillPoint, count: number, kill: () => void): () => void {
  const proxy = point.service === 'storage' ? world.storageProxy : world.ingestionProxy;
  let left = count;
  const isMoment = (stage: Stage, request: PassingRequest) => {
    if (stage !== point.stage || !point.matches(request) || --left > 0) return false;
    kill();
    return true;
  };
  return watch(proxy, isMoment);
}

/** Puts itself before what the proxy asks already; returns what takes it away again. */
function watch(proxy: InterceptingProxy, isMoment: (stage: Stage, request: PassingRequest) => boolean): () => void {
  const { onReceived, onServed, onAnswered } = proxy;
  proxy.onReceived = (request) => (isMoment('received', request) ? 'reset' : onReceived(request));
  proxy.onServed = (request) => (isMoment('served', request) ? 'reset' : onServed(request));
  proxy.onAnswered = (request) => {
    if (!isMoment('answered', request)) onAnswered(request);
  };
  return () => Object.assign(proxy, { onReceived, onServed, onAnswered });
}
