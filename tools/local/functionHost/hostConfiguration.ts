import { join } from 'node:path';
import { LocalRunError } from '../localRunError';
import { isRecord, readJson } from './readJson';

/** What the local host obeys of host.json. */
export interface HostConfiguration {
  /** Milliseconds an invocation may take; Infinity for no limit. */
  readonly functionTimeout: number;
  /** Most events one invocation gets. */
  readonly maxEventBatchSize: number;
  /** Events requested ahead of processing, for each partition. */
  readonly prefetchCount: number;
}

/** The host's default outside the Consumption plan, in milliseconds. */
const defaultTimeout = 30 * 60_000;

/**
 * Reads host.json with the defaults of version 6 of the Event Hubs extension.
 *
 * @see https://learn.microsoft.com/azure/azure-functions/functions-host-json
 * @throws LocalRunError naming the setting that is malformed, or that the local host can't obey
 */
export function readHostConfiguration(folder: string): HostConfiguration {
  const file = join(folder, 'host.json');
  const host = readJson(file);
  if (host.version !== '2.0') {
    throw new LocalRunError(`${file}: "version" must be "2.0".`);
  }
  const eventHubs = section(section(host, 'extensions', file), 'eventHubs', file);
  const initialOffset = section(eventHubs, 'initialOffsetOptions', file).type ?? 'fromStart';
  if (String(initialOffset).toLowerCase() !== 'fromstart') {
    throw new LocalRunError(
      `${file}: the local host begins at the start of a partition; initialOffsetOptions.type must be "fromStart".`,
    );
  }
  return {
    functionTimeout: timeout(host.functionTimeout, file),
    maxEventBatchSize: positive(eventHubs, 'maxEventBatchSize', 100, file),
    prefetchCount: positive(eventHubs, 'prefetchCount', 300, file),
  };
}

function section(
  parent: Readonly<Record<string, unknown>>,
  name: string,
  file: string,
): Readonly<Record<string, unknown>> {
  const value = parent[name] ?? {};
  if (!isRecord(value)) {
    throw new LocalRunError(`${file}: "${name}" must be an object.`);
  }
  return value;
}

function positive(parent: Readonly<Record<string, unknown>>, name: string, fallback: number, file: string): number {
  const value = parent[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw new LocalRunError(`${file}: "${name}" must be a positive whole number, not ${JSON.stringify(value)}.`);
  }
  return value;
}

function timeout(value: unknown, file: string): number {
  if (value === undefined) {
    return defaultTimeout;
  }
  if (value === '-1') {
    return Number.POSITIVE_INFINITY;
  }
  const [, days = '0', hours, minutes, seconds] = /^(?:(\d+)\.)?(\d\d):(\d\d):(\d\d)$/.exec(String(value)) ?? [];
  if (hours === undefined) {
    throw new LocalRunError(`${file}: "functionTimeout" must be "hh:mm:ss" or "-1", not ${JSON.stringify(value)}.`);
  }
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
