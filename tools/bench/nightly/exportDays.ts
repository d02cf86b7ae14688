import type { ContainerClient } from '@azure/storage-blob';
import { exportPath } from '../../sample/exportFiles';
import { securityEventRows } from '../reading/securityEventRows';

const fiveMinutes = 300_000;
const blobsOfDay = 288;
/** The most that one append takes in every version of the service. */
const blockBytes = 4_000_000;
/** Blobs that are written at a time. */
const concurrency = 16;
/** Shares that a user uses, of neighbouring numbers. */
const sharesOfUser = 12;

export interface DaySize {
  readonly rows: number;
  /** Share of rows that are event 5140. */
  readonly accesses: number;
  readonly users: number;
  readonly resources: number;
}

/** Writes a made-up day as data export does, 288 append blobs, and returns its bytes. */
export async function exportDay(container: ContainerClient, midnight: number, size: DaySize): Promise<number> {
  const places = Array.from({ length: blobsOfDay }, (_, blob) => blob).values();
  let bytes = 0;
  const writer = async () => {
    for (const blob of places) {
      const written = await writeBlob(container, midnight + blob * fiveMinutes, size);
      bytes += written;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, writer));
  return bytes;
}

async function writeBlob(container: ContainerClient, from: number, size: DaySize): Promise<number> {
  const content = Buffer.from(textOf(from, size));
  const blob = container.getAppendBlobClient(exportPath(new Date(from)));
  await blob.create();
  for (let at = 0; at < content.length; at += blockBytes) {
    const block = content.subarray(at, at + blockBytes);
    await blob.appendBlock(block, block.length);
  }
  return content.length;
}

function textOf(from: number, { rows, accesses, users, resources }: DaySize): string {
  const generated = securityEventRows({
    seed: `rows of ${from}`,
    accesses,
    to: new Date(from + fiveMinutes),
    spanMilliseconds: fiveMinutes,
    pair: (random) => {
      const user = random.below(users);
      return { user, resource: (user * 7 + random.below(sharesOfUser)) % resources };
    },
  });
  const lines: string[] = [];
  for (let left = Math.ceil(rows / blobsOfDay); left > 0; left--) {
    lines.push(`${JSON.stringify(generated.next().value)}\n`);
  }
  return lines.join('');
}
