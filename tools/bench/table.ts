import { type Measurement, median } from './measurement';
import { significant } from './numbers';

const columns = ['what', 'who', 'result', 'ours = 1', 'quality', 'peak memory'];

/** All measurements as one Markdown table, its columns padded so that it reads well as text too. */
export function resultsTable(measurements: readonly Measurement[]): string {
  let subject = '';
  const rows = measurements.map((measurement) => {
    const isNew = measurement.subject !== subject;
    subject = measurement.subject;
    return [
      isNew ? `${measurement.section}: ${subject}` : '',
      measurement.contestant,
      resultOf(measurement),
      measurement.ratio === null ? '' : `${measurement.ratio.toFixed(2)}x`,
      qualityOf(measurement.quality),
      measurement.peakMegabytes === null ? '' : `${significant(measurement.peakMegabytes)} MB`,
    ];
  });
  return markdownTable(columns, rows);
}

/** The median of the samples with its unit, or why there is none. */
export function resultOf({ samples, unit, absent }: Measurement): string {
  if (samples.length > 0) return `${significant(median(samples))} ${unit}`;
  return absent ?? 'not measured';
}

function qualityOf(quality: Measurement['quality']): string {
  return Object.entries(quality)
    .map(([name, value]) => `${name} ${significant(value)}`)
    .join(', ');
}

export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [header, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return `${[cells[0]!, rule, ...cells.slice(1)].map(line).join('\n')}\n`;
}
