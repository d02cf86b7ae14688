import { unseen } from './codePoint';

const unseenUnits = new RegExp(`[${unseen}]`, 'gu');

/**
 * JSON as one line that holds only characters one can see: the others are written as JSON's own escapes, so that
 * whoever parses it reads exactly what was given.
 */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(unseenUnits, (character) =>
    // By code unit: JSON knows no other escape.
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
