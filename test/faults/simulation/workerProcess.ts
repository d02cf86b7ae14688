import type { InvocationContext } from '@azure/functions';
import type { ServedHandler } from '../../../shared/sinks/logsIngestionOutput';
import { type EventHubInput, eventHubInputs } from '../../../tools/local/functionHost/eventHubInput';
import type { CoreInvocationContext } from '../../../tools/local/functionHost/workerProtocol';
import type { Process } from '../world/network';
import type { StoredEvent } from './eventHub';
import type { FunctionUnderTest } from './functionUnderTest';
import type { Invocation, InvocationEnd } from './invocation';

/** The smallest functionTimeout there is, in milliseconds: https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout */
const functionTimeout = 300_000;

/** A Node.js worker: one process that runs the invocations of all partitions of its host. */
export class WorkerProcess implements Process {
  isAlive = true;
  readonly #handler: ServedHandler<unknown[]>;
  readonly #function: FunctionUnderTest;
  readonly #onDeath: (() => void)[] = [];

  /** @param makeHandler given the process, for its connections */
  constructor(
    readonly name: string,
    tested: FunctionUnderTest,
    makeHandler: (process: Process) => ServedHandler<unknown[]>,
  ) {
    this.#function = tested;
    this.#handler = makeHandler(this);
  }

  /** SIGKILL. */
  kill(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    for (const tell of this.#onDeath) tell();
  }

  /** Invokes the function by the library's own code, and writes down how it ended. A timeout ends the process. */
  async invoke(invocation: Invocation): Promise<InvocationEnd> {
    const input = this.#inputOf(invocation);
    if (input === undefined) return (invocation.end = 'unbound');
    const end = await new Promise<InvocationEnd>((resolve) => {
      const timeout = setTimeout(() => {
        resolve('timedOut');
        this.kill();
      }, functionTimeout);
      const settle = (how: InvocationEnd, error?: unknown) => {
        clearTimeout(timeout);
        if (error !== undefined && this.isAlive) invocation.error = String(error);
        resolve(this.isAlive ? how : 'died');
      };
      this.#onDeath.push(() => settle('died'));
      if (!this.isAlive) return settle('died');
      this.#run(invocation, input).then(
        () => this.isAlive && settle('succeeded'),
        (error: unknown) => this.isAlive && settle('failed', error),
      );
    });
    return (invocation.end = end);
  }

  /** Undefined where the host fails to bind the events, which it does before the function is called. */
  #inputOf({ events, partitionId }: Invocation): EventHubInput | undefined {
    const { trigger, capabilities } = this.#function;
    try {
      return eventHubInputs(events, partitionContext(partitionId), trigger, capabilities)[0];
    } catch {
      return undefined;
    }
  }

  async #run(invocation: Invocation, input: EventHubInput): Promise<void> {
    const { metadata, programmingModel, triggerName } = this.#function;
    const { id, retryCount, lines } = invocation;
    const core: CoreInvocationContext = {
      invocationId: id,
      metadata,
      request: {
        invocationId: id,
        inputData: [{ name: triggerName, data: input.data }],
        triggerMetadata: input.metadata,
        ...(retryCount > 0 && {
          retryContext: { retryCount, maxRetryCount: -1, exception: { message: 'the try before failed' } },
        }),
      },
      log: (_level, _category, message) => {
        if (this.isAlive) lines.push(message);
      },
    };
    const model = await programmingModel.getInvocationModel(core);
    const { context, inputs } = await model.getArguments();
    await model.invokeFunction(context, inputs, (bodies, given) =>
      this.#handler(bodies as unknown[], given as InvocationContext),
    );
    await model.getResponse(context, undefined);
  }
}

function partitionContext(partitionId: string): Parameters<typeof eventHubInputs>[1] {
  return {
    fullyQualifiedNamespace: 'simulated.servicebus.windows.net',
    eventHubName: 'am-securityevent',
    consumerGroup: 'byoml-scorer',
    partitionId,
  } as Parameters<typeof eventHubInputs>[1];
}

/** Rows that an invocation is about. */
export const rowsOf = (events: readonly StoredEvent[]): number =>
  events.reduce((sum, { message }) => sum + message.rows, 0);
