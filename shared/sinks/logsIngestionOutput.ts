import { type FunctionOutput, type InvocationContext, output } from '@azure/functions';
import type { LogsIngestionClient, LogsIngestionClientOptions } from '@azure/monitor-ingestion';
import type { LogsIngestionSettings } from '../settings';
import { type Delivery, DeliveryError, type DeliveryOptions, deliverRows } from './deliverRows';
import { logsIngestionClient } from './logsIngestionClient';

/** A binding to a table's stream; `Row` is the type of its rows. */
export interface LogsIngestionOutput<Row extends object> extends FunctionOutput {
  /**
   * Never throws: settings that are missing or wrong are a failure that may pass, like an outage.
   * @param since when the time limit began, as `performance.now()` tells it; now by default
   */
  readonly deliver: (rows: readonly Row[], since?: number) => Promise<Delivery<Row>>;
}

export interface LogsIngestionOutputOptions extends Omit<DeliveryOptions, 'since'> {
  /** Must differ from the function's other outputs. */
  readonly name: string;
  /** Read when rows are first delivered, so that an app loads without its settings, and again until they are right. */
  readonly settings: () => LogsIngestionSettings;
  /** Of the SDK's client. */
  readonly client?: LogsIngestionClientOptions | undefined;
}

/**
 * Declares an output binding to the Logs Ingestion API. The Functions host has none of its own and refuses types it
 * does not know, so this one is not listed among a function's `extraOutputs`: {@link withLogsIngestion} serves it.
 */
export function logsIngestionOutput<Row extends object>({
  name,
  settings,
  client,
  ...options
}: LogsIngestionOutputOptions): LogsIngestionOutput<Row> {
  let connection: { client: LogsIngestionClient; stream: LogsIngestionSettings } | undefined;
  const deliver = async (rows: readonly Row[], since = performance.now()): Promise<Delivery<Row>> => {
    try {
      connection ??= connect(settings(), client);
    } catch (error) {
      return { delivered: [], refused: [], late: [], error: new DeliveryError(rows, error) };
    }
    return deliverRows(connection.client, connection.stream, rows, { ...options, since });
  };
  return { ...output.generic({ type: 'logsIngestion', name }), deliver };
}

function connect(
  settings: LogsIngestionSettings,
  options?: LogsIngestionClientOptions,
): { client: LogsIngestionClient; stream: LogsIngestionSettings } {
  return { client: logsIngestionClient(settings, options), stream: settings };
}

/** What a function does with its messages; it sets the binding's rows on `context.extraOutputs`. */
export type Handler<Messages, Result> = (messages: Messages, context: InvocationContext) => Result | Promise<Result>;

/** A function's handler as the host calls it; it gives the host no value. */
export type ServedHandler<Messages> = (messages: Messages, context: InvocationContext) => Promise<void>;

/**
 * Told how the delivery ended, with what the handler returned: it parks what was refused, and throws if the messages
 * have to be tried again. `began` is when the invocation did, as `performance.now()` tells it.
 */
export type Settle<Row, Result> = (
  delivery: Delivery<Row>,
  result: Result,
  context: InvocationContext,
  began: number,
) => void | Promise<void>;

/**
 * Serves a {@link logsIngestionOutput}: runs the handler, delivers the rows it has set, and has the outcome settled. The
 * binding's time limit begins with the invocation.
 */
export function withLogsIngestion<Row extends object, Messages, Result>(
  binding: LogsIngestionOutput<Row>,
  handler: Handler<Messages, Result>,
  settle: Settle<Row, Result>,
): ServedHandler<Messages> {
  return async (messages, context) => {
    const began = performance.now();
    const result = await handler(messages, context);
    const rows = (context.extraOutputs.get(binding) ?? []) as readonly Row[];
    await settle(await binding.deliver(rows, began), result, context, began);
  };
}
