import { ActionableError } from '../errors';

/** Dead letters could not be listed, read or changed; the message names the container or the file. */
export class DeadLetterFileError extends ActionableError {}

/**
 * The largest file that is read, in bytes: it is held in memory whole, and what is to become of its lines beside it, up
 * to four times its size in all. An invocation parks eight messages at most, of 1 MB each on most event hubs.
 */
export const maxDeadLetterFileBytes = 256 * 1024 * 1024;

/** A file of dead letters, one a line, wherever it is kept. */
export interface DeadLetterFile {
  readonly name: string;
  /**
   * @returns undefined where the file is gone
   * @throws DeadLetterFileError when it cannot be read; one of its classes below when that is for this file alone
   */
  read(): Promise<DeadLetterContent | undefined>;
}

/** What a file held when it was read. */
export interface DeadLetterContent {
  readonly bytes: Uint8Array;
  /** Why it is known that {@link replace} would be refused, with the remedy; undefined where nothing is known. */
  readonly refusal?: string | undefined;
  /**
   * Puts other content in its place, or deletes the file where there is none, unless it has changed since it was read.
   *
   * @returns whether it did; false where the file has changed or is gone
   * @throws DeadLetterFileError when it cannot be known; a FileRefusedError when it is refused for this file alone
   */
  replace(content: Uint8Array): Promise<boolean>;
}

/** A file that is kept from being read or changed by what is the matter with it alone: other files may be replayed. */
export class FileRefusedError extends DeadLetterFileError {}

/** A file larger than can be held, which is left alone. */
export class FileTooLargeError extends DeadLetterFileError {
  constructor(name: string, limitBytes: number) {
    super(
      `${name} is larger than ${limitBytes} bytes and was not read: download it and split it between its lines ` +
        '(for example with "split --line-bytes=100M --additional-suffix=.jsonl").',
    );
  }
}
