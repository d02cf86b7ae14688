import { randomUUID } from 'node:crypto';
import type { FunctionApp, LoadedFunction } from './loadFunctionApp';
import type { CoreInvocationContext, InvocationRequest } from './workerProtocol';

/** How one invocation went; each retry is an invocation of its own. */
export interface InvocationOutcome {
  readonly function: string;
  readonly invocationId: string;
  readonly succeeded: boolean;
  /** Stack or message of what the function threw. */
  readonly error?: string;
  readonly milliseconds: number;
  readonly retryCount: number;
  /** For Event Hubs triggers: the partition and the number of events. */
  readonly partitionId?: string;
  readonly events?: number;
}

export type InvocationInput = Omit<InvocationRequest, 'invocationId'>;

/**
 * Invokes a function once, by the library's own invocation model and with the hooks around it. Never rejects.
 *
 * At the limit of host.json's functionTimeout the invocation counts as failed. The real host then ends the worker
 * process; here the function goes on unobserved.
 *
 * @see https://github.com/Azure/azure-functions-nodejs-worker/blob/v3.x/src/eventHandlers/InvocationHandler.ts
 */
export async function invokeFunction(
  app: FunctionApp,
  loaded: LoadedFunction,
  input: InvocationInput,
): Promise<InvocationOutcome> {
  const { name } = loaded.metadata;
  const invocationId = randomUUID();
  const log = (level: 'information' | 'error', message: string) =>
    app.log({ function: name, invocationId, level, category: 'system', message });
  log('information', `Executing 'Functions.${name}' (Id=${invocationId})`);
  const started = performance.now();
  const error = await run(app, loaded, { ...input, invocationId }).then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)),
  );
  const milliseconds = Math.round(performance.now() - started);
  const result = error === undefined ? 'Succeeded' : 'Failed';
  log('information', `Executed 'Functions.${name}' (${result}, Id=${invocationId}, Duration=${milliseconds}ms)`);
  if (error !== undefined) {
    log('error', error);
  }
  return {
    function: name,
    invocationId,
    succeeded: error === undefined,
    ...(error !== undefined && { error }),
    milliseconds,
    retryCount: input.retryContext?.retryCount ?? 0,
  };
}

async function run(app: FunctionApp, loaded: LoadedFunction, request: InvocationRequest): Promise<void> {
  const { metadata } = loaded;
  const { invocationId } = request;
  const core: CoreInvocationContext = {
    invocationId,
    request,
    metadata,
    log: (level, category, message) => app.log({ function: metadata.name, invocationId, level, category, message }),
  };
  const model = await app.programmingModel.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  const shared = { hookData: {}, appHookData: app.registry.appHookData, invocationContext: context };

  const before = { ...shared, inputs, functionCallback: loaded.callback };
  core.state = 'preInvocationHooks';
  await app.registry.runHooks('preInvocation', before);

  const after: typeof shared & { inputs: unknown[]; result: unknown; error: unknown } = {
    ...shared,
    inputs: before.inputs,
    result: null,
    error: null,
  };
  core.state = 'invocation';
  try {
    const invocation = model.invokeFunction(context, before.inputs, before.functionCallback);
    after.result = await within(app.configuration.functionTimeout, invocation);
  } catch (error) {
    after.error = error;
  }

  core.state = 'postInvocationHooks';
  await app.registry.runHooks('postInvocation', after);
  core.state = undefined;
  if (after.error !== null && after.error !== undefined) {
    throw after.error;
  }
  await model.getResponse(context, after.result);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  if (milliseconds === Number.POSITIVE_INFINITY) {
    return work;
  }
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Timeout value of ${milliseconds} ms was exceeded.`)), milliseconds);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
