import { isIdentityRules } from '../events/identity';
import { parseTime } from '../events/time';
import type { ModelDescription } from './detector';
import { isJsonObject } from './jsonObject';

/** Whether a value read from a model's file is the description of a model of the detector. */
export function isModelDescription(value: unknown, detector: string): value is ModelDescription {
  return (
    isJsonObject(value) &&
    value.detector === detector &&
    (value.identity === null || isIdentityRules(value.identity)) &&
    (value.window === null || isWindow(value.window)) &&
    Number.isSafeInteger(value.accesses) &&
    Number(value.accesses) >= 0 &&
    isJsonObject(value.quality) &&
    Object.values(value.quality).every(Number.isFinite) &&
    [value.warmStartedFrom, value.importedFrom].every((origin) => origin === undefined || typeof origin === 'string')
  );
}

function isWindow(value: unknown): boolean {
  return isJsonObject(value) && [value.from, value.to].every(isTime);
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && parseTime(value) !== undefined;
}
