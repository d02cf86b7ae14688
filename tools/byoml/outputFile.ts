import { createWriteStream } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ActionableError } from '../../shared/errors';

/** A file that cannot be written; the message names it. */
export class OutputError extends ActionableError {}

type Content = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Writes a file as a whole: into a file beside it, which takes its name at the end, so that whatever goes wrong a file
 * of that name is left as it was. A device or a pipe is written to as it is. Whether it can be written is known before
 * the work begins.
 *
 * @param inputs files that are read meanwhile, none of which may be overwritten
 * @param work makes the content
 * @throws OutputError when it cannot be written, or is one of the inputs
 */
export async function writeOutput(
  path: string,
  inputs: readonly { readonly path: string }[],
  work: () => Content | Promise<Content>,
): Promise<void> {
  const existing = await realpath(path).catch(() => undefined);
  const sources = await Promise.all(inputs.map((input) => realpath(input.path).catch(() => undefined)));
  if (existing !== undefined && sources.includes(existing)) {
    throw new OutputError(`${path} is read from, so it is not written to: name another file.`);
  }
  const isDevice = existing !== undefined && !(await stat(existing)).isFile();
  const written = isDevice ? path : `${existing ?? path}.${process.pid}.part`;
  try {
    await (await open(written, 'w')).close();
    // The file itself comes with its content: work that is interrupted leaves nothing.
    if (!isDevice) await rm(written);
  } catch (cause) {
    throw new OutputError(`${path} cannot be written (${(cause as NodeJS.ErrnoException).code}).`, { cause });
  }
  try {
    await pipeline(Readable.from(await work()), createWriteStream(written));
    if (!isDevice) await rename(written, existing ?? path);
  } catch (error) {
    if (!isDevice) await rm(written, { force: true });
    throw error;
  }
}
