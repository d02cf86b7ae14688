import { exportPath } from '../../sample/exportFiles';
import { type RowsOptions, securityEventRows } from './securityEventRows';

/** A blob of an export, made up. */
export interface ExportedBlob {
  readonly name: string;
  readonly content: Buffer;
  readonly rows: number;
}

export const exportedFrom = new Date('2026-01-15T08:00:00Z');
export const exportedTo = new Date('2026-01-15T12:00:00Z');
const fiveMinutes = 300_000;

/** Blobs of successive five minutes, each of about so many bytes. */
export function* exportedBlobs(
  blobs: number,
  bytes: number,
  accesses: number,
  pair: RowsOptions['pair'],
): Generator<ExportedBlob> {
  for (let blob = 0; blob < blobs; blob++) {
    const from = new Date(exportedFrom.getTime() + blob * fiveMinutes);
    const to = new Date(from.getTime() + fiveMinutes);
    const lines: string[] = [];
    let length = 0;
    for (const row of securityEventRows({ seed: `blob ${blob}`, accesses, to, spanMilliseconds: fiveMinutes, pair })) {
      const line = `${JSON.stringify(row)}\n`;
      lines.push(line);
      length += line.length;
      if (length >= bytes) break;
    }
    yield { name: exportPath(from), content: Buffer.from(lines.join('')), rows: lines.length };
  }
}
