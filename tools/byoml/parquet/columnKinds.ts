import type { SchemaTree } from 'hyparquet';
import { isListLike } from 'hyparquet/src/schema.js';

/** Values of a column by what it is asked for as. */
export interface ColumnValues {
  readonly text: string;
  /** Text, or whole numbers written out; null where there is none. */
  readonly name: string | null;
  readonly integer: number;
  readonly flag: boolean;
  readonly vector: Float64Array | null;
}
export type ColumnKind = keyof ColumnValues;

interface KindRule<Value> {
  readonly expected: string;
  isOf(node: SchemaTree): boolean;
  /** @returns undefined for what is no such value. */
  take(value: unknown): Value | undefined;
}

/** Which columns serve as which kind, and how their values are taken. */
export const columnKinds: { readonly [Kind in ColumnKind]: KindRule<ColumnValues[Kind]> } = {
  text: { expected: 'text', isOf: isText, take: (value) => (typeof value === 'string' ? value : undefined) },
  name: {
    expected: 'text or whole numbers',
    isOf: (node) => isText(node) || isInteger(node),
    take: (value) => (value === null ? null : takeName(value)),
  },
  integer: { expected: 'whole numbers', isOf: isInteger, take: takeInteger },
  flag: {
    expected: 'true or false',
    isOf: ({ element }) => element.type === 'BOOLEAN',
    take: (value) => (typeof value === 'boolean' ? value : undefined),
  },
  vector: {
    expected: 'arrays of numbers',
    isOf: (node) => isListLike(node) && isReal(node.children[0]?.children[0]),
    take: (value) => (value === null ? null : takeVector(value)),
  },
};

function takeName(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

function takeInteger(value: unknown): number | undefined {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

function takeVector(value: unknown): Float64Array | undefined {
  const isVector = Array.isArray(value) && value.every((number) => typeof number === 'number');
  return isVector ? Float64Array.from(value) : undefined;
}

function isText({ element }: SchemaTree): boolean {
  const isString = element.converted_type === 'UTF8' || element.logical_type?.type === 'STRING';
  return element.type === 'BYTE_ARRAY' && isString;
}

/** Dates, times and decimals are kept in the same physical types. */
function isInteger({ element }: SchemaTree): boolean {
  const { type, converted_type: converted, logical_type: logical } = element;
  const isPlain = converted === undefined || /^U?INT_/.test(converted);
  return (type === 'INT32' || type === 'INT64') && isPlain && (logical === undefined || logical.type === 'INTEGER');
}

function isReal(node: SchemaTree | undefined): boolean {
  return node?.element.type === 'DOUBLE' || node?.element.type === 'FLOAT';
}
