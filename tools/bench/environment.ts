import { cpus, release, totalmem, type } from 'node:os';

/** What the numbers were measured on: without it they mean nothing. */
export interface Environment {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  /** Of Python, Java and the rivals, where they are. */
  readonly rivals: Readonly<Record<string, string>>;
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
}

export function describeEnvironment(command: string, rivals: Readonly<Record<string, string>>): Environment {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    rivals,
    command,
    measuredAt: new Date().toISOString(),
  };
}
