import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from '../../../shared/settings';
import { LocalRunError } from '../localRunError';
import { AppRegistry, type RegisteredFunction } from './appRegistry';
import { resolveSettings } from './bindingSettings';
import { type HostConfiguration, readHostConfiguration } from './hostConfiguration';
import type { HostLog } from './hostLog';
import { provideCoreModule } from './provideCoreModule';
import { readJson } from './readJson';
import { withWaits } from './retryPolicy';
import type { BindingInfo, Capabilities, FunctionMetadata, ProgrammingModel } from './workerProtocol';

export interface LoadedFunction extends RegisteredFunction {
  readonly triggerName: string;
  /** With every `%SETTING%` replaced. */
  readonly trigger: BindingInfo;
}

export interface FunctionApp {
  readonly functions: readonly LoadedFunction[];
  readonly registry: AppRegistry;
  readonly programmingModel: ProgrammingModel;
  /** What the app and the library announce to the host. */
  readonly capabilities: Capabilities;
  readonly configuration: HostConfiguration;
  readonly env: Environment;
  readonly log: HostLog;
}

/** What the worker announces of itself and concerns Event Hubs or timer functions. */
const workerCapabilities: Capabilities = { TypedDataCollection: 'true' };

/**
 * Loads a function app of the v4 programming model the way the Node.js worker does: the files that `main` in its
 * package.json matches register functions and hooks by `@azure/functions`. Once in a process: see provideCoreModule.
 *
 * @param options.folder where package.json and host.json are
 * @param options.env app settings for bindings; the app itself reads `process.env`
 * @param options.retryWaitFactor by what the waits of retry policies are multiplied; 1 by default, as in Azure
 * @throws LocalRunError or SettingError when the app can't be loaded or wants what the local host does not have
 */
export async function loadFunctionApp(options: {
  readonly folder: string;
  readonly env: Environment;
  readonly log: HostLog;
  readonly retryWaitFactor?: number;
}): Promise<FunctionApp> {
  const folder = resolve(options.folder);
  const configuration = readHostConfiguration(folder);
  const registry = new AppRegistry(options.log);
  provideCoreModule(registry.coreModule);
  loadEntryFiles(folder);
  await registry.runHooks('appStart', {
    functionAppDirectory: folder,
    hookData: {},
    appHookData: registry.appHookData,
  });
  registry.lock();
  const { programmingModel } = registry;
  if (programmingModel === undefined) {
    throw new LocalRunError(
      `The app in ${folder} registers no function. Does "main" in its package.json match the built files?`,
    );
  }
  const capabilities = (await programmingModel.getCapabilities?.({ ...workerCapabilities })) ?? workerCapabilities;
  const functions = [...registry.functions.values()]
    .map((registered) => withTrigger(registered, options.env))
    .map((loaded) => withRetryWaits(loaded, options.retryWaitFactor ?? 1));
  return { functions, registry, programmingModel, capabilities, configuration, env: options.env, log: options.log };
}

function loadEntryFiles(folder: string): void {
  const packageFile = join(folder, 'package.json');
  const { main } = readJson(packageFile);
  const files = typeof main === 'string' ? globSync(main, { cwd: folder }).sort() : [];
  if (files.length === 0) {
    throw new LocalRunError(`${packageFile}: "main" (${JSON.stringify(main)}) matches no file. Build the app first.`);
  }
  for (const file of files) {
    try {
      require(join(folder, file));
    } catch (cause) {
      throw new LocalRunError(`Entry file ${file} could not be loaded: ${String(cause)}`, { cause });
    }
  }
}

function withTrigger(registered: RegisteredFunction, env: Environment): LoadedFunction {
  const { name, bindings } = registered.metadata;
  const resolved = Object.fromEntries(
    Object.entries(bindings).map(([binding, info]) => [
      binding,
      resolveSettings(info, env, `function ${name}, binding ${binding}`),
    ]),
  );
  const [triggerName, trigger] = onlyTrigger(registered.metadata, resolved);
  return { ...registered, triggerName, trigger };
}

function withRetryWaits(loaded: LoadedFunction, factor: number): LoadedFunction {
  const { retryOptions, ...metadata } = loaded.metadata;
  return { ...loaded, metadata: { ...metadata, retryOptions: retryOptions && withWaits(retryOptions, factor) } };
}

function onlyTrigger({ name }: FunctionMetadata, bindings: Record<string, BindingInfo>): [string, BindingInfo] {
  const known = Object.entries(bindings).filter(
    ([, { type }]) => type === 'eventHubTrigger' || type === 'timerTrigger',
  );
  const unknown = Object.values(bindings).find(({ type }) => type !== 'eventHubTrigger' && type !== 'timerTrigger');
  if (known[0] === undefined || unknown !== undefined) {
    throw new LocalRunError(
      `Function ${name}: the local host has no binding of type '${unknown?.type}'; it knows eventHubTrigger and timerTrigger.`,
    );
  }
  return known[0];
}
