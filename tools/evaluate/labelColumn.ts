import type { Access, Reading, RowReader } from '../../shared/events/access';
import { cleanText } from '../../shared/events/cleanText';
import { isRow, rawField } from '../../shared/events/row';
import { tableText } from '../../shared/text/tableText';

/** What a label says that names no kind. */
const anomalous = 'anomalous';

/** The kind of anomaly a label names; null for a legitimate row, whose label is absent, empty, `0` or `false`. */
export function kindOfLabel(label: unknown): string | null {
  const text = typeof label === 'boolean' || typeof label === 'number' ? String(label) : cleanText(label);
  if (['', '0', 'false'].includes(text.toLowerCase())) return null;
  return ['1', 'true'].includes(text.toLowerCase()) ? anomalous : tableText(text);
}

/** Reads rows as `reader` does and notes the kind of each access that its row labels as an anomaly. */
export function labelReader(reader: RowReader, column: string, kinds: Map<Access, string>): RowReader {
  // It names no columns, and so is given whole rows: the label's column is none that others look at.
  return (row: unknown): Reading => {
    const reading = reader(row);
    const kind = 'access' in reading && isRow(row) ? kindOfLabel(rawField(row, column)) : null;
    if (kind !== null && 'access' in reading) kinds.set(reading.access, kind);
    return reading;
  };
}
