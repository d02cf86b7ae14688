import type { HostLogEntry } from './functionHost/hostLog';
import type { InvocationOutcome } from './functionHost/invokeFunction';

/** Memory of a process in bytes, as `process.memoryUsage()` tells it, and processor time since its start in seconds. */
export interface ProcessUsage {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
  readonly processorSeconds: number;
}

/** What the parent asks of the function host's process. */
export type HostCall =
  | { readonly call: 'runTimer'; readonly name: string; readonly isPastDue: boolean }
  | { readonly call: 'usage' }
  | { readonly call: 'idle' }
  | { readonly call: 'close' };

/** A call with the number its reply bears. */
export type HostRequest = HostCall & { readonly id: number };

/** What the function host's process tells its parent. */
export type HostMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly entry: HostLogEntry }
  | { readonly type: 'outcome'; readonly outcome: InvocationOutcome }
  | { readonly type: 'reply'; readonly id: number; readonly result?: InvocationOutcome | ProcessUsage }
  | { readonly type: 'failure'; readonly id: number; readonly message: string }
  | { readonly type: 'startFailure'; readonly message: string };
