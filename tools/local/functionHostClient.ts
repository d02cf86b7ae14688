import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HostLog } from './functionHost/hostLog';
import type { InvocationOutcome } from './functionHost/invokeFunction';
import type { FunctionHost } from './functionHost/startFunctionHost';
import { HostCalls } from './functionHostCalls';
import type { HostMessage, ProcessUsage } from './functionHostMessages';
import { LocalRunError } from './localRunError';

export interface FunctionHostProcessOptions {
  /** The function app: where package.json and host.json are. */
  readonly folder: string;
  /** App settings, on top of this process's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Hears what the functions and the host log, and what the process writes to its console. */
  readonly onLog?: HostLog;
  /** Hears of every invocation, each retry included. */
  readonly onOutcome?: (outcome: InvocationOutcome) => void;
  /** Arguments for Node.js; this process's own by default. */
  readonly execArgv?: readonly string[];
  /** By how much the waits of the functions' retry policies are shortened, 0 to 1: for those who have no time. */
  readonly retryWaitFactor?: number;
  /** Ends the process at once, as {@link FunctionHostProcess.kill} does, while it starts too. */
  readonly signal?: AbortSignal;
}

export interface FunctionHostProcess extends FunctionHost {
  readonly pid: number;
  /** What the process has in use, after garbage collection where `execArgv` has `--expose-gc`. */
  usage(): Promise<ProcessUsage>;
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts the local function host in a child process and waits until its triggers run. The child ends with this process.
 *
 * @throws LocalRunError with the child's own words when the app can't be started. Calls reject so when the child dies.
 */
export async function startFunctionHostProcess(options: FunctionHostProcessOptions): Promise<FunctionHostProcess> {
  const { folder, env, onLog = () => {}, execArgv, retryWaitFactor = 1, signal } = options;
  const child = fork(join(__dirname, 'functionHostProcess'), [folder, String(retryWaitFactor)], {
    env: { ...process.env, ...env },
    silent: true,
    ...(signal && { signal, killSignal: 'SIGKILL' }),
    ...(execArgv && { execArgv: [...execArgv] }),
  });
  forwardConsole(child, onLog);
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const calls = new HostCalls(child);
  await new Promise<void>((resolve, reject) => {
    // An abort is told here at once, and by 'close' when the process is gone.
    child.on('error', (error) => error.name !== 'AbortError' && reject(error));
    child.once('close', () => reject(calls.death()));
    child.on('message', (message: HostMessage) => {
      switch (message.type) {
        case 'ready':
          return resolve();
        case 'startFailure':
          return reject(new LocalRunError(message.message));
        case 'log':
          return onLog(message.entry);
        case 'outcome':
          return options.onOutcome?.(message.outcome);
        default:
          return calls.settle(message);
      }
    });
  });
  return {
    pid: child.pid!,
    runTimer: async (name, { isPastDue = false } = {}) =>
      (await calls.make({ call: 'runTimer', name, isPastDue })) as InvocationOutcome,
    usage: async () => (await calls.make({ call: 'usage' })) as ProcessUsage,
    idle: async () => {
      await calls.make({ call: 'idle' });
    },
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        await calls.make({ call: 'close' });
      }
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** What the process writes to its console becomes log entries, as in the real host. */
function forwardConsole(child: ChildProcess, onLog: HostLog): void {
  for (const [stream, level] of [
    [child.stdout, 'information'],
    [child.stderr, 'warning'],
  ] as const) {
    createInterface({ input: stream! }).on('line', (message) => onLog({ level, category: 'user', message }));
  }
}
