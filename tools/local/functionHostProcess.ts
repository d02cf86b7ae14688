import { setTimeout as sleep } from 'node:timers/promises';
import { ActionableError } from '../../shared/errors';
import type { HostLog } from './functionHost/hostLog';
import type { InvocationOutcome } from './functionHost/invokeFunction';
import { loadFunctionApp } from './functionHost/loadFunctionApp';
import { type FunctionHost, startFunctionHost } from './functionHost/startFunctionHost';
import type { HostMessage, HostRequest, ProcessUsage } from './functionHostMessages';

// A process of its own, as the real worker is: its environment gives the app settings, its arguments the app's folder
// and the factor for the waits of retry policies, and an uncaught exception or unhandled rejection in a function ends it. See functionHostClient for its parent.

/** Resolves when the message is on its way, so that the channel may be closed. */
function tell(message: HostMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}

function describe(error: unknown): string {
  return error instanceof ActionableError
    ? error.message
    : error instanceof Error
      ? String(error.stack)
      : String(error);
}

async function obey(host: FunctionHost, request: HostRequest): Promise<void> {
  const { id } = request;
  try {
    await tell({ type: 'reply', id, ...(await answer(host, request)) });
  } catch (error) {
    await tell({ type: 'failure', id, message: describe(error) });
  }
  if (request.call === 'close') {
    process.disconnect();
  }
}

async function answer(
  host: FunctionHost,
  request: HostRequest,
): Promise<{ result?: InvocationOutcome | ProcessUsage }> {
  switch (request.call) {
    case 'runTimer':
      return { result: await host.runTimer(request.name, request) };
    case 'usage':
      return { result: await usage() };
    case 'idle':
      await host.idle();
      return {};
    case 'close':
      await host.close();
      return {};
  }
}

async function usage(): Promise<ProcessUsage> {
  globalThis.gc?.();
  // What the first collection has left to be freed in the background, buffers above all, is gone by the second.
  await sleep(100);
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { heapUsed, external, rss, processorSeconds: (user + system) / 1e6 };
}

async function main(folder: string, retryWaitFactor: number): Promise<void> {
  // Without its parent nobody can stop it.
  process.on('disconnect', () => process.exit());
  // Ctrl-C reaches parent and child alike; the parent decides.
  process.on('SIGINT', () => {});
  const log: HostLog = (entry) => tell({ type: 'log', entry });
  const app = await loadFunctionApp({ folder, env: process.env, log, retryWaitFactor });
  const host = await startFunctionHost(app, (outcome) => tell({ type: 'outcome', outcome }));
  process.on('message', (request: HostRequest) => obey(host, request));
  tell({ type: 'ready' });
}

main(process.argv[2] ?? '.', Number(process.argv[3] ?? 1)).catch(async (error) => {
  await tell({ type: 'startFailure', message: describe(error) });
  process.exitCode = 1;
  process.disconnect?.();
});
