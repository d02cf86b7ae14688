import { readFileSync } from 'node:fs';
import { LocalRunError } from '../localRunError';

/** @throws LocalRunError when the file is missing or is not a JSON object */
export function readJson(file: string): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LocalRunError(`${file} could not be read as JSON: ${String(cause)}`, { cause });
  }
  if (!isRecord(content)) {
    throw new LocalRunError(`${file} must hold a JSON object.`);
  }
  return content;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
