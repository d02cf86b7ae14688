import { gunzipSync, gzipSync } from 'node:zlib';
import { checkParameters } from '../../shared/detectors/resourceAccess/parameters';
import { type Negative, negativesOf } from './caseFiles';
import type { Outcome, TenantName } from './outcome';
import type { ParityCase } from './parityCase';
import type { SparkAnswer } from './sparkTraining';

/** The cases that are kept with what Spark learned, so that tests compare with it where there is no Spark. */
export const recordedNames = [
  'fixed-implicit',
  'test-implicit-joint',
  'test-implicit-separate',
  'test-explicit-joint',
] as const;

/** A case and what Spark learned from it, as kept in `test/fixtures/parity`: gzipped JSON, numbers to the last bit. */
export interface RecordedCase {
  readonly name: string;
  readonly versions: SparkAnswer['versions'];
  /** All of them, the seed among them. */
  readonly parameters: ReturnType<typeof checkParameters>;
  readonly rows: number;
  readonly negatives: readonly Negative[] | null;
  readonly spark: Outcome;
}

interface RecordFile extends Omit<RecordedCase, 'spark'> {
  readonly users: readonly TenantName[];
  readonly resources: readonly TenantName[];
  /** Float32 and float64, little-endian, in base64. */
  readonly userFactors: string;
  readonly itemFactors: string;
  readonly scores: string;
}

export function encodeRecord(parityCase: ParityCase, spark: Outcome, versions: SparkAnswer['versions']): Uint8Array {
  const file: RecordFile = {
    name: parityCase.name,
    versions,
    parameters: checkParameters(parityCase.parameters),
    rows: parityCase.rows.length,
    negatives: negativesOf(parityCase),
    users: spark.users,
    resources: spark.resources,
    userFactors: toBase64(spark.factors.users),
    itemFactors: toBase64(spark.factors.items),
    scores: toBase64(spark.scores),
  };
  return gzipSync(JSON.stringify(file), { level: 9 });
}

export function decodeRecord(bytes: Uint8Array): RecordedCase {
  const { users, resources, userFactors, itemFactors, scores, ...rest }: RecordFile = JSON.parse(
    gunzipSync(bytes).toString(),
  );
  const factors = { users: new Float32Array(toBuffer(userFactors)), items: new Float32Array(toBuffer(itemFactors)) };
  const { rank } = rest.parameters;
  return { ...rest, spark: { users, resources, rank, factors, scores: new Float64Array(toBuffer(scores)) } };
}

function toBase64(numbers: Float32Array | Float64Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}

function toBuffer(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}
