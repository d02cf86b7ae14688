import type { Capabilities, Long, TypedData } from './workerProtocol';

/**
 * Values as the host puts them into a message to the worker.
 *
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageConversionExtensions.cs
 */
export const json = (value: unknown): TypedData => ({ json: JSON.stringify(value) });

/** Empty strings are dropped, and those after them move up, unless the app announces that it wants them. */
export function strings(values: readonly (string | undefined)[], capabilities: Capabilities): TypedData {
  const all = values.map((value) => value ?? '');
  const keepEmpty = (capabilities.IncludeEmptyEntriesInMessagePayload ?? '').trim() !== '';
  return { collectionString: { string: keepEmpty ? all : all.filter((value) => value !== '') } };
}

export function longs(values: readonly number[]): TypedData {
  return { collectionSint64: { sint64: values.map(toLong) } };
}

function toLong(value: number): Long {
  const bits = BigInt(value);
  return { low: Number(BigInt.asIntN(32, bits)), high: Number(BigInt.asIntN(32, bits >> 32n)), unsigned: false };
}

/** A .NET DateTime of unspecified kind as Json.NET writes it: no zone, no trailing zeros in the fraction. */
export function zonelessTime(date: Date): string {
  const [seconds, fraction = ''] = date.toISOString().slice(0, -1).split('.');
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? `${seconds}` : `${seconds}.${digits}`;
}
