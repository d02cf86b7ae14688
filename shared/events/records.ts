import { isRow, rawField } from './row';

/**
 * The rows of a JSON document: the items of an array or of a `{"records":[…]}` envelope (what data export sends to an
 * event hub), or else the one value itself.
 */
export function recordsOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  const records = isRow(document) ? rawField(document, 'records') : undefined;
  return Array.isArray(records) ? records : [document];
}

/** The parsed JSON, or `undefined` where the text is none (JSON has no `undefined` of its own). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
