import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ParquetError } from '../parquet/readColumns';

/** How a file of checksums begins, and how many bytes of the file each is of. */
const mark = 'crc\0';
const headerBytes = 8;

/**
 * Reads a part of a frame, and where Hadoop's checksums lie beside it, as Spark leaves them on a disk, ensures that it is as it
 * was written: a Parquet file has checksums of its own in pages of the first format only, and never of its footer.
 *
 * @throws ParquetError if it cannot be read, or is not as it was written.
 */
export async function readPart(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new ParquetError(`${path} cannot be read (${cause.code}): check that it is yours to read.`, { cause });
  });
  const checksums = await readFile(join(dirname(path), `.${basename(path)}.crc`)).catch(() => undefined);
  if (checksums === undefined || isTrueOf(bytes, checksums)) return bytes;
  throw new ParquetError(
    `${path} is damaged (its checksums beside it do not match): copy it again, or save the model again.`,
  );
}

/**
 * Whether checksums are those of a file. What is no file of checksums says nothing of it.
 * @see https://github.com/apache/hadoop/blob/trunk/hadoop-common-project/hadoop-common/src/main/java/org/apache/hadoop/fs/ChecksumFileSystem.java
 */
function isTrueOf(bytes: Uint8Array, checksums: Buffer): boolean {
  if (checksums.length < headerBytes || checksums.toString('latin1', 0, mark.length) !== mark) return true;
  const chunk = checksums.readInt32BE(mark.length);
  if (chunk <= 0 || checksums.length !== headerBytes + 4 * Math.ceil(bytes.length / chunk)) return false;
  for (let i = 0; i * chunk < bytes.length; i++) {
    const expected = checksums.readUInt32BE(headerBytes + 4 * i);
    if (crc32(bytes.subarray(i * chunk, (i + 1) * chunk)) !== expected) return false;
  }
  return true;
}
