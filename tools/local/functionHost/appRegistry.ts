import { LocalRunError } from '../localRunError';
import type { HostLog } from './hostLog';
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  HookName,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './workerProtocol';

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** What an app registers while it is loaded: functions, hooks, and the programming model that invokes them. */
export class AppRegistry {
  readonly functions = new Map<string, RegisteredFunction>();
  programmingModel: ProgrammingModel | undefined;
  /** Shared by all hooks of the app. */
  readonly appHookData = {};
  readonly #hooks: Readonly<Record<HookName, HookCallback[]>> = {
    preInvocation: [],
    postInvocation: [],
    appStart: [],
    appTerminate: [],
  };
  #locked = false;

  constructor(readonly log: HostLog) {}

  /** The module `@azure/functions-core`, as the app sees it. */
  readonly coreModule = {
    version: '3.12.0',
    hostVersion: '4.1000.0',
    registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) => this.#register(metadata, callback),
    registerHook: (name: HookName, callback: HookCallback) => this.#registerHook(name, callback),
    setProgrammingModel: (model: ProgrammingModel) => {
      this.programmingModel = model;
    },
    getProgrammingModel: () => this.programmingModel,
    log: (level: LogLevel, category: LogCategory, message: string) => this.log({ level, category, message }),
    Disposable,
  };

  /** From here on functions can't be registered any more, as in the worker. */
  lock(): void {
    this.#locked = true;
  }

  async runHooks(name: HookName, context: object): Promise<void> {
    for (const hook of [...this.#hooks[name]]) {
      await hook(context);
    }
  }

  #register(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    if (this.#locked) {
      throw new LocalRunError(
        `Function '${metadata.name}' was registered after start. Register it when its file loads.`,
      );
    }
    if (this.functions.has(metadata.name)) {
      throw new LocalRunError(`A function named '${metadata.name}' is registered twice. Rename one of them.`);
    }
    this.functions.set(metadata.name, { metadata, callback });
    return new Disposable(() => this.functions.delete(metadata.name));
  }

  #registerHook(name: HookName, callback: HookCallback): Disposable {
    const hooks = this.#hooks[name];
    if (hooks === undefined) {
      throw new RangeError(`Unrecognized hook "${name}"`);
    }
    hooks.push(callback);
    return new Disposable(() => hooks.splice(hooks.indexOf(callback), 1));
  }
}

class Disposable {
  constructor(readonly dispose: () => unknown) {}
}
