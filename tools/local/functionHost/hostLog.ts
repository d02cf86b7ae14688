import type { LogCategory, LogLevel } from './workerProtocol';

export interface HostLogEntry {
  /** Undefined outside a function. */
  readonly function?: string | undefined;
  readonly invocationId?: string | undefined;
  readonly level: LogLevel;
  /** `user` for what the functions write, `system` for what the host and the worker do. */
  readonly category: LogCategory;
  readonly message: string;
}

export type HostLog = (entry: HostLogEntry) => void;
