import type { ContainerClient } from '@azure/storage-blob';
import { resourceAccess } from '../../../shared/detectors/resourceAccess/detector';
import { defaultIdentityRules } from '../../../shared/events/identity';
import { emptyReadCounts } from '../../../shared/events/readCounts';
import { retrain } from '../../../shared/jobs/retrain';
import { append, workspaceRoot } from '../events/exportContainer';
import { fileShareRow } from '../events/rows';

export const millisecondsPerDay = 86_400_000;
/** The first night is after `firstDay` + 30 days. */
export const firstDay = Date.UTC(2026, 9, 21);

export interface Places {
  readonly exports: ContainerClient;
  readonly models: ContainerClient;
}

/** `…/y=2026/m=11/d=20/h=08/m=10/PT05M.json`, of a time */
export function blobName(time: number, root = workspaceRoot): string {
  const [year, month, day, hour, minute] = new Date(time).toISOString().split(/[-T:]/);
  const fiveMinutes = String(Math.floor(Number(minute) / 5) * 5).padStart(2, '0');
  return `${root}y=${year}/m=${month}/d=${day}/h=${hour}/m=${fiveMinutes}/PT05M.json`;
}

/** One row a line; every access has an id of its own, made of its user, share and time. */
export function accessLine(time: number, user: string, share: string): string {
  const row = fileShareRow({
    TimeGenerated: new Date(time).toISOString(),
    Account: `C\\${user}`,
    ShareName: `\\\\*\\${share}`,
    _ItemId: `${user} ${share} ${time}`,
  });
  return `${JSON.stringify(row)}\n`;
}

/** Writes a day of a few people's accesses in three folders, other events among them; returns its bytes. */
export async function exportDay(exports: ContainerClient, day: number): Promise<number> {
  let bytes = 0;
  for (const hour of [0, 8, 23]) {
    const start = firstDay + day * millisecondsPerDay + hour * 3_600_000;
    const lines = Array.from({ length: 12 }, (_, i) =>
      i % 4 === 3
        ? `${JSON.stringify(fileShareRow({ EventID: 4624 }))}\n`
        : accessLine(start + i * 1000, `u${(day + i * hour) % 7}`, `s${(day * i + hour) % 5}`),
    );
    // Data export delivers at least once: the last line is a copy.
    const text = lines.join('') + lines[0];
    await append(exports, blobName(start), text);
    bytes += text.length;
  }
  return bytes;
}

/** Retrains in the night after `days` days, and tells what it read. */
export async function night(places: Places, days: number, fields: Partial<Parameters<typeof retrain>[0]> = {}) {
  const warnings: string[] = [];
  const read = emptyReadCounts();
  const reused = emptyReadCounts();
  const manifest = await retrain({
    ...places,
    detector: resourceAccess,
    identity: defaultIdentityRules,
    parameters: { rank: 3, iterations: 3 },
    lookbackDays: 30,
    now: new Date(firstDay + days * millisecondsPerDay + 2.5 * 3_600_000),
    read,
    reused,
    warn: (message) => warnings.push(message),
    ...fields,
  } as Parameters<typeof retrain>[0]);
  return { manifest, warnings, read, reused };
}

/** Retrains by what is exported alone: nothing is kept. */
export async function coldNight({ exports }: Places, days: number, models: ContainerClient) {
  return night({ exports, models }, days);
}
