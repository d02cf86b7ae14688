import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTypeScript } from './runTypeScript';

/**
 * Azurite in a process of its own, with its blobs in a temporary folder, that can be stopped and started on the same
 * port. It is stopped in good order and never killed: after a SIGKILL Azurite has forgotten up to five seconds of what it
 * had acknowledged, which no real storage account does and no program can make good. Those who talk to it must have been
 * cut off before.
 */
export class StorageProcess {
  #child: ChildProcess | undefined;
  #folder = '';
  /** Of Azurite itself. */
  connectionString = '';

  get port(): number {
    return Number(/BlobEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(this.connectionString)?.[1] ?? 0);
  }

  async start(): Promise<this> {
    this.#folder ||= await mkdtemp(join(tmpdir(), 'azurite-'));
    const child = fork(join(__dirname, 'azuriteProcess.ts'), [String(this.port), this.#folder], {
      execArgv: [...runTypeScript],
    });
    this.#child = child;
    this.connectionString = await new Promise((resolve, reject) => {
      child.once('message', (connectionString) => resolve(String(connectionString)));
      child.once('exit', () => reject(new Error('Azurite ended at its start; what it said stands above.')));
    });
    return this;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.send('stop');
    await exited;
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
