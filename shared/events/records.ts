import { isRow, rawField } from './row';

/**
 * The rows of a JSON document: the items of a `{"records":[…]}` envelope (what data export sends to an event hub), those
 * of an array, or else the one value itself. An envelope among the items of an array counts as its rows, if it has any.
 */
export function recordsOf(document: unknown): readonly unknown[] {
  if (!Array.isArray(document)) return envelopeRecords(document) ?? [document];
  return document.some(isFullEnvelope)
    ? document.flatMap((item) => (isFullEnvelope(item) ? recordsOf(item) : [item]))
    : document;
}

function isFullEnvelope(item: unknown): boolean {
  return (envelopeRecords(item)?.length ?? 0) > 0;
}

function envelopeRecords(item: unknown): readonly unknown[] | undefined {
  const records = isRow(item) ? rawField(item, 'records') : undefined;
  return Array.isArray(records) ? records : undefined;
}

/** The parsed JSON, or `undefined` where the text is none (JSON has no `undefined` of its own). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
